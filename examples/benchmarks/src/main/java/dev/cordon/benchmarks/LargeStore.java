package dev.cordon.benchmarks;

import dev.cordon.attribute.Attributes;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Column;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.SampleStore.Claim;
import dev.cordon.spi.SampleStore.Lease;
import dev.cordon.spi.SampleStore.Page;
import dev.cordon.spi.SampleStore.Query;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.store.DirectorySampleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Fills a store, opens it several times and asks it things. Prints how long that took: of an opening each time, of
 * everything else the median and the fastest and slowest tenth. Run it with the heap that the store is to live in.
 */
public final class LargeStore {
    private static final int OPENINGS = 5;
    private static final int WARM_UP = 2000;
    private static final int TIMES = 2000;
    private static final int SIZE = 512;
    private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
    private static final Query PAGE = Query.all().inPagesOf(50);

    private LargeStore() {}

    /**
     * Measures.
     *
     * @param arguments how many samples, and the folder to write to, where a store with that many is used if it is there
     *     and left if it is not
     */
    public static void main(String[] arguments) throws Exception {
        int samples = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]).resolve("store-" + samples);
        if (!Files.exists(folder)) {
            fill(folder, samples);
        }
        for (int opening = 0; opening < OPENINGS; opening++) {
            long start = System.nanoTime();
            try (DirectorySampleStore store = DirectorySampleStore.open(folder)) {
                System.out.printf(
                        "opened %d samples in %.2f s%n", store.usage().samples(), (System.nanoTime() - start) / 1e9);
            }
        }
        try (DirectorySampleStore store = DirectorySampleStore.open(folder)) {
            System.gc();
            long heap =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            System.out.printf(
                    "heap in use: %d MiB of %d%n",
                    heap >> 20, Runtime.getRuntime().maxMemory() >> 20);
            ask(store);
        }
    }

    private static void fill(Path folder, int samples) throws IOException, InterruptedException, ExecutionException {
        Path temporary = Files.createDirectories(folder.toAbsolutePath().resolveSibling("spool"));
        StoredSamples source = new StoredSamples(temporary, SIZE);
        try (DirectorySampleStore store = DirectorySampleStore.open(folder)) {
            StoredSamples.inThreads(16, samples, number -> () -> {
                try (EncodedContent content = source.content(number, SIZE)) {
                    return store.add(source.sample(number, content), content);
                }
            });
        }
    }

    private static void ask(DirectorySampleStore store) throws Exception {
        time("first page, by arrival", () -> store.list(PAGE));
        time("first page, by file", () -> store.list(PAGE.orderedBy(Column.FILE, false)));
        time(
                "first page of a status, by user, turned round",
                () -> store.list(PAGE.where(Column.STATUS, SampleStatus.QUARANTINED.token())
                        .orderedBy(Column.USER, true)));
        Query middle = PAGE.after(middle(store));
        time("page in the middle, by arrival", () -> store.list(middle));
        time("claim and release of 10", () -> claim(store));
        time("usage", store::usage);
        Lease first = store.claim(
                        new Claim(Attributes.SAMPLE_STATUS, SampleStatus.QUARANTINED.token(), 1, NOW, Duration.ZERO))
                .get(0);
        time("count", () -> store.count(first.sample().digest()));
    }

    private static String middle(SampleStore store) throws IOException {
        int pages = store.usage().samples() / PAGE.limit() / 2;
        Page page = store.list(PAGE);
        for (int number = 1; number < pages; number++) {
            page = store.list(PAGE.after(page.next().orElseThrow()));
        }
        return page.next().orElseThrow();
    }

    private static int claim(SampleStore store) throws IOException {
        Claim claim =
                new Claim(Attributes.SAMPLE_STATUS, SampleStatus.QUARANTINED.token(), 10, NOW, Duration.ofMinutes(5));
        int claimed = 0;
        for (Lease lease : store.claim(claim)) {
            store.release(lease);
            claimed++;
        }
        return claimed;
    }

    private static void time(String what, Callable<?> question) throws Exception {
        for (int time = 0; time < WARM_UP; time++) {
            question.call();
        }
        double[] micros = new double[TIMES];
        for (int time = 0; time < TIMES; time++) {
            long start = System.nanoTime();
            question.call();
            micros[time] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(micros);
        System.out.printf(
                "%s: %.1f us (%.1f to %.1f)%n", what, micros[TIMES / 2], micros[TIMES / 10], micros[TIMES * 9 / 10]);
    }
}
