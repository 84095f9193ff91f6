package dev.cordon.clamav;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One session with clamd, in which commands follow one another. After any exception it is of no use any more. For one
 * thread at a time.
 */
final class ClamdConnection implements Closeable {
    private static final int CHUNK = 1 << 16;

    /** Longer than any answer of clamd. */
    private static final int LONGEST_ANSWER = 4096;

    private final SocketChannel channel;
    private final Selector selector;
    private final LongSupplier nanos;
    private final ByteBuffer sending = ByteBuffer.allocateDirect(Integer.BYTES + CHUNK);
    private final ByteBuffer received = ByteBuffer.allocateDirect(LONGEST_ANSWER);
    private long deadline;
    private int commands;
    private boolean usable = true;

    private ClamdConnection(SocketChannel channel, Selector selector, LongSupplier nanos) {
        this.channel = channel;
        this.selector = selector;
        this.nanos = nanos;
        received.flip();
    }

    /** A content that can't be read: that is no failure of clamd. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1;

        UnreadableException(IOException cause) {
            super("the content could not be read to its end", cause);
        }
    }

    /**
     * Connects and begins a session.
     *
     * @param nanos shows nanoseconds from anywhere on
     */
    static ClamdConnection open(ClamdConfig config, LongSupplier nanos) throws IOException {
        ClamdConnection connection = connect(config, nanos);
        try {
            connection.put("IDSESSION");
            connection.sendAll();
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Has clamd read its databases again, which it does not take in a session. */
    static void reload(ClamdConfig config, LongSupplier nanos) throws IOException {
        try (ClamdConnection alone = connect(config, nanos)) {
            alone.put("RELOAD");
            alone.sendAll();
            if (!alone.line().equals("RELOADING")) {
                throw new IOException("clamd does not reload");
            }
        }
    }

    private static ClamdConnection connect(ClamdConfig config, LongSupplier nanos) throws IOException {
        SocketAddress address = resolved(config.address());
        Selector selector = Selector.open();
        SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        ClamdConnection connection = new ClamdConnection(channel, selector, nanos);
        try {
            connection.connect(address, config.timeout());
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** A name is looked up each time, because it may mean another machine by now. */
    private static SocketAddress resolved(SocketAddress address) throws IOException {
        if (!(address instanceof InetSocketAddress inet) || !inet.isUnresolved()) {
            return address;
        }
        InetSocketAddress found = new InetSocketAddress(inet.getHostString(), inet.getPort());
        if (found.isUnresolved()) {
            throw new IOException("the host of clamd is not known");
        }
        return found;
    }

    private void connect(SocketAddress address, Duration timeout) throws IOException {
        channel.configureBlocking(false);
        within(timeout);
        if (!channel.connect(address)) {
            channel.register(selector, SelectionKey.OP_CONNECT);
            while (!channel.finishConnect()) {
                await(SelectionKey.OP_CONNECT);
            }
        }
        channel.register(selector, 0);
    }

    /** Sets the time within which the next command is done. */
    private void within(Duration timeout) {
        deadline = nanos.getAsLong() + timeout.toNanos();
    }

    /** Returns whether clamd has ended the session, or has said what it was not asked. */
    boolean isStale() {
        try {
            return received.hasRemaining() || receive() != 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Sends a command without content and returns the answer. */
    String ask(String command, Duration timeout) throws IOException {
        within(timeout);
        put(command);
        sendAll();
        return answer();
    }

    /** What clamd has said of a content, and how many of its bytes were read for it. */
    record Scanned(ClamdReply reply, long bytes) {}

    /**
     * Sends a content and returns what clamd has said of it.
     *
     * @throws UnreadableException if the content could not be read
     * @throws SocketTimeoutException if that took too long
     * @throws IOException if clamd is gone
     */
    Scanned scan(InputStream content, ClamdConfig config) throws IOException {
        within(config.timeout());
        put("INSTREAM");
        byte[] chunk = new byte[CHUNK];
        long bytes = 0;
        for (int length = read(content, chunk); length > 0; length = read(content, chunk)) {
            bytes += length;
            if (bytes > config.maxSize()) {
                usable = false;
                return new Scanned(new ClamdReply.TooLong(), bytes);
            }
            if (!send()) {
                return new Scanned(early(), bytes);
            }
            put(chunk, length);
        }
        if (!send()) {
            return new Scanned(early(), bytes);
        }
        put(chunk, 0);
        return new Scanned(send() ? verdict() : early(), bytes);
    }

    /** Whatever clamd says before it has everything is no verdict. */
    private ClamdReply early() throws IOException {
        usable = false;
        return ClamdReply.parseEarly(answer());
    }

    private ClamdReply verdict() throws IOException {
        ClamdReply reply = ClamdReply.parse(answer());
        usable = reply instanceof ClamdReply.Clean || reply instanceof ClamdReply.Found;
        return reply;
    }

    /** Returns whether the session can be gone on with. */
    boolean isUsable() {
        return usable;
    }

    private static int read(InputStream content, byte[] chunk) throws UnreadableException {
        try {
            return content.readNBytes(chunk, 0, chunk.length);
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    private void put(String command) {
        sending.clear().put(("z" + command + "\0").getBytes(ISO_8859_1)).flip();
    }

    /** A chunk is its length and its bytes; one without bytes ends the content. */
    private void put(byte[] chunk, int length) {
        sending.clear().putInt(length).put(chunk, 0, length).flip();
    }

    private void sendAll() throws IOException {
        if (!send()) {
            throw new IOException("clamd has said something before it was asked");
        }
    }

    /** Sends what was put, and returns whether it is sent; not if clamd has something to say before. */
    private boolean send() throws IOException {
        while (sending.hasRemaining()) {
            if (received.hasRemaining() || receive() > 0) {
                return false;
            }
            if (write() == 0) {
                await(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }
        return true;
    }

    /** Where clamd has hung up, it may have said why before. */
    private int write() throws IOException {
        try {
            return channel.write(sending);
        } catch (IOException e) {
            if (receive() > 0) {
                return 1;
            }
            throw e;
        }
    }

    /** Returns the next answer without its number, which has to be that of the command. */
    private String answer() throws IOException {
        commands++;
        String number = commands + ": ";
        String answer = line();
        if (!answer.startsWith(number)) {
            throw new IOException("clamd has answered what makes no sense");
        }
        return answer.substring(number.length());
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < LONGEST_ANSWER) {
            while (!received.hasRemaining()) {
                if (receive() == 0) {
                    await(SelectionKey.OP_READ);
                }
            }
            byte next = received.get();
            if (next == 0) {
                return line.toString(ISO_8859_1);
            }
            line.write(next);
        }
        throw new IOException("clamd has answered what makes no sense");
    }

    private int receive() throws IOException {
        received.clear();
        int read = channel.read(received);
        received.flip();
        if (read < 0) {
            throw new IOException("clamd has ended the session");
        }
        return read;
    }

    /** Waits until something can be done. */
    private void await(int operations) throws IOException {
        SelectionKey key = channel.keyFor(selector);
        key.interestOps(operations);
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - nanos.getAsLong());
        if (left <= 0) {
            throw new SocketTimeoutException("clamd has not answered in time");
        }
        selector.selectedKeys().clear();
        selector.select(left);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while clamd was waited for");
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}
