package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomerIdentifierTest {
    @Test
    void isTakenApartAtTheServiceClass() {
        assertThat(CustomerIdentifier.parse("123456-ABCDEFgold 0123456789ABCDEFGHIJ"))
                .isEqualTo(new CustomerIdentifier("123456-ABCDEF", ServiceClass.GOLD, " 0123456789ABCDEFGHIJ"));
    }

    @ParameterizedTest
    @CsvSource({
        "gold,GOLD",
        "ACME-platinum,PLATINUM",
        "ACMEplatinum0001,PLATINUM",
        "goldman-1platinum 7,PLATINUM",
        "marigold platinum,GOLD",
        "goldplatinum,PLATINUM",
        "platinum-gold-7,PLATINUM"
    })
    void theServiceClassIsTheFirstThatEndsAWordOrElseTheFirst(String text, ServiceClass serviceClass) {
        assertThat(CustomerIdentifier.parse(text).serviceClass()).isEqualTo(serviceClass);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456-ABCDEF", "123456-ABCDEFGOLD 1", "silver", "go ld", " gold", "gold ", "a\ngold"})
    void anythingElseIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CustomerIdentifier.parse(text));
    }

    @Test
    void hasAtMost63Characters() {
        assertThat(CustomerIdentifier.parse("A".repeat(59) + "gold").account()).hasSize(59);
        assertThatIllegalArgumentException().isThrownBy(() -> CustomerIdentifier.parse("A".repeat(60) + "gold"));
    }

    @Test
    void itsPartsCannotHideAnotherServiceClass() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomerIdentifier("platinum ", ServiceClass.GOLD, ""));
    }
}
