package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableSortedMap;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignatureEngineTest {
    private static final String MD5 = "0123456789abcdef0123456789abcdef";
    private static final String SHA1 = MD5 + "01234567";
    private static final String SHA256 = MD5 + MD5;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "A:0:* ; does not have 4 to 6 fields",
                "A:0:*:41424344:1:2:3 ; does not have 4 to 6 fields",
                ":0:*:41424344 ; the name is empty",
                "'A :0:*:41424344' ; blanks around it",
                "A::*:41424344 ; the target",
                "A:x:*:41424344 ; the target",
                "A:99:*:41424344 ; no such target",
                "A:0::41424344 ; the offset",
                "A:0:-1:41424344 ; the offset",
                "A:0:10,:41424344 ; the shift of the offset",
                "A:0:1234567890123456789:41424344 ; the offset",
                "A:0:EOF:41424344 ; the offset",
                "A:0:EOF-:41424344 ; the offset",
                "A:0:SX+1:41424344 ; the offset",
                "A:0:*: ; a gap that does not stand between bytes",
                "A:0:*:4142434 ; not a row of whole bytes",
                "A:0:*:4142434g ; a character that has no meaning",
                "A:0:*:414243|4 ; a character that has no meaning",
                "A:0:*:*41424344 ; a gap that does not stand between bytes",
                "A:0:*:41424344* ; a gap that does not stand between bytes",
                "A:0:*:4142**4344 ; a gap that does not stand between bytes",
                "A:0:*:4142{1-2} ; a gap that does not stand between bytes",
                "A:0:*:4142{1-2}{1-3}4344 ; a gap that does not stand between bytes",
                "A:0:*:4142{}4344 ; a gap without its numbers",
                "A:0:*:4142{-}4344 ; a gap without its numbers",
                "A:0:*:4142[-2]4344 ; a gap without its numbers",
                "A:0:*:4142[2]4344 ; a gap without its numbers",
                "A:0:*:4142{x}4344 ; the length of a gap",
                "A:0:*:4142{3-2}4344 ; lower bound is above",
                "A:0:*:4142{1-24344 ; a bracket that is not closed",
                "A:0:*:4142(41|42 ; a bracket that is not closed",
                "A:0:*:4142(41|)43 ; an alternative that is not",
                "A:0:*:4142()43 ; an alternative that is not",
                "A:0:*:4142(4|42)43 ; an alternative that is not",
                "A:0:*:4142!43 ; a ! that no alternatives follow",
                "A:0:*:4142!(41|4242)43 ; alternatives of different length",
                "A:0:*:41??42 ; no two known bytes in a row",
                "A:0:*:41424344*41 ; no two known bytes in a row",
                "A:0:*:4?414? ; no two known bytes in a row",
                "A:0:*:41424344:x ; the lowest engine level",
                "A:0:*:41424344:5:4 ; above the highest",
                "A:0:*:41424344:5: ; the highest engine level"
            })
    void refusesALineOfBytesThatItDoesNotRead(String line, String reason) {
        assertRefused("a.ndb", "# first\nGood:0:*:41424344\n" + line + "\nGood:0:*:41424344\n", 3, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {MD5 + ":5", MD5 + ":5:A:1:2:3"})
    void refusesALineOfDigestsWithOtherFields(String line) {
        assertRefused("a.hdb", line, 1, "does not have 3 to 5 fields");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "A:3:*:41424344 ; the target",
                "A:4:*:41424344 ; the target",
                "A:7:*:41424344 ; the target",
                "A:1:S0+4:41424344 ; relative to a section",
                "A:1:SL+4,5:41424344 ; relative to a section",
                "A:1:SE2:41424344 ; relative to a section",
                "A:1:VI:41424344 ; version information",
                "A:0:EP+0:41424344 ; an entry point, which its target has not",
                "A:9:EP-4:41424344 ; an entry point, which its target has not",
                "A:0:EOF-65537:41424344 ; more than 65536 bytes from the end",
                "A:0:*:4142(B)4344 ; (B), (L) or (W)",
                "A:0:*:(L)41424344 ; (B), (L) or (W)",
                "A:0:*:41424344(W) ; (B), (L) or (W)",
                "A:0:*:4142(41|(42|43))44 ; alternatives within alternatives",
                "A:0:*:4142{0-65537}4344 ; a bounded gap of more than 65536 bytes",
                "A:0:*:4142{0-40000}4142{0-40000}4344 ; more than 65536 bytes without an open gap",
                "A:0:*:4142{9999999999-}4344 ; a gap of more than 2147483647 bytes"
            })
    void leavesOutAndReportsALineThatItCannotUse(String line, String reason) throws IOException {
        Engine.Loaded loaded = Sets.load("a.ndb", "# first\n" + line + "\nGood:0:*:30313233\n");

        assertThat(loaded.unsupported()).singleElement().satisfies(left -> {
            assertThat(left.database()).isEqualTo("a.ndb");
            assertThat(left.line()).isEqualTo(2);
            assertThat(left.reason()).contains(reason);
        });
        assertThat(loaded.scanner()
                        .scan(new Scanner.Request(Sets.bytes("0123")))
                        .verdict())
                .isEqualTo(new Scanner.Detected("Good"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4142(B)43g4", "4142(L)4344*", "(W)4142!43"})
    void aMalformedPatternIsRefusedWhateverElseIsInIt(String pattern) {
        assertThatThrownBy(() -> Sets.load("a.ndb", "A:0:*:" + pattern)).isInstanceOf(WireException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x123456789abcdef0123456789abcdef", "", "0123", SHA256 + "00", "x" + SHA1})
    void refusesWhatIsNoDigest(String digest) {
        assertRefused("a.hdb", digest + ":5:A", 1, "the digest is no MD5, SHA-1 or SHA-256");
        assertRefused("a.hsb", digest + ":5:A", 1, "the digest is no MD5, SHA-1 or SHA-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {MD5, SHA1, SHA256})
    void readsEveryDigestInBothDatabases(String digest) throws IOException {
        assertThat(Sets.load("a.hdb", digest + ":*:A:73").unsupported()).isEmpty();
        assertThat(Sets.load("a.hsb", digest + ":5:A").unsupported()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "5 ", "0x5", "1234567890123456789"})
    void refusesWhatIsNoSize(String size) {
        assertRefused("a.hsb", SHA1 + ":" + size + ":A", 1, "the size is not a number");
    }

    @ParameterizedTest
    @CsvSource({
        "A:truncate:5,                        does not have 4 fields",
        "A,                                   fields",
        "A:excise:5:6,                        no such action",
        "A:Truncate:5:00,                     no such action",
        "A:truncate:0:00,                     the length is 0",
        "A:truncate:-5:00,                    the length is not a number",
        "A:truncate:5:00,                     the digest is not a SHA-256",
        ":truncate:5:00,                      the name is empty"
    })
    void refusesARepairThatItDoesNotRead(String line, String reason) {
        assertRefused("a.rdb", "#cordon-rdb 1\n\n" + line, 3, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "A,                                   the line has too few fields",
        "A:excise:0,                          too few fields",
        "A:move:0:5:00,                       no such action",
        "A:excise:x:5:00,                     the offset is not a number",
        "A:excise:EOF-:5:00,                  the offset is not a number",
        "A:excise:0:0:00,                     the length is 0",
        "A:excise:0:5:00,                     the digest is not a SHA-256",
        "A:truncate:5:*,                      the line knows fewer than 32 bytes",
        "A:where:0:5:*:truncate:5:*,          a condition wants a digest",
        "A:restore:0:2:*:bytes:4d,            the bytes are not as many as the length says",
        "A:restore:0:2:*:bytes:4d5x,          the bytes are not as many as the length says",
        "A:restore:0:2:*:fill:4d5a,           the bytes are not as many as the length says",
        "A:restore:0:2:*:copy:-3,             the offset is not a number",
        "A:restore:0:2:*:swap:3,              neither bytes nor a copy nor a fill",
        "A:restore:0:2:*:copy:3:,             no such action"
    })
    void refusesARepairOfVersion2ThatItDoesNotRead(String line, String reason) {
        assertRefused("a.rdb", "#cordon-rdb 2\n\n" + line, 3, reason);
    }

    @Test
    void refusesARepairThatChangesNothing() {
        assertRefused("a.rdb", "#cordon-rdb 2\nA:where:0:5:" + SHA256 + "\n", 2, "the line changes nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#cordon-rdb 3\n", "# comment\n#cordon-rdb 1\n", "\n", "#cordon-rdb 1 \n"})
    void refusesRepairsThatDoNotNameTheirLanguage(String database) {
        assertRefused("a.rdb", database, 1, "the database does not begin with #cordon-rdb 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\u00e4:0:*:41424344", "A\u0000:0:*:41424344", "A:0:*:41424344\r\r", "#\u007f", "\t"})
    void refusesCharactersThatAreNotPrintable(String line) {
        assertRefused("a.ndb", "\n" + line + "\n", 2, "other than printable ASCII");
    }

    @Test
    void refusesALineThatIsTooLong() {
        assertRefused("a.ndb", "\n\n#" + "a".repeat(8192), 3, "longer than 8192 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ldb", "a.NDB", "ndb", "a"})
    void refusesADatabaseOfAnotherKind(String file) {
        assertThatThrownBy(() -> Sets.load(file, ""))
                .hasMessage("database " + file + " is of a kind that is not supported")
                .asInstanceOf(type(WireException.class))
                .extracting(WireException::code)
                .isEqualTo(ErrorCode.UNPACKAGE);
    }

    @Test
    void passesOnThatADatabaseCannotBeRead() {
        assertThatThrownBy(() -> new SignatureEngine()
                        .load(Sets.of(1, ImmutableSortedMap.of("a.ndb", new BrokenContent(Sets.bytes("#"))))))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(WireException.class);
    }

    private static void assertRefused(String file, String database, int line, String reason) {
        assertThatThrownBy(() -> Sets.load(file, database))
                .hasMessageStartingWith("database " + file + ", line " + line + ": ")
                .hasMessageContaining(reason)
                .asInstanceOf(type(WireException.class))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNPACKAGE));
    }
}
