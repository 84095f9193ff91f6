package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command running in a process of its own, until it is told to stop or is killed. */
final class Running implements AutoCloseable {
    private final Process process;
    private final String address;

    private Running(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a command and waits until it listens. */
    static Running start(String... arguments) throws IOException {
        return start(ProcessBuilder.Redirect.DISCARD, arguments);
    }

    /** Starts a command and waits until it listens; what it says on standard error goes on at the end of a file. */
    static Running start(Path log, String... arguments) throws IOException {
        return start(ProcessBuilder.Redirect.appendTo(log.toFile()), arguments);
    }

    private static Running start(ProcessBuilder.Redirect errors, String... arguments) throws IOException {
        List<String> line = ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .add("-XX:TieredStopAtLevel=1")
                .add("-cp", System.getProperty("java.class.path"))
                .add(Main.class.getName())
                .add(arguments)
                .build();
        Process process = new ProcessBuilder(line).redirectError(errors).start();
        BufferedReader out = process.inputReader();
        String ready = String.valueOf(out.readLine());
        assertThat(ready).as("what it says when it is ready").startsWith("listening on ");
        return new Running(process, ready.substring("listening on ".length()));
    }

    /** Returns host and port. */
    String address() {
        return address;
    }

    /** Ends it as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Tells it to stop and returns its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("stopped in time").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
