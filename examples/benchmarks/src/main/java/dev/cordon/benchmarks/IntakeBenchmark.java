package dev.cordon.benchmarks;

import com.google.common.primitives.Bytes;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.HeaderWriter;
import dev.cordon.codec.Message;
import dev.cordon.sample.Sample;
import dev.cordon.store.DirectorySampleStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 16 clients store samples of 64 KiB, each durable before the next, and a bare program writes the same bytes: a file for
 * each sample, which it syncs, and its folder, which it syncs, too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 5)
@Fork(1)
public class IntakeBenchmark {
    private static final int CLIENTS = 16;
    /** How many samples are stored in one turn. */
    static final int SAMPLES = 2000;

    private static final int SIZE = 64 << 10;

    /** Where to write, and leave what was written; empty for the folder for temporary files. */
    @Param("")
    public String folder;

    private final List<EncodedContent> contents = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<byte[]> files = new ArrayList<>();
    private Path home = Path.of("");
    private Path bare = Path.of("");
    private Optional<DirectorySampleStore> store = Optional.empty();

    /** Makes the samples, and what the bare program writes of them. */
    @Setup(Level.Trial)
    public void makeSamples() throws IOException {
        home = folder.isEmpty()
                ? Files.createTempDirectory("intake")
                : Files.createTempDirectory(Path.of(folder), "intake");
        StoredSamples source = new StoredSamples(home, SIZE);
        for (int number = 0; number < SAMPLES; number++) {
            EncodedContent content = source.content(number, SIZE);
            Sample sample = source.sample(number, content);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            new Message(content.fields(), content.wire()).writeTo(message);
            contents.add(content);
            samples.add(sample);
            files.add(Bytes.concat(message.toByteArray(), HeaderWriter.bytes(sample.attributes())));
        }
    }

    /** Makes two folders, and opens a store in one of them. */
    @Setup(Level.Iteration)
    public void openStore() throws IOException {
        bare = Files.createTempDirectory(home, "bare");
        store = Optional.of(DirectorySampleStore.open(Files.createTempDirectory(home, "store")));
    }

    /** Closes the store. Nothing is deleted yet: the disk would be at it during the next iteration. */
    @TearDown(Level.Iteration)
    public void closeStore() throws IOException {
        store.orElseThrow().close();
    }

    /** Deletes everything, unless somebody else is going to do it. */
    @TearDown(Level.Trial)
    public void deleteSamples() throws IOException {
        for (EncodedContent content : contents) {
            content.close();
        }
        if (folder.isEmpty()) {
            StoredSamples.delete(home);
        }
    }

    /** Stores the samples. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public void cordon() throws Exception {
        DirectorySampleStore opened = store.orElseThrow();
        StoredSamples.inThreads(
                CLIENTS, SAMPLES, number -> () -> opened.add(samples.get(number), contents.get(number)));
    }

    /** Writes and syncs the files. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public void bareProgram() throws Exception {
        Path place = bare;
        StoredSamples.inThreads(CLIENTS, SAMPLES, number -> () -> {
            ByteBuffer bytes = ByteBuffer.wrap(files.get(number));
            Path file = place.resolve(number + ".msg");
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ)) {
                channel.force(true);
            }
            return file;
        });
    }
}
