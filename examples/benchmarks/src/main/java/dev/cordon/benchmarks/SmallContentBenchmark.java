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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Packs and unpacks samples of 4 KiB, in memory: deflate at level 6, scrambling, base64, MD5 and SHA-256 of both sides.
 * Each call takes the next of 256 samples.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SmallContentBenchmark {
    private static final int SIZE = 4 << 10;
    private static final int SAMPLES = 256;
    private static final Recipe RECIPE = new Recipe(
            Optional.of(Compression.DEFLATE), Optional.of(Scrambling.XOR_VAMPISH), Optional.of(Encoding.BASE64));

    private final StreamComposition composition = new StreamComposition();
    private final ContentEncoder encoder =
            new ContentEncoder(RECIPE, Mask.standard(), new Spooling(1 << 20, Path.of("")));
    private final ContentDecoder decoder = new ContentDecoder(Mask.standard(), SIZE);
    private final byte[][] samples = new byte[SAMPLES][];
    private final byte[][] wires = new byte[SAMPLES][];
    private final Header[] fields = new Header[SAMPLES];
    private final StreamComposition.Checksums[] checksums = new StreamComposition.Checksums[SAMPLES];
    private int next;

    /** Makes the samples, and a message of each by the peer, which both unpack. */
    @Setup
    public void prepare() throws IOException {
        byte[] data = ProgramData.of(SAMPLES * SIZE);
        for (int index = 0; index < SAMPLES; index++) {
            ByteArrayOutputStream wire = new ByteArrayOutputStream();
            samples[index] = Arrays.copyOfRange(data, index * SIZE, (index + 1) * SIZE);
            checksums[index] = composition.encode(new ByteArrayInputStream(samples[index]), wire);
            wires[index] = wire.toByteArray();
            fields[index] = Messages.described(RECIPE, checksums[index], SIZE, wires[index].length);
        }
    }

    private int next() {
        next = (next + 1) % SAMPLES;
        return next;
    }

    /** Packs with the composition. */
    @Benchmark
    public Object encodeComposition() throws IOException {
        return composition.encode(new ByteArrayInputStream(samples[next()]), new ByteArrayOutputStream());
    }

    /** Packs with Cordon. */
    @Benchmark
    public Object encodeCordon() throws IOException {
        try (EncodedContent content = encoder.encode(new ByteArrayInputStream(samples[next()]))) {
            return content.fields();
        }
    }

    /** Unpacks with the composition. */
    @Benchmark
    public Object decodeComposition() throws IOException {
        int index = next();
        ByteArrayOutputStream sink = new ByteArrayOutputStream(SIZE);
        composition.decode(new ByteArrayInputStream(wires[index]), checksums[index], sink);
        return sink;
    }

    /** Unpacks with Cordon. */
    @Benchmark
    public Object decodeCordon() throws IOException {
        int index = next();
        ByteArrayOutputStream sink = new ByteArrayOutputStream(SIZE);
        decoder.decode(fields[index], new ByteArrayInputStream(wires[index]), sink);
        return sink;
    }
}
