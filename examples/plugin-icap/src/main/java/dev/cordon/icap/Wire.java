package dev.cordon.icap;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection that never waits but when it is told to, so that what the server says is seen while something is sent. For one
 * thread at a time.
 */
final class Wire implements Closeable {
    private final SocketChannel channel;
    private final Selector selector;

    private Wire(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /** Connects. */
    static Wire open(IcapConfig config, Deadline deadline) throws IOException {
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

    /** Reads what is there, and returns how much; -1 if the server has ended the connection. */
    int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    /** Sends what can be sent, and returns whether that was something. */
    boolean write(ByteBuffer from) throws IOException {
        return channel.write(from) > 0;
    }

    /** Waits until there is something to read. */
    void awaitReading(Deadline deadline) throws IOException {
        await(SelectionKey.OP_READ, deadline);
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
            channel.close();
        }
    }
}
