package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cordon.codec.Key;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

final class CordonFieldsTest {
    @Test
    void allAreNamedAfterCordon() throws IllegalAccessException {
        for (Field field : CordonFields.class.getFields()) {
            assertThat(((Key<?>) field.get(CordonFields.class)).name()).startsWith("Cordon-");
        }
    }

    @Test
    void aSetIsCertifiedOrNot() {
        assertThat(CordonFields.CERTIFIED.syntax().parse("yes")).isEqualTo("yes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CordonFields.CERTIFIED.syntax().parse("maybe"));
    }
}
