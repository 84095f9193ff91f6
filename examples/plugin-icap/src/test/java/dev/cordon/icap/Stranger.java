package dev.cordon.icap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Listens where TLS is expected, and does to each who connects what the test says. */
final class Stranger implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    /** What it does, and hangs up after it. */
    @FunctionalInterface
    interface Meeting {
        void with(Socket caller) throws IOException;
    }

    Stranger(Meeting meeting) throws IOException {
        Thread thread = new Thread(() -> run(meeting), "stranger");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Meeting meeting) {
        while (!listening.isClosed()) {
            try (Socket caller = listening.accept()) {
                meeting.with(caller);
            } catch (IOException e) {
                // Whoever has connected has gone, or the test is over.
            }
        }
    }

    IcapConfig config() {
        return IcapConfig.to(URI.create("icaps://127.0.0.1:" + listening.getLocalPort() + "/scan"));
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
