package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.attribute.Attributes;
import dev.cordon.sample.Column;
import dev.cordon.sample.Question;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore.Claim;
import dev.cordon.spi.SampleStore.Lease;
import dev.cordon.spi.SampleStore.Page;
import dev.cordon.spi.SampleStore.Query;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Anything is done to a store in any order; a naive model that holds samples in a map says what has to come of it. */
class StoreProperties {
    /** Small files, so that the log is shortened in the middle of everything. */
    private static final int LOG_FILE = 1500;

    private static final Duration LEASE = Duration.ofSeconds(30);

    private Path folder = Path.of("");
    private StoreFolder files = StoreFolder.in(folder);
    private Optional<DirectorySampleStore> opened = Optional.empty();
    private Instant now = Samples.RECEIVED;

    private final Map<SampleId, Sample> samples = new TreeMap<>(Comparator.comparing(SampleId::value));
    private final Map<SampleId, Lease> held = new HashMap<>();
    private final List<Lease> leases = new ArrayList<>();
    private final List<Sample> seen = new ArrayList<>();

    /** What can be done. */
    enum What {
        ADD,
        AMEND,
        MOVE,
        WAIT,
        STALE,
        REMOVE,
        CLAIM,
        RELEASE,
        LATER,
        REOPEN,
        PAGES
    }

