package dev.cordon.benchmarks;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ContentEncoder;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Recipe;
import dev.cordon.codec.Scrambling;
import dev.cordon.codec.Spooling;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Samples with all attributes of the guide, to be stored, and the threads that store them. */
final class StoredSamples {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T08:00:00Z");
    private static final Recipe SCRAMBLED =
            new Recipe(Optional.empty(), Optional.of(Scrambling.XOR_VAMPISH), Optional.empty());

    private final Header attributes;
    private final ContentEncoder encoder;

    StoredSamples(Path temporary, int contentSize) throws IOException {
        this.attributes = new HeaderReader(HeaderLimits.standard()).read(FullSample.header());
        this.encoder = new ContentEncoder(SCRAMBLED, Mask.standard(), new Spooling(4 * contentSize, temporary));
    }

    /** Returns content that is like no other: random bytes, which nothing compresses. */
    EncodedContent content(int number, int size) throws IOException {
        byte[] captured = new byte[size];
        new Random(number).nextBytes(captured);
        return encoder.encode(new ByteArrayInputStream(captured));
    }

    /** Returns a sample as one of a thousand users might have sent it. */
    Sample sample(int number, EncodedContent content) {
        Header.Builder own = attributes.toBuilder()
                .set(Attributes.SAMPLE_FILE, "C:\\Memos\\" + Integer.toHexString(number * 0x9E3779B9) + ".doc")
                .set(Attributes.PLATFORM_USER, "user-" + number % 1000)
                .set(Attributes.PLATFORM_HOST, "host-" + number % 1000 + ".example.com")
                .setAll(content.fields());
        return Sample.received(new SampleId(String.format("%032x", number)), own.build(), RECEIVED.plusSeconds(number));
    }

    /** Has several threads do something with the numbers from 0, each number once. */
    static void inThreads(int threads, int numbers, IntFunction<Callable<?>> work)
            throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                running.add(executor.submit(() -> {
                    for (int number = first; number < numbers; number += threads) {
                        work.apply(number).call();
                    }
                    return first;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
