package dev.cordon.jetty;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Many clients that do what they should not, driven by one thread: a quarter each connects and stays silent, sends its
 * content a byte at a time, sends half of it and aborts, and says what is not true. Whoever is cut off comes again.
 */
final class Crowd implements AutoCloseable {
    private static final String POST = "POST /cordon/1/forward-sample HTTP/1.1\r\nHost: x\r\n";

    /** What each client of a kind begins with. */
    private static final List<byte[]> BEGINNINGS = List.of(
            new byte[0],
            bytes(POST + "Content-Length: 100000\r\n\r\n"),
            bytes(POST + "Content-Length: 100000\r\n\r\n" + "a".repeat(40_000)),
            bytes(POST + "Content-Length: 5\r\nX-Sample-Size: 9\r\nX-Sample-Checksum: lie\r\n\r\n" + "a".repeat(50)));

    private static final int SILENT = 0;
    private static final int ABORTING = 2;

    private final InetSocketAddress address;
    private final SocketChannel[] clients;
    private final Thread thread = new Thread(this::run, "crowd");
    private volatile boolean over;
    private volatile long rounds;

    private Crowd(URI address, int size) {
        this.address = new InetSocketAddress(address.getHost(), address.getPort());
        this.clients = new SocketChannel[size];
    }

    /** Sends a crowd there and returns once all have been. */
    static Crowd to(URI address, int size) {
        Crowd crowd = new Crowd(address, size);
        crowd.thread.setDaemon(true);
        crowd.thread.start();
        while (crowd.rounds == 0) {
            Thread.onSpinWait();
        }
        return crowd;
    }

    /** Returns how often each of them has had its turn. */
    long rounds() {
        return rounds;
    }

    /** Returns how long the crowd itself has kept a processor busy. */
    Duration busy() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()));
    }

    /** Each has its turn about once in a second. */
    private void run() {
        long pause = TimeUnit.SECONDS.toNanos(1) / clients.length;
        while (!over) {
            for (int client = 0; client < clients.length && !over; client++) {
                turn(client);
                if (rounds > 0) {
                    LockSupport.parkNanos(pause);
                }
            }
            rounds++;
        }
    }

    private void turn(int client) {
        int kind = client % BEGINNINGS.size();
        try {
            if (clients[client] == null) {
                clients[client] = SocketChannel.open(address);
                clients[client].configureBlocking(false);
                clients[client].write(ByteBuffer.wrap(BEGINNINGS.get(kind)));
                return;
            }
            if (kind == ABORTING || clients[client].read(ByteBuffer.allocate(1 << 12)) < 0) {
                leave(client);
            } else if (kind != SILENT) {
                clients[client].write(ByteBuffer.wrap(new byte[] {'a'}));
            }
        } catch (IOException e) {
            leave(client);
        }
    }

    private void leave(int client) {
        try {
            if (clients[client] != null) {
                clients[client].close();
            }
        } catch (IOException e) {
            // It is gone all the same.
        }
        clients[client] = null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
        for (int client = 0; client < clients.length; client++) {
            leave(client);
        }
    }
}
