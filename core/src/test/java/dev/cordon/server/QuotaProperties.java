package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Samples come and come to rest in any order; a naive model says what the server may have done. */
class QuotaProperties {
    private static final long QUOTA = 600_000;

    /** What a sample takes beside its content, generously. */
    private static final long BESIDE = 9_000;

    /** What the store remembers of samples that are gone, generously: it does not clear up after each. */
    private static final long REMEMBERED = 30_000;

    private Path folder;
    private Bench bench;

    /** The naive server: the content of each sample, and the samples at rest in the order in which they came to it. */
    private final Map<String, Integer> contentOf = new LinkedHashMap<>();

    private final List<String> atRest = new ArrayList<>();

    /** What happens: a sample of some content arrives, or the sample of a place in the list comes to rest. */
    record Step(boolean arrives, int number) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Boolean> arrives =
                Arbitraries.frequency(net.jqwik.api.Tuple.of(3, true), net.jqwik.api.Tuple.of(2, false));
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 9);
        return Combinators.combine(arrives, number).as(Step::new).list().ofMaxSize(25);
    }

    @BeforeTry
    void open() throws IOException {
        folder = Files.createTempDirectory("quota");
        bench = Bench.open(folder, settings -> settings.with(Holding.standard().upTo(QUOTA)));
    }

    @AfterTry
    void close() throws IOException {
        bench.close();
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    @Property(tries = 60)
    void theQuotaHoldsAndNothingIsLostThatWaits(@ForAll("steps") List<Step> steps) throws IOException {
        contentOf.clear();
        atRest.clear();
        int arrivals = 0;
        for (Step step : steps) {
            if (step.arrives()) {
                arrive("s" + arrivals++, step.number());
            } else {
                rest(step.number());
            }
        }
    }

    private void arrive(String id, int content) throws IOException {
        boolean isKnown = contentOf.containsValue(content);
        Set<String> before = new TreeSet<>(contentOf.keySet());

        boolean taken = bench.forward(id, bytes(content)).error().isEmpty();

        Set<String> after = new TreeSet<>(bench.ids());
        if (!taken) {
            assertThat(isKnown).as("what is held already is always taken").isFalse();
            assertThat(after).as("a refusal changes nothing").isEqualTo(before);
            assertThat(waiting() + size(content) + BESIDE + REMEMBERED)
                    .as("it is refused only where what waits leaves no room")
                    .isGreaterThan(QUOTA);
            return;
        }
        assertThat(after).contains(id);
        Set<String> lost = new TreeSet<>(before);
        lost.removeAll(after);
        assertThat(lost)
                .as("those go that came to rest first")
                .isEqualTo(new TreeSet<>(atRest.subList(0, lost.size())));
        assertThat(isKnown && !lost.isEmpty())
                .as("copies cost nobody his place")
                .isFalse();
        contentOf.keySet().removeAll(lost);
        atRest.removeAll(lost);
        contentOf.put(id, content);
        if (!isKnown) {
            assertThat(bench.server.occupancy().bytes()).isLessThanOrEqualTo(QUOTA);
        }
        assertThat(contentOf.values().stream()
                        .distinct()
                        .mapToLong(QuotaProperties::size)
                        .sum())
                .isLessThanOrEqualTo(QUOTA);
    }

    private void rest(int place) throws IOException {
        List<String> waiting = bench.samples().stream()
                .filter(sample -> !sample.status().isFinal())
                .map(Sample::id)
                .map(id -> id.value())
                .toList();
        if (!waiting.isEmpty()) {
            String id = waiting.get(place % waiting.size());
            bench.finish(id);
            atRest.add(id);
        }
    }

    /** Returns what those samples take that can't be given up, copies with generous attributes. */
    private long waiting() {
        Set<Integer> contents = contentOf.entrySet().stream()
                .filter(entry -> !atRest.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        long samples = contentOf.size() - atRest.size();
        return contents.stream().mapToLong(QuotaProperties::size).sum() + samples * BESIDE;
    }

    private static byte[] bytes(int content) {
        return Bench.noise(content, (int) size(content));
    }

    private static long size(int content) {
        return 30_000 + 20_000L * content;
    }
}
