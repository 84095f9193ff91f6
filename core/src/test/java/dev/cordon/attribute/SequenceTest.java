package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequenceTest {
    @Test
    void isPrintedAsEightDigits() {
        assertThat(Sequence.of(678)).hasToString("00000678");
        assertThat(Sequence.of(99_999_999)).hasToString("99999999");
        assertThat(Sequence.of(0)).hasToString("00000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 100_000_000})
    void isWithinEightDigits(int value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sequence.of(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "678", "000000678", "+0000678", "-0000678", "0000067a", " 00000678", "٠٠٠٠٠٦٧٨"})
    void isReadFromEightAsciiDigitsOnly(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequence.parse(text))
                .withMessage("8 decimal digits expected");
    }

    @Test
    void aHigherNumberIsNewer() {
        assertThat(Sequence.of(679)).isGreaterThan(Sequence.of(678));
    }
}
