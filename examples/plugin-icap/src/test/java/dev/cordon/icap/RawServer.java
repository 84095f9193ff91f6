package dev.cordon.icap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Says the same to each who connects, and hangs up. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listening;

    RawServer(String said) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> run(said), "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(String said) {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                FakeIcap.readHead(new DataInputStream(socket.getInputStream()));
                socket.getOutputStream().write(said.getBytes(ISO_8859_1));
            } catch (IOException e) {
                // Whoever has connected has gone, or the test is over.
            }
        }
    }

    IcapConfig config() {
        return IcapConfig.to(URI.create("icap://127.0.0.1:" + listening.getLocalPort() + "/scan"));
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