    record Step(What what, int sample, int number) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 99))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(60);
    }

    @BeforeTry
    void open() throws IOException {
        folder = Files.createTempDirectory("store-properties");
        files = StoreFolder.in(folder);
        opened = Optional.of(DirectorySampleStore.open(files.path(), LOG_FILE));
        now = Samples.RECEIVED;
        samples.clear();
        held.clear();
        leases.clear();
        seen.clear();
    }

    @AfterTry
    void close() throws IOException {
        store().close();
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    private DirectorySampleStore store() {
        return opened.orElseThrow();
    }

    @Property(tries = 60)
    void theStoreDoesWhatANaiveOneDoes(@ForAll("steps") List<Step> steps) throws IOException {
        for (Step step : steps) {
            take(step);
            assertIsTheSame();
        }
    }

    private void take(Step step) throws IOException {
        SampleId id = new SampleId("sample-" + step.sample());
        switch (step.what()) {
            case ADD -> add(id, step.number());
            case AMEND ->
                change(
                        id,
                        sample -> sample.amend(
                                change -> change.set(Attributes.SAMPLE_FILE, "File " + step.number() % 4)));
            case MOVE -> change(id, StoreProperties::moved);
            case WAIT -> change(id, sample -> sample.rest(now.plusSeconds(step.number())));
            case STALE -> changeWhatWasSeen(step.number());
            case REMOVE -> remove(id);
            case CLAIM -> claim(step.number());
            case RELEASE -> release(step.number());
            case LATER -> now = now.plusSeconds(step.number());
            case REOPEN -> reopen();
            case PAGES -> page(step.sample(), step.number());
        }
    }

    private static Sample moved(Sample sample) {
        return sample.status() == SampleStatus.QUARANTINED
                ? sample.on(new SampleEvent.Unresolved(Handling.AUTOMATIC), Samples.RECEIVED)
                : sample.amend(change -> change.remove(Attributes.SAMPLE_FILE));
    }

    private void add(SampleId id, int number) throws IOException {
        if (samples.containsKey(id)) {
            return;
        }
        try (var content = files.samples().content("text " + number % 3)) {
            Instant received = Samples.RECEIVED.plusSeconds(number % 5);
            Sample added = store().add(Samples.received(id.value(), content, received), content);
            samples.put(id, added);
            seen.add(added);
        }
    }

    /** Makes another sample of one. */
    private interface Changing {
        Sample from(Sample sample);
    }

    private void change(SampleId id, Changing changing) throws IOException {
        if (!samples.containsKey(id)) {
            return;
        }
        Sample before = samples.get(id);
        Sample after = store().update(before, changing.from(before));
        samples.put(id, after);
        seen.add(after);
        if (before.status() != after.status()) {
            held.remove(id);
        }
    }

    private void changeWhatWasSeen(int number) throws IOException {
        Optional<Sample> stale = seen.stream()
                .filter(sample -> Optional.ofNullable(samples.get(sample.id()))
                        .filter(there -> there.changes() != sample.changes())
                        .isPresent())
                .skip(number % 3)
                .findFirst();
        stale.ifPresent(sample -> assertThatThrownBy(() -> store().update(sample, moved(sample)))
                .isInstanceOf(StaleSampleException.class));
    }

    private void remove(SampleId id) throws IOException {
        store().remove(id);
        samples.remove(id);
        held.remove(id);
    }

    private void claim(int number) throws IOException {
        SampleStatus status = number % 2 == 0 ? SampleStatus.QUARANTINED : SampleStatus.RELEASED;
        int limit = number % 4;
        List<Sample> expected = samples.values().stream()
                .filter(sample -> sample.status() == status)
                .filter(sample -> sample.due().filter(due -> due.isAfter(now)).isEmpty())
                .filter(sample -> Optional.ofNullable(held.get(sample.id()))
                        .filter(lease -> lease.until().isAfter(now))
                        .isEmpty())
                .sorted(Comparator.comparing((Sample sample) -> sample.due().orElse(Instant.MIN))
                        .thenComparing(sample -> sample.received())
                        .thenComparing(sample -> sample.id().value()))
                .limit(limit)
                .toList();

        List<Lease> claimed = store().claim(new Claim(Attributes.SAMPLE_STATUS, status.token(), limit, now, LEASE));

        assertThat(claimed).extracting(Lease::sample).containsExactlyElementsOf(expected);
        claimed.forEach(lease -> held.put(lease.sample().id(), lease));
        leases.addAll(claimed);
    }

    private void release(int number) throws IOException {
        if (leases.isEmpty()) {
            return;
        }
        Lease lease = leases.get(number % leases.size());
        store().release(lease);
        Optional.ofNullable(held.get(lease.sample().id()))
                .filter(other -> other.until().equals(lease.until()))
                .filter(other -> other.sample().changes() == lease.sample().changes())
                .ifPresent(same -> held.remove(same.sample().id()));
    }

    private void reopen() throws IOException {
        store().close();
        opened = Optional.of(DirectorySampleStore.open(files.path(), LOG_FILE));
        assertThat(store().aside()).isEmpty();
        held.clear();
        leases.clear();
    }

    private void page(int columnNumber, int number) throws IOException {
        Column column = Column.values()[(columnNumber + number) % Column.values().length];
        boolean descending = number % 2 == 0;
        Query query = Query.all().orderedBy(column, descending).inPagesOf(1 + number % 3);
        if (number % 5 == 0) {
            query = query.where(Column.STATUS, SampleStatus.RELEASED.token());
        }

        Optional<Question> question =
                number % 7 == 0 ? samples.values().stream().findFirst().map(Question::of) : Optional.empty();
        if (question.isPresent()) {
            query = query.asking(question.get());
        }

        List<Sample> listed = new ArrayList<>();
        Page page = store().list(query);
        listed.addAll(page.samples());
        while (page.next().isPresent()) {
            page = store().list(query.after(page.next().get()));
            listed.addAll(page.samples());
        }

        assertThat(listed)
                .containsExactlyElementsOf(naiveList(column, descending, number % 5 == 0).stream()
                        .filter(sample -> question.stream().allMatch(Question.of(sample)::equals))
                        .toList());
    }

    private List<Sample> naiveList(Column column, boolean descending, boolean releasedOnly) {
        Comparator<Sample> arrival = Comparator.comparing((Sample sample) -> sample.received())
                .thenComparing(sample -> sample.id().value());
        Comparator<Sample> order = column == Column.AGE
                ? arrival.reversed()
                : Comparator.comparing((Sample sample) -> column.order(sample)).thenComparing(arrival);
        Stream<Sample> wanted =
                samples.values().stream().filter(sample -> !releasedOnly || sample.status() == SampleStatus.RELEASED);
        return wanted.sorted(descending ? order.reversed() : order).toList();
    }

    private void assertIsTheSame() throws IOException {
        assertThat(store().list(Query.all()).samples()).containsExactlyInAnyOrderElementsOf(samples.values());
        assertThat(store().usage().samples()).isEqualTo(samples.size());
        assertThat(store().usage().contents()).isEqualTo((int)
                samples.values().stream().map(Sample::digest).distinct().count());
        for (Sample sample : samples.values()) {
            long same = samples.values().stream()
                    .filter(other -> other.digest().equals(sample.digest()))
                    .count();
            assertThat(store().count(sample.digest())).isEqualTo((int) same);
            assertThat(store().list(Query.all().asking(Question.of(sample))).samples())
                    .containsExactlyElementsOf(naiveList(Column.RECEIVED, false, false).stream()
                            .filter(other -> Question.of(other).equals(Question.of(sample)))
                            .toList());
        }
    }
}
