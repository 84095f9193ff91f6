package dev.cordon.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SpreadProperties {
    @Property
    void waitsStayWithinTheirBounds(@ForAll @LongRange(min = 0, max = 1_000_000_000) long millis, @ForAll String seed) {
        Duration wait = Duration.ofMillis(millis);

        assertThat(Spread.upTo(wait, seed)).isBetween(wait.dividedBy(2), wait);
        assertThat(Spread.from(wait, seed)).isBetween(wait, wait.plus(wait.dividedBy(10)));
        assertThat(Spread.from(wait, seed)).isEqualTo(Spread.from(wait, seed));
    }

    @Test
    void waitsThatBeginTogetherEndAllOverTheSpan() {
        long early = IntStream.range(0, 1000)
                .mapToObj(number -> Spread.from(Duration.ofHours(1), "sample " + number))
                .filter(wait -> wait.compareTo(Duration.ofMinutes(63)) < 0)
                .count();

        assertThat(early).isBetween(400L, 600L);
    }
}
