package dev.cordon.icap;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * TLS over a channel that never waits, and itself one that never waits. Certificates are checked in the thread that calls.
 * What was written may be sent only with a later call of any kind. For one thread at a time.
 */
final class SecureChannel implements ByteChannel {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteChannel channel;
    private final SSLEngine engine;

    /** Records that were received; like the others it can be read from. */
    private final ByteBuffer sealed;

    /** What was in them. */
    private final ByteBuffer opened;

    /** Records that are to be sent. */
    private final ByteBuffer sending;

    /**
     * Makes one; nothing is sent yet.
     *
     * @param channel one that is connected and never waits; closed with this
     * @param engine what speaks TLS, and has not begun to
     */
    SecureChannel(ByteChannel channel, SSLEngine engine) throws SSLException {
        this.channel = channel;
        this.engine = engine;
        int record = engine.getSession().getPacketBufferSize();
        this.sealed = ByteBuffer.allocate(record).flip();
        this.sending = ByteBuffer.allocate(record).flip();
        this.opened = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .flip();
        engine.beginHandshake();
    }

    /**
     * Does what can be done of the handshake now, and returns whether it is over.
     *
     * @throws SSLException if the other side is not believed, or speaks no TLS or none that is taken
     */
    boolean shakeHands() throws IOException {
        if (answer() && !isAgreed() && !receive()) {
            throw new EOFException("the ICAP server has ended the connection in the handshake");
        }
        return answer() && isAgreed() && flush();
    }

    private boolean isAgreed() {
        return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
    }

    /** Returns whether something is still to be sent. */
    boolean isSending() {
        return sending.hasRemaining();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!opened.hasRemaining() && !receive()) {
            return -1;
        }
        int length = Math.min(opened.remaining(), into.remaining());
        if (length == 0) {
            var unused = flush();
            return 0;
        }
        into.put(opened.slice().limit(length));
        opened.position(opened.position() + length);
        return length;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int before = from.remaining();
        boolean going = true;
        while (going && from.hasRemaining()) {
            going = answer() && seal(from);
        }
        return before - from.remaining();
    }

    /**
     * Reads once, so that the other side can't keep anybody here, and opens records until there is something in them. Returns
     * whether more may come.
     */
    private boolean receive() throws IOException {
        boolean ended = fill() < 0;
        while (!opened.hasRemaining()) {
            SSLEngineResult.Status status = open();
            if (status == SSLEngineResult.Status.BUFFER_UNDERFLOW && !ended) {
                return true;
            }
            if (status != SSLEngineResult.Status.OK) {
                return false;
            }
            if (!answer()) {
                return true;
            }
        }
        return true;
    }

    private int fill() throws IOException {
        sealed.compact();
        try {
            return channel.read(sealed);
        } finally {
            sealed.flip();
        }
    }

    private SSLEngineResult.Status open() throws SSLException {
        opened.clear();
        try {
            SSLEngineResult.Status status = engine.unwrap(sealed, opened).getStatus();
            boolean tooLong = status == SSLEngineResult.Status.BUFFER_OVERFLOW
                    || status == SSLEngineResult.Status.BUFFER_UNDERFLOW && sealed.remaining() == sealed.capacity();
            if (tooLong) {
                throw new SSLException("the ICAP server has sent a record that is too long");
            }
            return status;
        } finally {
            opened.flip();
        }
    }

    /** Does what TLS itself wants done; returns whether that was possible without waiting. */
    private boolean answer() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> {
                    if (!seal(NOTHING)) {
                        return false;
                    }
                }
                default -> {
                    return true;
                }
            }
        }
    }

    /** Makes a record and begins to send it; returns whether it did, which it does not while another one is to be sent. */
    private boolean seal(ByteBuffer from) throws IOException {
        if (!flush()) {
            return false;
        }
        sending.clear();
        SSLEngineResult result;
        try {
            result = engine.wrap(from, sending);
        } finally {
            sending.flip();
        }
        if (result.getStatus() == SSLEngineResult.Status.CLOSED && !isSending()) {
            throw new ClosedChannelException();
        }
        boolean made = isSending();
        var unused = flush();
        return made;
    }

    /** Returns whether everything is sent. */
    private boolean flush() throws IOException {
        if (isSending()) {
            var unused = channel.write(sending);
        }
        return !isSending();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Ends it; the other side is told so, or what was wrong with it, if that can be done without waiting. */
    @Override
    public void close() throws IOException {
        try (channel) {
            tellTheEnd();
        }
    }

    private void tellTheEnd() {
        try {
            engine.closeOutbound();
            var unused = answer();
        } catch (IOException e) {
            // Whoever was not reached will see that the connection is ended.
        }
    }
}
