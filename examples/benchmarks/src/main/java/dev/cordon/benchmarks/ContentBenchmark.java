package dev.cordon.benchmarks;

import dev.cordon.codec.Compression;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.codec.ContentEncoder;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Encoding;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Recipe;
import dev.cordon.codec.Scrambling;
import dev.cordon.codec.Spooling;
import dev.cordon.codec.Workers;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Packs and unpacks 64 MiB of programs: deflate at level 6, scrambling, base64, MD5 and SHA-256 of both sides. All write
 * to a file in the same folder. {@code Two} is the caller's thread and one more.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class ContentBenchmark {
    private static final int SIZE = 64 << 20;
    private static final Recipe RECIPE = new Recipe(
            Optional.of(Compression.DEFLATE), Optional.of(Scrambling.XOR_VAMPISH), Optional.of(Encoding.BASE64));

    private final StreamComposition composition = new StreamComposition();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private byte[] data = new byte[0];
    private byte[] wire = new byte[0];
    private Header fields = Header.empty();
    private StreamComposition.Checksums checksums = new StreamComposition.Checksums("", "", "", "");
    private Path folder = Path.of("");
    private Path file = Path.of("");
    private Spooling spooling = new Spooling(0, folder);

    /** Makes the data, and one message by the peer, which all unpack. */
    @Setup
    public void prepare() throws IOException {
        data = ProgramData.of(SIZE);
        folder = Files.createTempDirectory("content");
        file = folder.resolve("file");
        spooling = new Spooling(0, folder);
        checksums = composition.encode(new ByteArrayInputStream(data), file);
        wire = Files.readAllBytes(file);
        fields = Messages.described(RECIPE, checksums, SIZE, wire.length);
    }

    /** Removes the files. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        thread.shutdown();
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }

    /** Packs with the composition. */
    @Benchmark
    public Object encodeComposition() throws IOException {
        Object packed = composition.encode(new ByteArrayInputStream(data), file);
        Files.delete(file);
        return packed;
    }

    /** Packs with Cordon on the caller's thread. */
    @Benchmark
    public Object encodeCordon() throws IOException {
        return encode(Workers.none());
    }

    /** Packs with Cordon on the caller's thread and another one. */
    @Benchmark
    public Object encodeCordonTwo() throws IOException {
        return encode(new Workers(thread, 1));
    }

    private Header encode(Workers workers) throws IOException {
        ContentEncoder encoder = new ContentEncoder(RECIPE, Mask.standard(), spooling, workers);
        try (EncodedContent content = encoder.encode(new ByteArrayInputStream(data))) {
            return content.fields();
        }
    }

    /** Unpacks with the composition. */
    @Benchmark
    public void decodeComposition() throws IOException {
        try (OutputStream sink = sink()) {
            composition.decode(new ByteArrayInputStream(wire), checksums, sink);
        }
    }

    /** Unpacks with Cordon on the caller's thread. */
    @Benchmark
    public Object decodeCordon() throws IOException {
        return decode(Workers.none());
    }

    /** Unpacks with Cordon on the caller's thread and another one. */
    @Benchmark
    public Object decodeCordonTwo() throws IOException {
        return decode(new Workers(thread, 1));
    }

    private Object decode(Workers workers) throws IOException {
        try (OutputStream sink = sink()) {
            return new ContentDecoder(Mask.standard(), SIZE, workers)
                    .decode(fields, new ByteArrayInputStream(wire), sink);
        }
    }

    private OutputStream sink() throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 64 << 10);
    }
}
