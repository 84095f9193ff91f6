package dev.cordon.jetty;

import dev.cordon.codec.Header;
import dev.cordon.transport.HttpDesk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Takes requests to a desk. A thread reads the content and works; the answer goes out without one, however slowly the
 * client takes it.
 */
final class DeskHandler extends Handler.Abstract {
    private final HttpDesk desk;

    DeskHandler(HttpDesk desk) {
        this.desk = desk;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        InputStream content = Content.Source.asInputStream(request);
        String path =
                Optional.ofNullable(request.getHttpURI().getCanonicalPath()).orElse("");
        send(
                desk.answer(new HttpDesk.Request(request.getMethod(), path, fields(request), content)),
                response,
                callback);
        return true;
    }

    private static Map<String, List<String>> fields(Request request) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            fields.computeIfAbsent(field.getName(), name -> new ArrayList<>())
                    .add(Optional.ofNullable(field.getValue()).orElse(""));
        }
        return fields;
    }

    /** Sends an answer and closes it. */
    static void send(HttpDesk.Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        for (Header.Field field : answer.header()) {
            response.getHeaders().add(field.name(), field.value());
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length());
        Callback closing = Callback.from(() -> close(answer), callback);
        if (answer.length() == 0) {
            response.write(true, BufferUtil.EMPTY_BUFFER, closing);
        } else {
            Content.copy(Content.Source.from(answer.content()), response, closing);
        }
    }

    private static void close(HttpDesk.Answer answer) {
        try {
            answer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the content of an answer can't be cleared", e);
        }
    }
}
