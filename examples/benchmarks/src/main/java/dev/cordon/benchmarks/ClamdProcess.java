package dev.cordon.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import dev.cordon.clamav.Clamd;
import dev.cordon.clamav.ClamdConfig;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A clamd of its own, with one folder of databases, on a Unix socket. It looks into archives and programs and at nothing
 * else, has no limit that the files of a benchmark would meet, and remembers no file that it has seen.
 */
final class ClamdProcess implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private final Process process;
    private final Path socket;
    private final Clamd clamd;
    private final long startNanos;

    private ClamdProcess(Process process, Path socket) throws Exception {
        long begin = System.nanoTime();
        this.process = process;
        this.socket = socket;
        this.clamd = new Clamd(
                ClamdConfig.unix(socket).waiting(Duration.ofMinutes(10)).upTo(1L << 30));
        while (!clamd.isThere()) {
            checkState(process.isAlive() && System.nanoTime() - begin < PATIENCE, "clamd did not start");
            TimeUnit.MILLISECONDS.sleep(5);
        }
        this.startNanos = System.nanoTime() - begin;
    }

    /** Starts one and returns once it scans. */
    static ClamdProcess start(Path folder, Path databases) throws Exception {
        Path socket = folder.resolve("clamd.socket");
        Path config = Files.writeString(folder.resolve("clamd.conf"), """
                LocalSocket %s
                DatabaseDirectory %s
                Foreground yes
                DisableCache yes
                ScanMail no
                ScanHTML no
                ScanPDF no
                ScanOLE2 no
                ScanSWF no
                ScanXMLDOCS no
                ScanHWP3 no
                Bytecode no
                PhishingSignatures no
                PhishingScanURLs no
                HeuristicAlerts no
                MaxScanSize 1024M
                MaxFileSize 1024M
                StreamMaxLength 1024M
                MaxScanTime 0
                """.formatted(socket, databases));
        Process process = new ProcessBuilder("clamd", "--config-file=" + config)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("clamd.log").toFile())
                .start();
        try {
            return new ClamdProcess(process, socket);
        } catch (Exception e) {
            process.destroy();
            throw e;
        }
    }

    /** Returns how long it has taken until it scanned, in nanoseconds. */
    long startNanos() {
        return startNanos;
    }

    Clamd clamd() {
        return clamd;
    }

    /** Has it read files by itself, one after the other in one thread, and returns what it has found. */
    String scan(Path fileOrFolder) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer command = ByteBuffer.wrap(("zCONTSCAN " + fileOrFolder + "\0").getBytes(StandardCharsets.UTF_8));
            while (command.hasRemaining()) {
                channel.write(command);
            }
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    ProcessMemory memory() throws IOException {
        return ProcessMemory.of(process.pid());
    }

    @Override
    public void close() {
        clamd.close();
        process.destroy();
        process.onExit().join();
    }
}
