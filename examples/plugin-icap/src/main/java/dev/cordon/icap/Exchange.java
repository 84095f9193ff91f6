package dev.cordon.icap;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/** One content that a server is asked about (RFC 3507, section 4.9). For one thread, and for one use. */
final class Exchange {
    private static final int CHUNK = 1 << 15;

    /** Room for the length of a chunk and the ends of its lines. */
    private static final int FRAME = 16;

    private static final byte[] END = "0\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] END_OF_ALL = "0; ieof\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);

    private final IcapConnection connection;
    private final IcapConfig config;
    private final ByteSource content;
    private final PushbackInputStream stream;
    private final byte[] chunk = new byte[CHUNK + 1];
    private long given;

    /**
     * Makes one.
     *
     * @param content what the server is asked about
     * @param stream the same, opened
     */
    Exchange(IcapConnection connection, IcapConfig config, ByteSource content, InputStream stream) {
        this.connection = connection;
        this.config = config;
        this.content = content;
        this.stream = new PushbackInputStream(stream);
    }

    /**
     * What the server has said of a content.
     *
     * @param reply what it has said
     * @param bytes how many bytes of the content it was given
     * @param whole whether that was all of it
     * @param tag what it calls the state that it is in
     */
    record Scanned(IcapReply reply, long bytes, boolean whole, Optional<String> tag) {}

    /**
     * Asks.
     *
     * @param preview how many bytes the server sees before it decides whether it wants the others; empty if it is given all
     */
    Scanned ask(OptionalInt preview) throws IOException {
        byte[] head = IcapRequest.respmod(config, content.sizeIfKnown(), preview);
        if (!send(ByteBuffer.wrap(head))) {
            return early();
        }
        if (preview.isPresent()) {
            Optional<Scanned> settled = preview(preview.getAsInt());
            if (settled.isPresent()) {
                return settled.get();
            }
        }
        return rest();
    }

    /** Sends the beginning, and returns what is said of it; empty if the server wants the rest. */
    private Optional<Scanned> preview(int size) throws IOException {
        int length = Contents.read(stream, chunk, size + 1);
        boolean whole = length <= size;
        if (!whole) {
            stream.unread(chunk[size]);
        }
        given = Math.min(length, size);
        if (!sendChunk((int) given) || !send(ByteBuffer.wrap(whole ? END_OF_ALL : END))) {
            return Optional.of(early());
        }
        Head answer = connection.answer();
        return !whole && answer.status() == Head.CONTINUE ? Optional.empty() : Optional.of(judge(answer, whole));
    }

    private Scanned rest() throws IOException {
        for (int length = next(); length > 0; length = next()) {
            if (given > config.maxSize()) {
                connection.spoil();
                return scanned(IcapReply.tooLarge(), false, Optional.empty());
            }
            if (!sendChunk(length)) {
                return early();
            }
        }
        return send(ByteBuffer.wrap(END)) ? judge(connection.answer(), true) : early();
    }

    private int next() throws IOException {
        int length = Contents.read(stream, chunk, CHUNK);
        given += length;
        return length;
    }

    private boolean sendChunk(int length) throws IOException {
        if (length == 0) {
            return true;
        }
        ByteBuffer framed = ByteBuffer.allocate(length + FRAME);
        framed.put((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII));
        framed.put(chunk, 0, length).put(LINE_END).flip();
        return send(framed);
    }

    private boolean send(ByteBuffer bytes) throws IOException {
        return connection.send(bytes);
    }

    /** Nothing is cleared by what is said before all was given, but something may be found by then. */
    private Scanned early() throws IOException {
        connection.spoil();
        Head answer = connection.answer();
        IcapReply reply = IcapReply.finding(answer)
                .orElseGet(() -> answer.status() < 300
                        ? IcapReply.failed("the ICAP server has answered before it had all of the content")
                        : IcapReply.ofStatus(answer.status()));
        return scanned(reply, false, answer.tag());
    }

    /** Reads the rest of an answer. */
    private Scanned judge(Head answer, boolean whole) throws IOException {
        Optional<IcapReply> finding = IcapReply.finding(answer);
        if (finding.isPresent()) {
            // What stands in the place of the content is of no interest.
            connection.spoil();
            return scanned(finding.get(), whole, answer.tag());
        }
        return scanned(
                switch (answer.status()) {
                    case Head.OK -> response(answer, whole);
                    case Head.NO_CONTENT -> unmodified(answer, whole);
                    default -> {
                        connection.spoil();
                        yield IcapReply.ofStatus(answer.status());
                    }
                },
                whole,
                answer.tag());
    }

    private static IcapReply unmodified(Head answer, boolean whole) throws NonsenseException {
        if (!Encapsulated.isEmpty(answer)) {
            throw new NonsenseException();
        }
        return whole ? new IcapReply.Clean() : new IcapReply.NotWanted();
    }

    /** The server gives a response back: the same, or another one in its place. */
    private IcapReply response(Head answer, boolean whole) throws IOException {
        Encapsulated parts = Encapsulated.of(answer);
        Head http = connection.reader().http();
        if (http.length() != parts.bodyAt()) {
            throw new NonsenseException();
        }
        AnswerReader.Body body;
        try (InputStream sent = Contents.open(content)) {
            body = parts.hasBody()
                    ? connection.reader().body(sent)
                    : connection.reader().noBody(sent);
        }
        if (!body.ended()) {
            connection.spoil();
        }
        return IcapReply.ofResponse(http.status(), body.comparison(), whole);
    }

    private Scanned scanned(IcapReply reply, boolean whole, Optional<String> tag) {
        return new Scanned(reply, given, whole, tag);
    }
}
