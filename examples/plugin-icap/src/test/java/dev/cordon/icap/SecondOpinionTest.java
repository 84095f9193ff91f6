package dev.cordon.icap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecondOpinionTest {
    private static final Scanner.Verdict CLEAN = new Scanner.NothingDetected();
    private static final Scanner.Verdict FOUND = new Scanner.Detected("First");
    private static final Scanner.Verdict FOUND_TOO = new Scanner.Detected("Second");
    private static final Scanner.Verdict FAULT = new Scanner.NotScanned(Scanner.Obstacle.FAULT, "first");
    private static final Scanner.Verdict FAULT_TOO = new Scanner.NotScanned(Scanner.Obstacle.TIMEOUT, "second");
    private static final Optional<Sequence> SEQUENCE = Optional.of(Sequence.of(7));
    private static final Optional<DailyVersion> VERSION = Optional.of(DailyVersion.parse("2026.01.02.003"));

    private static Scanner.Report report(Scanner.Verdict first, Scanner.Verdict second) throws IOException {
        Scanner one = request -> new Scanner.Report(
                first, new Scanner.Coverage(20, true, "one", SEQUENCE, VERSION, ImmutableSet.of(Scanner.Gap.DEPTH)));
        Scanner other = request -> new Scanner.Report(
                second, new Scanner.Coverage(10, false, "other", Optional.empty(), Optional.empty()));
        Engine engine = set -> new Engine.Loaded(one, (request, sink) -> new Repairer.NoRepair());
        return new SecondOpinion(engine, other)
                .load(new DefinitionSet(
                        SEQUENCE.orElseThrow(), VERSION.orElseThrow(), Instant.EPOCH, ImmutableSortedMap.of()))
                .scanner()
                .scan(new Scanner.Request(ByteSource.empty()));
    }

    static Stream<Arguments> whatOneFindsIsFoundAndNothingIsCleanThatBothHaveNotLookedAt() {
        return Stream.of(
                Arguments.of(CLEAN, CLEAN, CLEAN),
                Arguments.of(CLEAN, FOUND_TOO, FOUND_TOO),
                Arguments.of(CLEAN, FAULT_TOO, FAULT_TOO),
                Arguments.of(FOUND, CLEAN, FOUND),
                Arguments.of(FOUND, FOUND_TOO, FOUND),
                Arguments.of(FOUND, FAULT_TOO, FOUND),
                Arguments.of(FAULT, CLEAN, FAULT),
                Arguments.of(FAULT, FOUND_TOO, FOUND_TOO),
                Arguments.of(FAULT, FAULT_TOO, FAULT));
    }

    @ParameterizedTest
    @MethodSource
    void whatOneFindsIsFoundAndNothingIsCleanThatBothHaveNotLookedAt(
            Scanner.Verdict first, Scanner.Verdict second, Scanner.Verdict expected) throws IOException {
        assertThat(report(first, second).verdict()).isEqualTo(expected);
    }

    @Test
    void whatOnlyTheOtherFindsIsKnownToNoDefinitionsOfThePlace() throws IOException {
        assertThat(report(CLEAN, FOUND_TOO).coverage().sequence()).isEmpty();
        assertThat(report(FOUND, FOUND_TOO).coverage().sequence()).isEqualTo(SEQUENCE);
    }

    @Test
    void whatBothHaveLookedAtIsWhatIsCovered() throws IOException {
        assertThat(report(CLEAN, CLEAN).coverage())
                .isEqualTo(new Scanner.Coverage(
                        10, false, "one, other", SEQUENCE, VERSION, ImmutableSet.of(Scanner.Gap.DEPTH)));
    }
}
