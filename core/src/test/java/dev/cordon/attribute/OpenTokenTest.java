package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenTokenTest {
    @Test
    void aWordThatIsNotKnownKeepsItsText() {
        assertThat(OpenToken.<StripMethod>unknown("Shredded")).hasToString("Shredded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " blank", "blank ", "line\nbreak", "ümlaut", "\u007f"})
    void aTextThatCannotStandInAFieldIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> OpenToken.<StripMethod>unknown(text));
    }
}
