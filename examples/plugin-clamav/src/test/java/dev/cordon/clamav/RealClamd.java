package dev.cordon.clamav;

import dev.cordon.testkit.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real clamd of this test, with a folder of definitions and both kinds of socket. */
public final class RealClamd implements AutoCloseable {
    private final Path folder;
    private final Path databases;
    private final int port;
    private final String settings;
    private AutoCloseable process = () -> {};

    private RealClamd(Path folder, int port, String settings) throws IOException {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
        // clamd does not start without any database.
        this.databases = Files.createDirectories(folder.resolve("db"));
        Files.writeString(databases.resolve("foreign.hdb"), "00000000000000000000000000000001:7:Foreign\n");
    }

    /** Starts one that has nothing of ours yet, with more lines for its configuration. */
    public static RealClamd start(Path folder, String... settings) throws IOException {
        RealClamd clamd = new RealClamd(folder, RealPart.freePort(), String.join("\n", List.of(settings)));
        clamd.startAgain();
        return clamd;
    }

    /** Starts it anew, after it was closed. */
    public void startAgain() throws IOException {
        Path config =
                Files.writeString(folder.resolve("clamd.conf"), """
                TCPSocket %d
                TCPAddr 127.0.0.1
                LocalSocket %s
                DatabaseDirectory %s
                Foreground yes
                %s
                """.formatted(port, socket(), databases, settings));
        process = RealPart.named("clamd").serving(port, folder.resolve("clamd.log"), "--config-file=" + config);
    }

    /** Returns its Unix socket. */
    public Path socket() {
        return folder.resolve("socket");
    }

    /** Returns the folder that it reads. */
    public Path databases() {
        return databases;
    }

    /** Returns its TCP port. */
    public int port() {
        return port;
    }

    ClamdConfig config() {
        return ClamdConfig.tcp("127.0.0.1", port);
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
