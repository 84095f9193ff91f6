package dev.cordon.icap;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * A connection that never waits but when it is told to, so that what the server says is seen while something is sent. For one
 * thread at a time.
 */
final class Wire implements Closeable {
    private final SocketChannel channel;
    private final Selector selector;

    /** The channel itself, or TLS over it. */
    private ByteChannel spoken;

    private Wire(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
        this.spoken = channel;
    }

    /**
     * Connects.
     *
     * @param tls makes what speaks TLS, for an address that is spoken to in it
     */
    static Wire open(IcapConfig config, Optional<SSLContext> tls, Deadline deadline) throws IOException {
        // A name is looked up each time, because it may mean another machine by now.
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("the host of the ICAP server is not known");
        }
        Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open();
        Wire wire = new Wire(channel, selector);
        try {
            wire.connect(address, deadline);
            if (tls.isPresent()) {
                wire.secure(engine(config, tls.get()), deadline);
            }
            return wire;
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private void connect(InetSocketAddress address, Deadline deadline) throws IOException {
        channel.configureBlocking(false);
        if (!channel.connect(address)) {
            channel.register(selector, SelectionKey.OP_CONNECT);
            while (!channel.finishConnect()) {
                await(SelectionKey.OP_CONNECT, deadline);
            }
        }
        channel.register(selector, 0);
    }

    private static SSLEngine engine(IcapConfig config, SSLContext tls) {
        SSLParameters parameters = config.tls().parameters();
        // The name of the host is verified as for HTTPS.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        SSLEngine engine = tls.createSSLEngine(config.host(), config.port());
        engine.setUseClientMode(true);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private void secure(SSLEngine engine, Deadline deadline) throws IOException {
        SecureChannel secure = new SecureChannel(channel, engine);
        spoken = secure;
        while (!secure.shakeHands()) {
            awaitReading(deadline);
        }
    }

    /** Reads what is there, and returns how much; -1 if the server has ended the connection. */
    int read(ByteBuffer into) throws IOException {
        return spoken.read(into);
    }

    /** Sends what can be sent, and returns whether that was something. What TLS holds back goes with the next call. */
    boolean write(ByteBuffer from) throws IOException {
        return spoken.write(from) > 0;
    }

    /** Waits until there is something to read, or until TLS can send what it holds back. */
    void awaitReading(Deadline deadline) throws IOException {
        boolean sending = spoken instanceof SecureChannel secure && secure.isSending();
        await(SelectionKey.OP_READ | (sending ? SelectionKey.OP_WRITE : 0), deadline);
    }

    /** Waits until there is something to read or something can be sent. */
    void awaitEither(Deadline deadline) throws IOException {
        await(SelectionKey.OP_READ | SelectionKey.OP_WRITE, deadline);
    }

    /** Waits until one of these can be done. */
    private void await(int operations, Deadline deadline) throws IOException {
        channel.keyFor(selector).interestOps(operations);
        selector.selectedKeys().clear();
        // Less than a millisecond would be for ever.
        if (selector.select(deadline.left().toMillis() + 1) == 0) {
            var unused = deadline.left();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while the ICAP server was waited for");
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            spoken.close();
        }
    }
}
