package dev.cordon.icap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** What pretends to be an ICAP server, and does to each who connects what the test says. */
final class FakeIcap implements AutoCloseable {
    static final String OPTIONS = "ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\nISTag: \"one\"\r\nAllow: 204\r\n";
    static final String NOTHING = "ICAP/1.0 204 No Content\r\nISTag: \"one\"\r\n\r\n";
    static final String END = "0\r\n\r\n";
    static final String CONTINUE = "ICAP/1.0 100 Continue\r\n\r\n";

    private final ServerSocket listening;
    private final String options;
    private final Behaviour behaviour;
    private final List<Socket> connected = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** What it does when the head of a request that is not for its options was read. */
    @FunctionalInterface
    interface Behaviour {
        void meet(DataInputStream body, OutputStream said) throws IOException;
    }

    /** Starts one that says of itself what stands in the given fields. */
    FakeIcap(String options, Behaviour behaviour) throws IOException {
        this(ServerSocketFactory.getDefault(), options, behaviour);
    }

    /** Starts the same that listens as the factory does, such as over TLS. */
    FakeIcap(ServerSocketFactory sockets, String options, Behaviour behaviour) throws IOException {
        this.options = OPTIONS + options + "Encapsulated: null-body=0\r\n\r\n";
        this.behaviour = behaviour;
        this.listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::run);
    }

    FakeIcap(Behaviour behaviour) throws IOException {
        this("", behaviour);
    }

    /** Returns one that reads a content to its end, and answers. */
    static Behaviour answering(String answer) {
        return (body, said) -> {
            readChunks(body);
            say(said, answer);
        };
    }

    /** Returns the answer that gives back a response with a status and a body in one chunk. */
    static String response(String fields, String status, String body) {
        return responseInChunks(
                fields, status, body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n");
    }

    /** Returns the same with chunks as they are to be. */
    static String responseInChunks(String fields, String status, String chunks) {
        return unended(fields, status) + chunks + END;
    }

    /** Returns the beginning of the same, up to the body. */
    static String unended(String fields, String status) {
        String head = "HTTP/1.1 " + status + "\r\nVia: fake\r\n\r\n";
        return "ICAP/1.0 200 OK\r\n" + fields + "Encapsulated: res-hdr=0, res-body=" + head.length() + "\r\n\r\n"
                + head;
    }

    static void say(OutputStream said, String answer) throws IOException {
        said.write(answer.getBytes(ISO_8859_1));
    }

    static String readLine(DataInputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte next = in.readByte(); next != '\n'; next = in.readByte()) {
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    /** Reads lines to the empty one. */
    static String readHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    /** Reads chunks to the last one, and returns what was in them and what the last one was. */
    static String readChunks(DataInputStream in) throws IOException {
        StringBuilder content = new StringBuilder();
        while (true) {
            String line = readLine(in);
            if (line.startsWith("0")) {
                readLine(in);
                return content + "|" + line;
            }
            byte[] chunk = new byte[Integer.parseInt(line, 16)];
            in.readFully(chunk);
            content.append(new String(chunk, ISO_8859_1));
            readLine(in);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fake ICAP server");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connected.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                String head = readHead(in);
                if (head.startsWith("OPTIONS")) {
                    asked.add(head);
                    say(socket.getOutputStream(), options);
                    continue;
                }
                asked.add(head + "\n" + readHead(in) + "\n" + readHead(in));
                behaviour.meet(in, socket.getOutputStream());
            }
        } catch (IOException e) {
            // Whoever has connected has gone, or the behaviour wants that.
        }
    }

    IcapConfig config() {
        String scheme = listening instanceof SSLServerSocket ? "icaps" : "icap";
        return IcapConfig.to(URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort() + "/scan"));
    }

    /** Returns the heads of what was asked. */
    List<String> asked() {
        return asked;
    }

    int connections() {
        return connected.size();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : connected) {
            socket.close();
        }
    }
}
