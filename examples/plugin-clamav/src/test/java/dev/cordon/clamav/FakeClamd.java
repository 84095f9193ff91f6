package dev.cordon.clamav;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** What pretends to be clamd, and does to each who connects what the test says. */
final class FakeClamd implements AutoCloseable {
    private final ServerSocket listening;
    private final Behaviour behaviour;

    /** What it does when a session has begun. */
    @FunctionalInterface
    interface Behaviour {
        void meet(DataInputStream asked, OutputStream said) throws IOException;
    }

    FakeClamd(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::run, "fake clamd");
        thread.setDaemon(true);
        thread.start();
    }

    /** One that reads a content to its end, and answers. */
    static Behaviour answering(String answer) {
        return (asked, said) -> {
            readContent(asked);
            said.write(answer.getBytes(ISO_8859_1));
        };
    }

    static void readContent(DataInputStream asked) throws IOException {
        asked.skipNBytes("zINSTREAM\0".length());
        for (int length = asked.readInt(); length > 0; length = asked.readInt()) {
            asked.skipNBytes(length);
        }
    }

    private void run() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                DataInputStream asked = new DataInputStream(socket.getInputStream());
                asked.skipNBytes("zIDSESSION\0".length());
                behaviour.meet(asked, socket.getOutputStream());
            } catch (IOException e) {
                // Whoever has connected has gone, or the test is over.
            }
        }
    }

    ClamdConfig config() {
        return ClamdConfig.tcp("127.0.0.1", listening.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
