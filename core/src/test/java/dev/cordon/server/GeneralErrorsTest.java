package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The history of what went wrong at a server. */
class GeneralErrorsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final WireError INTERNAL = WireError.of(ErrorCode.INTERNAL);

    private final SettableClock clock = SettableClock.at(START);
    private final GeneralErrors errors = new GeneralErrors(3, clock);

    @Test
    void listsWhatHappenedLastFirst() {
        errors.note("scan", INTERNAL, "first");
        errors.note("submit", INTERNAL, "second");

        assertThat(errors.list()).extracting(GeneralError::text).containsExactly("second", "first");
    }

    @Test
    void countsTheSameThingInsteadOfRepeatingIt() {
        errors.note("scan", INTERNAL, "again");
        clock.advance(Duration.ofMinutes(1));
        errors.note("scan", INTERNAL, "again");

        assertThat(errors.list())
                .containsExactly(new GeneralError(START, START.plusSeconds(60), 2, "scan", INTERNAL, "again"));
    }

    @Test
    void forgetsWhatHasNotHappenedForTheLongestTime() {
        errors.note("scan", INTERNAL, "one");
        errors.note("scan", INTERNAL, "two");
        errors.note("scan", INTERNAL, "three");
        errors.note("scan", INTERNAL, "one");
        errors.note("scan", INTERNAL, "four");

        assertThat(errors.list()).extracting(GeneralError::text).containsExactly("four", "one", "three");
    }

    @Test
    void showsNothingOfAnUnforeseenFailureButItsKind() {
        errors.failed("forward-sample", new IllegalStateException("bytes of a stranger"));

        assertThat(errors.list()).extracting(GeneralError::text).containsExactly("IllegalStateException");
    }

    @Test
    void isOneLineForEachError() {
        errors.failed("submit", new IOException("cannot reach\r\nthe gateway"));

        assertThat(errors.list())
                .extracting(GeneralError::text)
                .containsExactly("IOException: cannot reach  the gateway");
    }

    @Test
    void cutsALongText() {
        errors.note("submit", INTERNAL, "x".repeat(10_000));

        assertThat(errors.list().get(0).text()).hasSize(303).endsWith("...");
    }
}
