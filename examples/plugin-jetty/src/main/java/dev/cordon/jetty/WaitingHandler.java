package dev.cordon.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Measures how long the clients of the handler within let it wait. */
final class WaitingHandler extends Handler.Wrapper {
    private final Waits waits;

    WaitingHandler(Handler within, Waits waits) {
        super(within);
        this.waits = waits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        Wait wait = waits.of(connection);
        long now = waits.now();
        wait.again(now);
        wait.end(now);
        Request measured = new Measured(request, wait);
        return super.handle(
                measured, new Taken(measured, response, wait), Callback.from(() -> wait.again(waits.now()), callback));
    }

    /** A request whose content is waited for. */
    private final class Measured extends Request.Wrapper {
        private final Wait wait;

        private Measured(Request request, Wait wait) {
            super(request);
            this.wait = wait;
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk != null) {
                wait.moved(chunk.remaining());
            }
            return chunk;
        }

        @Override
        public void demand(Runnable comes) {
            wait.begin(waits.now());
            super.demand(() -> {
                wait.end(waits.now());
                comes.run();
            });
        }
    }

    /** A response that the client has to take. */
    private final class Taken extends Response.Wrapper {
        private final Wait wait;

        private Taken(Request request, Response response, Wait wait) {
            super(request, response);
            this.wait = wait;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            long length = BufferUtil.length(content);
            wait.begin(waits.now());
            super.write(
                    last,
                    content,
                    Callback.from(
                            () -> {
                                wait.end(waits.now());
                                wait.moved(length);
                                callback.succeeded();
                            },
                            failure -> {
                                wait.end(waits.now());
                                callback.failed(failure);
                            }));
        }
    }
}
