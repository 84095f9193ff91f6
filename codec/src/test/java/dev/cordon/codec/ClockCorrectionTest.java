package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockCorrectionTest {
    private static final Instant SENDER = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant LOCAL = Instant.parse("2026-01-01T11:00:05.700Z");
    private static final Key<Instant> UNKNOWN = Key.of("X-Date-Something", Syntaxes.date());

    @Test
    void everyDateIsMovedAndNothingElse() {
        Header received = Header.builder()
                .set(ContentKeys.DATE, SENDER)
                .set(UNKNOWN, SENDER.minusSeconds(60))
                .set("X-Date-Broken", "soon")
                .set("X-Sample-Type", "file")
                .build();

        Header corrected = ClockCorrection.between(received, LOCAL).apply(received);

        assertThat(corrected.find(UNKNOWN)).contains(Instant.parse("2026-01-01T10:59:05Z"));
        assertThat(corrected.find(ContentKeys.DATE)).contains(SENDER);
        assertThat(corrected.text("X-Date-Broken")).contains("soon");
        assertThat(corrected.text("X-Sample-Type")).contains("file");
    }

    @Test
    void aDateThatWouldLeaveTheCalendarStaysAsItIs() {
        Header received = Header.builder().set(UNKNOWN, SENDER).build();

        for (Duration difference : new Duration[] {Duration.ofDays(365L * 9000), Duration.ofSeconds(Long.MAX_VALUE)}) {
            assertThat(new ClockCorrection(difference).apply(received)).isEqualTo(received);
        }
    }

    @Test
    void withoutADateNothingIsMoved() {
        Header received = Header.builder().set(UNKNOWN, SENDER).build();

        assertThat(ClockCorrection.between(received, LOCAL).apply(received)).isEqualTo(received);
    }
}
