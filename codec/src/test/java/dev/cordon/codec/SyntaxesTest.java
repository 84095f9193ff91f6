package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"Tue, 27 Jan 1998 14:32:45 GMT", "Tuesday, 27-Jan-98 14:32:45 GMT", "Tue Jan 27 14:32:45 1998"})
    void aDateIsReadInThreeFormsAndWrittenInOne(String text) {
        Instant date = Syntaxes.date().parse(text);

        assertThat(date).isEqualTo("1998-01-27T14:32:45Z");
        assertThat(Syntaxes.date().format(date)).isEqualTo("Tue, 27 Jan 1998 14:32:45 GMT");
    }

    @Test
    void aDayOfOneDigitIsReadInTheOldestForm() {
        assertThat(Syntaxes.date().parse("Sun Nov  6 08:49:37 1994")).isEqualTo("1994-11-06T08:49:37Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Mon, 27 Jan 1998 14:32:45 GMT",
                "Tue, 27 Jan 1998 25:32:45 GMT",
                "Tue, 27 Jan 1998 14:32:45 CET",
                "Sat, 28 Feb 2026 24:00:00 GMT",
                "Sat, 31 Feb 2026 10:00:00 GMT",
                "Saturday, 31-Feb-26 10:00:00 GMT",
                "Sat Feb 31 10:00:00 2026",
                "Sat, 01 Jan +10000 00:00:00 GMT",
                "Fri, 01 Jan -0001 00:00:00 GMT"
            })
    void anythingElseIsNoDate(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Syntaxes.date().parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?B?R3LDtsOfZQ==?=, Größe",
        "=?utf-8?q?Gr=C3=B6=C3=9Fe_1?=, Größe 1",
        "=?ISO-8859-1?Q?Gr=F6=DFe?=, Größe",
        "=?UTF-8?B?YQ==?= =?UTF-8?B?Yg==?=, ab",
        "=?UTF-8?B?YQ==?= and =?UTF-8?B?Yg==?=, a and b",
        "=?KOI8-R?B?YQ==?=, =?KOI8-R?B?YQ==?=",
        "=?UTF-8?B?!!!!?=, =?UTF-8?B?!!!!?=",
        "=?UTF-8?B?AAo=?=, =?UTF-8?B?AAo=?=",
        "plain, plain"
    })
    void encodedWordsAreDecodedWhereTheyCanBe(String wire, String text) {
        assertThat(Syntaxes.text().parse(wire)).isEqualTo(text);
    }

    @Test
    void longTextGoesIntoWordsOfAllowedLength() {
        String wire = Syntaxes.text().format("ä".repeat(200));

        assertThat(wire.split(" ")).allMatch(word -> word.length() <= 75);
        assertThat(Syntaxes.text().parse(wire)).isEqualTo("ä".repeat(200));
    }

    @Test
    void theLimitOfTextCountsCharacters() {
        assertThat(Syntaxes.text(3).parse(Syntaxes.text(3).format("äöü"))).isEqualTo("äöü");
        assertThatIllegalArgumentException().isThrownBy(() -> Syntaxes.text(3).format("äöüß"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "", " 1", "1.0", "99999999999999999999", "11"})
    void anythingElseIsNoInteger(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Syntaxes.integer(0, 10).parse(text))
                .withMessage("an integer from 0 to 10 expected");
    }

    @Test
    void aDigestFieldMayHaveOtherMembers() {
        var digest = Hashing.sha256().hashString("a", StandardCharsets.US_ASCII);
        String wire = Syntaxes.digestField().format(digest);

        assertThat(Syntaxes.digestField().parse("sha-512=:AAAA:, " + wire)).isEqualTo(digest);
        assertThat(Syntaxes.digestField().parse(wire + ";a=b, sha-512=:AAAA:")).isEqualTo(digest);
    }

    @Test
    void ofADigestThatIsThereTwiceTheLastCounts() {
        var last = Hashing.sha256().hashString("b", StandardCharsets.US_ASCII);
        String first = Syntaxes.digestField().format(Hashing.sha256().hashString("a", StandardCharsets.US_ASCII));

        assertThat(Syntaxes.digestField()
                        .parse(first + ", " + Syntaxes.digestField().format(last)))
                .isEqualTo(last);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Syntaxes.digestField().parse(first + ", sha-256=:AAAA:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sha-256", "sha-256=::", "sha-256=:", "sha-256=:AAAA:", "sha-512=:AAAA:", "sha-256=AAAA"})
    void anythingElseIsNoDigestField(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Syntaxes.digestField().parse(text));
    }

    @Test
    void aChecksumIsReadInAnyCaseAndWrittenInCapitals() {
        var checksum = Syntaxes.md5().parse("663e6092463AA20EF6A14E8B137AEF30");

        assertThat(Syntaxes.md5().format(checksum)).isEqualTo("663E6092463AA20EF6A14E8B137AEF30");
    }

    @Test
    void aTokenIsReadInAnyCase() {
        Syntax<Scrambling> syntax = Syntaxes.token(Scrambling.class, Scrambling::token);

        assertThat(syntax.parse("XOR-Vampish")).isEqualTo(Scrambling.XOR_VAMPISH);
        assertThat(syntax.format(Scrambling.XOR_VAMPISH)).isEqualTo("xor-vampish");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> syntax.parse("rot13"))
                .withMessage("one of xor-vampish expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\r\nbreak", "nul\0", "bell\u0007", "\ud800"})
    void textThatCanNotStandInAFieldIsNotWritten(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Syntaxes.text().format(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {" around ", "=?UTF-8?Q?as_it_is?=", " "})
    void plainTextThatWouldBeReadDifferentlyIsEncoded(String text) {
        String wire = Syntaxes.text().format(text);

        assertThat(wire).startsWith("=?UTF-8?B?");
        assertThat(Syntaxes.text().parse(wire)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "a\tb", "\u00e9", "a\nb"})
    void opaqueTextIsVisibleAscii(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Syntaxes.opaque().format(text));
        assertThatIllegalArgumentException().isThrownBy(() -> Syntaxes.opaque().parse(text));
    }
}
