package dev.cordon.icap;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/**
 * A connection to an ICAP server, on which requests follow one another. After any exception it is of no use any more. For
 * one thread at a time.
 */
final class IcapConnection implements Closeable {
    private final IcapConfig config;
    private final Wire wire;
    private final ByteBuffer received = ByteBuffer.allocate(1 << 13).flip();
    private final AnswerReader reader = new AnswerReader(this::next);
    private Deadline deadline;
    private boolean usable = true;

    private IcapConnection(IcapConfig config, Wire wire, Deadline deadline) {
        this.config = config;
        this.wire = wire;
        this.deadline = deadline;
    }

    /**
     * Connects.
     *
     * @param tls makes what speaks TLS, for an address that is spoken to in it
     * @param nanos shows nanoseconds from anywhere on
     */
    static IcapConnection open(IcapConfig config, Optional<SSLContext> tls, LongSupplier nanos) throws IOException {
        Deadline connected = Deadline.in(config.connectTimeout(), nanos);
        return new IcapConnection(config, Wire.open(config, tls, connected), connected);
    }

    /** Returns whether the server has ended the connection, or has said what it was not asked. */
    boolean isStale() {
        try {
            return received.hasRemaining() || receive() != 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Returns whether another request can be made. */
    boolean isUsable() {
        return usable && !received.hasRemaining();
    }

    /** Has the connection ended when the request is over. */
    void spoil() {
        usable = false;
    }

    /** Says until when what follows has to be done. */
    void within(Deadline other) {
        deadline = other;
    }

    /** Asks what the server says of the service. */
    ServiceOptions options() throws IOException {
        if (!send(ByteBuffer.wrap(IcapRequest.options(config)))) {
            throw new NonsenseException();
        }
        Head answer = answer();
        if (!Encapsulated.isEmpty(answer)) {
            spoil();
        }
        return ServiceOptions.of(answer);
    }

    /** Sends bytes, and returns whether they are sent; not if the server has something to say before. */
    boolean send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (received.hasRemaining() || receive() > 0) {
                return false;
            }
            if (!write(bytes)) {
                wire.awaitEither(deadline.orIn(config.readTimeout()));
            }
        }
        return true;
    }

    /** Where the server has hung up, it may have said why before. */
    private boolean write(ByteBuffer bytes) throws IOException {
        try {
            return wire.write(bytes);
        } catch (IOException e) {
            if (receive() > 0) {
                return true;
            }
            throw e;
        }
    }

    /** Returns the head of the next answer, which is waited for. */
    Head answer() throws IOException {
        Head answer = reader.icap();
        if (answer.isLast()) {
            spoil();
        }
        return answer;
    }

    /** Returns what reads that which follows the head of an answer. */
    AnswerReader reader() {
        return reader;
    }

    private byte next() throws IOException {
        while (!received.hasRemaining()) {
            if (receive() == 0) {
                wire.awaitReading(deadline.orIn(config.readTimeout()));
            }
        }
        return received.get();
    }

    private int receive() throws IOException {
        received.clear();
        int read = 0;
        try {
            read = wire.read(received);
        } finally {
            received.flip();
        }
        if (read < 0) {
            throw new EOFException("the ICAP server has ended the connection");
        }
        // A server that says a byte now and then is bounded by this.
        var unused = deadline.left();
        return read;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
