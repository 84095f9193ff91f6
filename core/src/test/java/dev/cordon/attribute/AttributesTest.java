package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.cordon.codec.Key;
import dev.cordon.codec.Syntax;
import dev.cordon.statemachine.AnalysisState;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The constants are named after the wire, and their syntaxes keep the rules of the guide. */
final class AttributesTest {
    @Test
    void eachConstantIsNamedAfterItsWireName() {
        constants().forEach((name, key) -> assertThat(name).isEqualTo(constantOf(key)));
    }

    private static String constantOf(Key<?> key) {
        return Ascii.toUpperCase(key.name().substring("X-".length())).replace('-', '_');
    }

    @Test
    void theConstantsAreThoseOfTheCatalogueInItsOrder() {
        assertThat(constants().values().stream().map(Key::name))
                .containsExactlyElementsOf(
                        AttributeCatalogue.all().stream().map(Attribute::name).toList());
    }

    private static Map<String, Key<?>> constants() {
        Map<String, Key<?>> constants = new LinkedHashMap<>();
        Arrays.stream(Attributes.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .forEach(field -> constants.put(field.getName(), key(field)));
        return constants;
    }

    private static Key<?> key(Field field) {
        try {
            return (Key<?>) field.get(Attributes.class);
        } catch (IllegalAccessException e) {
            throw new AssertionError("a constant is public", e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    X-Analysis-Service                  | fullcheck
                    X-Analysis-Virus-Identifier         | -1
                    X-Analysis-Virus-Identifier         | 2147483648
                    X-Checksum-Method                   | sha1
                    X-Content-Checksum                  | 663E6092463AA20EF6A14E8B137AEF3
                    X-Content-Compression               | bzip2
                    X-Content-Encoding                  | uuencode
                    X-Content-Scrambling                | rot13
                    X-Customer-Identifier               | 123456-ABCDEFsilver 0123456789
                    X-Date-Captured                     | yesterday
                    X-Error                             | calamity
                    X-Platform-Address                  | 9.2.18.256
                    X-Platform-Correlator               | 0123456789ABCDEF0123456789ABCDEF0
                    X-Platform-GUID                     | 0123456789ABCDEF0123456789ABCDEFF
                    X-Platform-GUID                     | 01234567-89AB-CDEF-0123-456789AB
                    X-Platform-QServer-CountryCode      | 0
                    X-Platform-QServer-CountryCode      | 1000
                    X-Platform-QServer-WinINet          | 5.00.
                    X-Platform-QServer-WinINet-Encryption | 64
                    X-Sample-Changes                    | -1
                    X-Sample-Checksum                   | 8B37247C71443D40A2D7FCF16867803G
                    X-Sample-Extension                  | .doc
                    X-Sample-Geometry                   | 80/2 chs 512 bytes
                    X-Sample-Priority                   | 1001
                    X-Sample-Reason                     | boredom
                    X-Sample-Sector                     | 0/0/1-0/0/0
                    X-Sample-Service                    | fullcheck
                    X-Sample-Size                       | -1
                    X-Sample-Status                     | lost
                    X-Sample-Type                       | folder
                    X-Scan-Result                       | clean
                    X-Scan-Signatures-Sequence          | 678
                    X-Scan-Signatures-Version           | 1999.2.6.1
                    X-Signatures-Checksum               | 8B37
                    X-Signatures-Priority               | 1001
                    X-Signatures-Sequence               | 000000678
                    X-Signatures-Version                | 1999.02.30.001
                    """)
    void aValueThatBreaksARuleIsRefused(String name, String value) {
        Syntax<?> syntax = AttributeCatalogue.find(name).orElseThrow().key().syntax();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> syntax.parse(value))
                .satisfies(
                        refusal -> assertThat(refusal.getMessage()).isNotBlank().doesNotContain(value))
                .satisfies(refusal -> assertThat(refusal).hasNoCause());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Customer-Contact-Email",
                "X-Customer-Contact-Name",
                "X-Customer-Contact-Telephone",
                "X-Customer-Name"
            })
    void contactTextIsAtMost255Characters(String name) {
        Syntax<?> syntax = AttributeCatalogue.find(name).orElseThrow().key().syntax();

        assertThat(syntax.parse("x".repeat(255))).isEqualTo("x".repeat(255));
        assertThatIllegalArgumentException().isThrownBy(() -> syntax.parse("x".repeat(256)));
    }

    @Test
    void aCorrelatorIsAtMost32BytesHoweverManyCharactersTheseAre() {
        Syntax<String> syntax = Attributes.PLATFORM_CORRELATOR.syntax();

        assertThat(syntax.parse(syntax.format("ä".repeat(16)))).isEqualTo("ä".repeat(16));
        assertThatIllegalArgumentException().isThrownBy(() -> syntax.format("ä".repeat(17)));
    }

    @Test
    void aCustomerIdentifierMayHoldOtherCharactersThanAscii() {
        CustomerIdentifier identifier = CustomerIdentifier.parse("Bäckerei-gold 1");
        Syntax<CustomerIdentifier> syntax = Attributes.CUSTOMER_IDENTIFIER.syntax();

        assertThat(syntax.parse(syntax.format(identifier))).isEqualTo(identifier);
    }

    @Test
    void aGuidKeepsTheCaseOfItsDigits() {
        String guid = "0123456789abcdef0123456789ABCDEF";

        assertThat(Attributes.PLATFORM_GUID.syntax().parse(guid)).isEqualTo(guid);
    }

    @Test
    void aWrongGuidIsNotWrittenEither() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.PLATFORM_GUID.syntax().format("none"));
    }

    @Test
    void anExtensionHoldsNoSlash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.SAMPLE_EXTENSION.syntax().format("d/oc"));
    }

    @Test
    void addressesAreSeparatedByAnyNumberOfBlanks() {
        assertThat(Attributes.PLATFORM_ADDRESS.syntax().parse("9.2.18.13  00000001:00A0C9123456"))
                .hasToString("9.2.18.13 00000001:00A0C9123456");
    }

    @Test
    void aListOfWordsIsNeverEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.SAMPLE_SWITCHES.syntax().parse(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.SAMPLE_SWITCHES.syntax().format(ImmutableList.of()));
    }

    @Test
    void aWordHoldsNoBlank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.SAMPLE_SWITCHES.syntax().format(ImmutableList.of("one two")));
    }

    @Test
    void anAnalysisStateIsKnownInAnyCase() {
        assertThat(Attributes.ANALYSIS_STATE.syntax().parse("INFECTED"))
                .isEqualTo(OpenToken.of("infected", AnalysisState.INFECTED));
    }

    @Test
    void anAnalysisStateThatIsNotKnownIsCarried() {
        assertThat(Attributes.ANALYSIS_STATE.syntax().parse("replicated"))
                .isEqualTo(OpenToken.<AnalysisState>unknown("replicated"));
    }

    @Test
    void aStripMethodThatIsNotKnownIsCarried() {
        assertThat(Attributes.SAMPLE_STRIP.syntax().parse("Shredded"))
                .isEqualTo(OpenToken.<StripMethod>unknown("Shredded"));
    }

    @Test
    void aRefusalNeverQuotesWhatItRefuses() {
        String secret = "s3cret".repeat(60);

        assertThat(AttributeCatalogue.all().stream()
                        .flatMap(attribute -> refusal(attribute.key().syntax(), secret)))
                .hasSizeGreaterThan(40)
                .allSatisfy(message -> assertThat(message).doesNotContain("s3cret"));
    }

    private static Stream<String> refusal(Syntax<?> syntax, String text) {
        try {
            syntax.parse(text);
            return Stream.empty();
        } catch (IllegalArgumentException refusal) {
            return Stream.of(String.valueOf(refusal.getMessage()));
        }
    }
}
