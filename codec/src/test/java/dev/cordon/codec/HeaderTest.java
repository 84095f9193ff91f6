package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    private static final Key<Integer> COUNT = Key.of("X-Count", Syntaxes.integer(0, 9));
    private static final Header VIAS =
            Header.builder().add("Via", "a").add("Other", "o").add("via", "b").build();

    @Test
    void setReplacesTheFirstFieldInItsPlaceAndRemovesTheOthers() {
        assertThat(VIAS.toBuilder().set("VIA", "c").build().fields())
                .containsExactly(new Header.Field("Via", "c"), new Header.Field("Other", "o"));
    }

    @Test
    void setAddsWhatIsNotThereAtTheEnd() {
        assertThat(VIAS.toBuilder().set(COUNT, 3).build().fields())
                .hasSize(4)
                .last()
                .isEqualTo(new Header.Field("X-Count", "3"));
    }

    @Test
    void removeTakesEveryFieldOfTheName() {
        assertThat(VIAS.toBuilder().remove("vIA").build().fields()).containsExactly(new Header.Field("Other", "o"));
    }

    @Test
    void setAllReplacesInPlaceAndAddsTheRestAtTheEnd() {
        Header count = Header.builder().set("Other", "p").set(COUNT, 1).build();

        assertThat(VIAS.toBuilder().setAll(count).build().fields())
                .extracting(Header.Field::value)
                .containsExactly("a", "p", "b", "1");
    }

    @Test
    void aBuilderDoesNotChangeTheHeaderItBeganWith() {
        VIAS.toBuilder().set("Other", "changed").build();

        assertThat(VIAS.text("other")).contains("o");
    }

    @Test
    void headersAreEqualWhateverTheCaseOfTheirNames() {
        Header upper = Header.builder()
                .add("VIA", "a")
                .add("OTHER", "o")
                .add("VIA", "b")
                .build();

        assertThat(upper).isEqualTo(VIAS).hasSameHashCodeAs(VIAS);
        assertThat(Header.builder().add("Via", "A").build())
                .isNotEqualTo(Header.builder().add("Via", "a").build());
    }

    @Test
    void lookUpTellsAbsenceFromAFault() {
        assertThat(VIAS.lookup(COUNT)).isEqualTo(new Lookup.Absent<>());
        assertThat(Header.builder().set(COUNT, 5).build().lookup(COUNT)).isEqualTo(new Lookup.Present<>(5));
        assertThat(counted("many").lookup(COUNT)).isEqualTo(new Lookup.Malformed<>("an integer from 0 to 9"));
    }

    @Test
    void findPassesOverAFaultAndGetNamesIt() {
        assertThat(counted("many").find(COUNT)).isEmpty();
        assertThat(counted("many").has(COUNT)).isTrue();

        WireException refusal =
                catchThrowableOfType(WireException.class, () -> counted("many").get(COUNT));

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.MALFORMED, "X-Count"));
        assertThat(refusal).hasMessage("X-Count can't be read: an integer from 0 to 9 expected");
    }

    @Test
    void requireNamesWhatIsMissing() {
        WireException refusal = catchThrowableOfType(WireException.class, () -> VIAS.require(COUNT));

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.MISSING, "X-Count"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\n", "a\rb", "a\0b", " a", "a ", "\ta", "a\t", "\u00e9", "a\u007f"})
    void aValueThatCouldBreakOutIsRefusedWithoutRepeatingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Header.builder().set("X-Text", value))
                .withMessageStartingWith("a field value ")
                .withMessageNotContainingAny("Evil", "\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "\u00e9", "a/b", "(a)"})
    void aNameThatIsNoTokenIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Header.builder().add(name, "value"))
                .withMessage("a field name is a token of RFC 9110");
    }

    @Test
    void valuesAreNotShownInPassing() {
        assertThat(Header.builder().set("Authorization", "secret").build()).hasToString("1 fields");
    }

    @ParameterizedTest
    @CsvSource({"overrun 10138 10139, OVERRUN, 2", "Superseded, SUPERSEDED, 0", "missing\tX-Sample-Type, MISSING, 1"})
    void anErrorIsReadFromItsField(String wire, ErrorCode code, int parameters) {
        WireError error = WireError.parse(wire).orElseThrow();

        assertThat(error.code()).isEqualTo(code);
        assertThat(error.parameters()).hasSize(parameters);
    }

    private static Header counted(String value) {
        return Header.builder().set(COUNT.name(), value).build();
    }
}
