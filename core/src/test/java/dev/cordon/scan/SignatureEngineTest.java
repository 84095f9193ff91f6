package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableSortedMap;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
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
                "A:1:*:41424344 ; the target is not 0",
                "A::*:41424344 ; the target is not 0",
                "A:0::41424344 ; the offset",
                "A:0:-1:41424344 ; the offset",
                "A:0:EP+0:41424344 ; the offset",
                "A:0:10,20:41424344 ; the offset",
                "A:0:1234567890123456789:41424344 ; the offset",
                "A:0:EOF:41424344 ; the offset",
                "A:0:EOF-:41424344 ; the distance from the end",
                "A:0:EOF-10,20:41424344 ; the distance from the end",
                "A:0:EOF-65537:41424344 ; more than 65536 bytes",
                "A:0:*: ; not a row of whole bytes",
                "A:0:*:4142434 ; not a row of whole bytes",
                "A:0:*:4142434g ; more than hexadecimal digits",
                "A:0:*:41424344{1-2}4142434 ; more than hexadecimal digits",
                "A:0:*:41424344*41424344* ; more than hexadecimal digits",
                "A:0:*:(41424344|4) ; more than hexadecimal digits",
                "A:0:*:414243 ; no four known bytes in a row",
                "A:0:*:414243??444546 ; no four known bytes in a row",
                "A:0:*:41424?44 ; no four known bytes in a row",
                "A:0:*:41424?444546 ; no four known bytes in a row",
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
    @ValueSource(strings = {SHA1, SHA256, "x123456789abcdef0123456789abcdef", "", "0123"})
    void refusesWhatIsNoMd5InItsDatabase(String digest) {
        assertRefused("a.hdb", digest + ":5:A", 1, "the digest is none that this kind of database holds");
    }

    @ParameterizedTest
    @ValueSource(strings = {MD5, SHA256 + "00", "x" + SHA1})
    void refusesWhatIsNoShaInItsDatabase(String digest) {
        assertRefused("a.hsb", digest + ":5:A", 1, "the digest is none that this kind of database holds");
    }

    @Test
    void refusesAnOpenSizeWithAnMd5() {
        assertRefused("a.hdb", MD5 + ":*:A", 1, "the size is not a number");
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
    @ValueSource(strings = {"", "#cordon-rdb 2\n", "# comment\n#cordon-rdb 1\n", "\n", "#cordon-rdb 1 \n"})
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
