package dev.cordon.strip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Sequence;
import dev.cordon.attribute.StripMethod;
import dev.cordon.spi.Scanner;
import dev.cordon.spi.Stripper;
import dev.cordon.spi.Stripper.Obstacle;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Stripped is only what a scanner judges as before. */
class VerifyingStripperTest {
    private static final ByteSource CONTENT = ByteSource.wrap(new byte[] {1});
    private static final Stripper.Stripped STRIPPED =
            new Stripper.Stripped(StripMethod.OVERWRITE_ZEROES, ByteSource.wrap(new byte[] {2}));
    private static final Scanner.Verdict NOTHING = new Scanner.NothingDetected();

    static Stream<Arguments> verdicts() {
        return Stream.of(
                Arguments.of(NOTHING, NOTHING, true),
                Arguments.of(found("A"), found("A"), true),
                Arguments.of(found("A"), found("B"), false),
                Arguments.of(found("A"), NOTHING, false),
                Arguments.of(NOTHING, found("A"), false));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void theScannerFindsWhatItFoundBeforeOrTheStripIsRefused(
            Scanner.Verdict before, Scanner.Verdict after, boolean same) throws IOException {
        Stripper.Outcome outcome = strip(scanner(before, 1, after, 1));

        if (same) {
            assertThat(outcome).isEqualTo(STRIPPED);
        } else {
            assertThat(obstacle(outcome)).isEqualTo(Obstacle.DETECTION_CHANGED);
        }
    }

    @Test
    void definitionsThatChangeBetweenTheScansProveNothing() throws IOException {
        assertThat(obstacle(strip(scanner(NOTHING, 1, NOTHING, 2)))).isEqualTo(Obstacle.NOT_SCANNED);
    }

    @ParameterizedTest
    @EnumSource(Scanner.Obstacle.class)
    void aScannerThatCouldNotLookProvesNothing(Scanner.Obstacle obstacle) throws IOException {
        Scanner.Verdict blind = new Scanner.NotScanned(obstacle, "could not look");
        ImmutableMap<Scanner.Obstacle, Obstacle> lasting = ImmutableMap.of(
                Scanner.Obstacle.ENCRYPTED, Obstacle.ENCRYPTED,
                Scanner.Obstacle.TOO_LARGE, Obstacle.TOO_LARGE);
        Obstacle expected = lasting.getOrDefault(obstacle, Obstacle.NOT_SCANNED);

        assertThat(obstacle(strip(scanner(blind, 1, NOTHING, 1)))).isEqualTo(expected);
        assertThat(obstacle(strip(scanner(NOTHING, 1, blind, 1)))).isEqualTo(expected);
        assertThat(obstacle(strip(scanner(blind, 1, blind, 1)))).isEqualTo(expected);
    }

    @Test
    void whatIsNotStrippedIsNotScanned() throws IOException {
        Stripper.Refused refused = new Stripper.Refused(Obstacle.ENCRYPTED, "encrypted");
        Stripper verifying = new VerifyingStripper(request -> refused, request -> {
            throw new AssertionError("scanned");
        });

        assertThat(verifying.strip(new Stripper.Request(CONTENT))).isEqualTo(refused);
    }

    private static Scanner.Verdict found(String virus) {
        return new Scanner.Detected(virus);
    }

    private static Stripper.Outcome strip(Scanner scanner) throws IOException {
        return new VerifyingStripper(request -> STRIPPED, scanner).strip(new Stripper.Request(CONTENT));
    }

    private static Obstacle obstacle(Stripper.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Stripper.Refused.class);
        return ((Stripper.Refused) outcome).obstacle();
    }

    private static Scanner scanner(Scanner.Verdict before, int first, Scanner.Verdict after, int second) {
        return request -> request.content() == CONTENT ? report(before, first) : report(after, second);
    }

    private static Scanner.Report report(Scanner.Verdict verdict, int sequence) {
        return new Scanner.Report(
                verdict, new Scanner.Coverage(1, true, "test", Optional.of(Sequence.of(sequence)), Optional.empty()));
    }
}
