package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that is not ours and that a test needs. Where it is missing, the test is skipped and says so; with {@code
 * CORDON_REQUIRE_REAL=1} it fails.
 */
public final class RealPart {
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    private final Path program;

    private RealPart(Path program) {
        this.program = program;
    }

    /** Returns the program of a name, from the path or where servers are. */
    public static RealPart named(String name) {
        // Servers are not on the path of every user.
        Optional<Path> program = Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        return new RealPart(present(name, program));
    }

    /** Returns what belongs to such a program and was looked for; the test is skipped or fails without it. */
    public static Path present(String name, Optional<Path> found) {
        boolean required = "1".equals(System.getenv("CORDON_REQUIRE_REAL"));
        assumeTrue(found.isPresent() || required, name + " is not installed");
        assertThat(found).as("%s is installed", name).isPresent();
        return found.orElseThrow();
    }

    /** Returns a port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Runs it to its end, which has to be a good one, and returns what it has printed. */
    public String run(String... arguments) throws IOException, InterruptedException {
        Process process = builder(arguments).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Starts it and waits until it listens; whoever closes it ends it. */
    public AutoCloseable serving(int port, Path log, String... arguments) throws IOException {
        Process process = builder(arguments).redirectOutput(log.toFile()).start();
        long end = System.nanoTime() + ENOUGH.toNanos();
        while (!isOpen(port)) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as("%s listens; it says: %s", program, Files.readString(log, StandardCharsets.ISO_8859_1))
                    .isTrue();
        }
        return () -> {
            process.destroy();
            if (!process.waitFor(ENOUGH.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        };
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = ImmutableList.<String>builder()
                .add(program.toString())
                .add(arguments)
                .build();
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
