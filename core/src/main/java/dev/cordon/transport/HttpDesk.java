package dev.cordon.transport;

import com.google.common.base.Ascii;
import com.google.common.io.ByteStreams;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every listener over HTTP has in common: who is let in, which transaction is meant, and how a reply or a refusal
 * looks in HTTP. A listener brings the connections. Safe for use by many threads.
 */
public final class HttpDesk {
    /** How much content is taken from a caller without the token, so that it hears why it is refused. */
    private static final long MOST_OF_A_STRANGER = 64L << 20;

    private final HttpListenerConfig config;
    private final Desk desk;
    private final InstantSource clock;

    /** Makes a desk that answers callers over HTTP. */
    public HttpDesk(HttpListenerConfig config, Desk desk, InstantSource clock) {
        this.config = config;
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * A request as it came.
     *
     * @param method the method, in its exact case
     * @param path the path of the address, decoded
     * @param fields all fields, with names in any case
     * @param content the content without any transfer coding; it is read to its end but not closed
     */
    public record Request(String method, String path, Map<String, List<String>> fields, InputStream content) {
        private Optional<String> field(String name) {
            return fields.entrySet().stream()
                    .filter(field -> Ascii.equalsIgnoreCase(field.getKey(), name))
                    .flatMap(field -> field.getValue().stream())
                    .findFirst();
        }
    }

    /**
     * What is to be sent.
     *
     * @param status the HTTP status
     * @param header all fields that are to be sent, without those of the framing; {@code Date} is among them
     * @param length how many bytes of content there are; 0 where there is none
     * @param content the content
     * @param reply where it comes from
     */
    public record Answer(int status, Header header, long length, InputStream content, Closeable reply)
            implements Closeable {
        /** Closes the content, and clears where it waited. */
        @Override
        public void close() throws IOException {
            try (reply) {
                content.close();
            }
        }
    }

    /**
     * Returns the answer to a request, which the caller closes once it is sent. What the place has left of the content
     * is read before: a connection that is closed with something on it is reset, and the caller would never see the
     * answer.
     */
    public Answer answer(Request request) {
        if (!request.method().equals("POST")) {
            Header allowed = Header.builder().set("Allow", "POST").build();
            return refusal(request, ErrorStatuses.METHOD_NOT_ALLOWED, ErrorCode.TYPE, allowed);
        }
        Optional<Transaction> transaction = transaction(request.path());
        if (!config.admits(request.field("Authorization"), transaction)) {
            Header wanted = Header.builder().set("WWW-Authenticate", "Bearer").build();
            return refusal(request, ErrorStatuses.UNAUTHORIZED, ErrorCode.DECLINED, wanted);
        }
        if (transaction.isEmpty()) {
            return refusal(request, ErrorStatuses.NOT_FOUND, ErrorCode.TYPE, Header.empty());
        }
        Reply reply = reply(request, transaction.get());
        discard(request.content(), Long.MAX_VALUE);
        return opened(reply);
    }

    /**
     * Returns the answer to what is no request at all, for a listener that finds so before it can ask.
     *
     * @param status the HTTP status; where it is none of an error, 400
     */
    public Answer malformed(int status) {
        return refusal(status >= 400 ? status : ErrorStatuses.of(ErrorCode.MALFORMED), ErrorCode.MALFORMED);
    }

    private static Optional<Transaction> transaction(String path) {
        return path.startsWith(HttpTransport.PATH)
                ? Transaction.of(path.substring(HttpTransport.PATH.length()))
                : Optional.empty();
    }

    private Reply reply(Request request, Transaction transaction) {
        try {
            Header header = HttpFields.header(request.fields(), config.limits());
            return desk.answer(transaction, Received.live(header, unclosed(request.content()), clock.instant()));
        } catch (WireException e) {
            return Reply.refused(e.error());
        } catch (IOException | RuntimeException e) {
            return Reply.refused(WireError.of(ErrorCode.INTERNAL));
        }
    }

    /**
     * A handler may close its content, but not what is left of it on the connection. The content of the JDK's server
     * loses count when bytes are skipped, so they are read.
     */
    private static InputStream unclosed(InputStream content) {
        return new FilterInputStream(content) {
            @Override
            public long skip(long count) throws IOException {
                return ByteStreams.exhaust(ByteStreams.limit(in, Math.max(0, count)));
            }

            @Override
            public void close() {
                // What is left is discarded with the answer.
            }
        };
    }

    private static void discard(InputStream content, long most) {
        try {
            ByteStreams.exhaust(ByteStreams.limit(content, most));
        } catch (IOException e) {
            // The caller sends no more; whether it still listens is seen when the answer is sent.
            return;
        }
    }

    private Answer opened(Reply reply) {
        int status = reply.error().map(WireError::code).map(ErrorStatuses::of).orElse(ErrorStatuses.OK);
        try {
            long length = reply.content().size();
            InputStream content = reply.content().openStream();
            return new Answer(status, HttpFields.sent(reply.header(), clock.instant()), length, content, reply);
        } catch (IOException e) {
            return refusal(ErrorStatuses.of(ErrorCode.INTERNAL), ErrorCode.INTERNAL, reply);
        }
    }

    private Answer refusal(Request request, int status, ErrorCode code, Header more) {
        discard(request.content(), MOST_OF_A_STRANGER);
        Answer answer = refusal(status, code);
        Header.Builder header = answer.header().toBuilder();
        more.forEach(field -> header.add(field.name(), field.value()));
        return new Answer(status, header.build(), 0, answer.content(), answer.reply());
    }

    private Answer refusal(int status, ErrorCode code) {
        return refusal(status, code, () -> {});
    }

    private Answer refusal(int status, ErrorCode code, Closeable reply) {
        Header header = Reply.refused(WireError.of(code)).header();
        return new Answer(status, HttpFields.sent(header, clock.instant()), 0, InputStream.nullInputStream(), reply);
    }
}
