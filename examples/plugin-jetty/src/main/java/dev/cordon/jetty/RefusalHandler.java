package dev.cordon.jetty;

import dev.cordon.transport.HttpDesk;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Says to callers who don't speak HTTP as it should be that they are not understood, and shows nothing of theirs. */
final class RefusalHandler implements Request.Handler {
    private final HttpDesk desk;

    RefusalHandler(HttpDesk desk) {
        this.desk = desk;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        response.reset();
        DeskHandler.send(desk.malformed(status), response, callback);
        return true;
    }
}
