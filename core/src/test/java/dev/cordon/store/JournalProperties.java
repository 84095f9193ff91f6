package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.SampleFault;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What goes into a journal comes out of it. */
final class JournalProperties {
    private static final int CHANGES = 9;

    @Property
    void linesAreReadAsTheyWereWritten(
            @ForAll("steps") List<HistoryEntry> history, @ForAll("faults") List<SampleFault> faults) {
        Journal journal = new Journal(ImmutableList.copyOf(history), ImmutableList.copyOf(faults));

        assertThat(Journal.read(journal.lines())).isEqualTo(journal);
    }

    @Property
    void aJournalThatIsCutShortGivesWholeLinesOrNone(
            @ForAll("steps") List<HistoryEntry> history, @ForAll @IntRange(min = 0, max = 400) int length) {
        byte[] lines = new Journal(ImmutableList.copyOf(history), ImmutableList.of()).lines();
        byte[] cut = Arrays.copyOf(lines, Math.min(length, lines.length));

        try {
            Journal journal = Journal.read(cut);
            assertThat(journal.history())
                    .isEqualTo(history.subList(0, journal.history().size()));
        } catch (IllegalArgumentException e) {
            assertThat(cut.length == 0 || cut[cut.length - 1] != '\n').isTrue();
        }
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        try {
            assertThat(Journal.read(bytes)).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @Provide
    Arbitrary<List<HistoryEntry>> steps() {
        return Combinators.combine(Arbitraries.integers().between(1, CHANGES), instants(), texts(), texts(), texts())
                .as(HistoryEntry::new)
                .list()
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<SampleFault>> faults() {
        Arbitrary<WireError> errors = Arbitraries.of(ErrorCode.class).map(code -> WireError.of(code, "10138", "10139"));
        return Combinators.combine(instants(), errors, texts())
                .as(SampleFault::new)
                .list()
                .ofMaxSize(5);
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(-62_000_000_000_000L, 250_000_000_000_000L)
                .map(Instant::ofEpochMilli)
                .map(instant -> instant.plusNanos(7));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(' ', '=', '?', '_', 'a', '~', '\\')
                .withChars("äß€漢😀")
                .ofMaxLength(40)
                .filter(text -> text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF));
    }
}
