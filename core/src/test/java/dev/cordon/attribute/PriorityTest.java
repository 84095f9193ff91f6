package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PriorityTest {
    @Test
    void hasItsEndsAtZeroAndThousand() {
        assertThat(Priority.NONE).isEqualTo(Priority.of(0)).isLessThan(Priority.LOWEST);
        assertThat(Priority.HIGHEST).isEqualTo(Priority.parse("1000")).isGreaterThan(Priority.LOWEST);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1001})
    void isNeverBeyondItsEnds(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Priority.of(value))
                .withMessage("a priority is 0 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.0", "high", "1001", "99999999999999999999"})
    void isReadFromADecimalNumberInItsRange(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Priority.parse(text));
    }
}
