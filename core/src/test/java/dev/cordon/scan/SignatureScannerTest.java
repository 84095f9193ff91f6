package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Sequence;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignatureScannerTest {
    private static final String ABCDEF = "414243444546";

    @Test
    void findsTheStandardTestFile() throws IOException {
        Scanner.Report report = scan("eicar.ndb", Sets.eicarDatabase(), Sets.eicar());

        assertThat(report.verdict()).isEqualTo(new Scanner.Detected("Eicar-Test"));
    }

    @Test
    void saysHowFarItLookedAndWithWhat() throws IOException {
        Scanner.Report report = scan("a.ndb", "A:0:*:" + ABCDEF + "\n", Sets.bytes("nothing in here"));

        assertThat(report)
                .isEqualTo(new Scanner.Report(
                        new Scanner.NothingDetected(),
                        new Scanner.Coverage(
                                15, true, "signature", Optional.of(Sequence.of(1)), Optional.of(Sets.VERSION))));
    }

    @Test
    void aContentThatCannotBeReadIsNotClean() throws IOException {
        Scanner.Report report = scan("a.ndb", "A:0:*:" + ABCDEF, new BrokenContent(Sets.bytes("ABCDEF")));

        assertThat(report.verdict())
                .isEqualTo(new Scanner.NotScanned(Scanner.Obstacle.FAULT, "the content could not be read to its end"));
        assertThat(report.coverage().complete()).isFalse();
        assertThat(report.coverage().bytes()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "*,     ABCDEF,    true",
        "*,     xxABCDEF,  true",
        "*,     ABCDE,     false",
        "0,     ABCDEF,    true",
        "0,     xABCDEF,   false",
        "2,     xxABCDEF,  true",
        "2,     xABCDEF,   false",
        "2,     ABCDEFABCDEF, false",
        "6,     ABCDEFABCDEF, true",
        "EOF-6, ABCDEF,    true",
        "EOF-6, xABCDEF,   true",
        "EOF-6, ABCDEFx,   false",
        "EOF-7, ABCDEFx,   true",
        "EOF-7, ABCDEF,    false",
        "EOF-5, xABCDE,    false",
        "EOF-0, ABCDEF,    false",
        "999999999999999999, ABCDEF, false"
    })
    void looksWhereTheSignatureSays(String offset, String content, boolean found) throws IOException {
        Scanner.Report report = scan("a.ndb", "A:0:" + offset + ":" + ABCDEF, Sets.bytes(content));

        assertThat(report.verdict() instanceof Scanner.Detected).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "41424344??46, ABCDEF,  true",
        "41424344??46, ABCDxF,  true",
        "41424344??46, ABCDEG,  false",
        "41424344??,   ABCD,    false",
        "41424344??,   ABCDx,   true",
        "??41424344,   ABCD,    false",
        "??41424344,   xABCD,   true",
        "414243444?,   ABCDO,   true",
        "414243444?,   ABCDP,   false",
        "41424344?1,   ABCDa,   true",
        "41424344?1,   ABCDb,   false",
        "41424344?f4F, ABCDoO,  true",
        "5a??41424344??5A, ZxABCDxZ, true"
    })
    void leavesOpenWhatTheSignatureLeavesOpen(String pattern, String content, boolean found) throws IOException {
        Scanner.Report report = scan("a.ndb", "A:0:*:" + pattern, Sets.bytes(content));

        assertThat(report.verdict() instanceof Scanner.Detected).isEqualTo(found);
    }

    @Test
    void readsEngineLevelsCommentsBlankLinesAndBothLineEnds() throws IOException {
        String database = "# comment\r\n\r\n\nOther:0:*:3031323334:51\r\nA:0:*:" + ABCDEF + ":51:255";

        assertThat(scan("a.ndb", database, Sets.bytes("ABCDEF")).verdict()).isEqualTo(new Scanner.Detected("A"));
    }

    @Test
    @SuppressWarnings("deprecation") // The format has MD5.
    void recognizesAFileByItsMd5AndSize() throws IOException {
        ByteSource file = Sets.bytes("known");
        String digest = file.hash(Hashing.md5()).toString();

        assertThat(scan("a.hdb", digest + ":5:A", file).verdict()).isEqualTo(new Scanner.Detected("A"));
        assertThat(scan("a.hdb", digest + ":6:A", file).verdict()).isEqualTo(new Scanner.NothingDetected());
    }

    @Test
    @SuppressWarnings("deprecation") // The format has SHA-1.
    void recognizesAFileByItsShaAndAnySize() throws IOException {
        ByteSource file = Sets.bytes("known");
        String sha1 = file.hash(Hashing.sha1()).toString().toUpperCase(Locale.ROOT);
        String sha256 = file.hash(Hashing.sha256()).toString();

        assertThat(scan("a.hsb", sha1 + ":*:A:73", file).verdict()).isEqualTo(new Scanner.Detected("A"));
        assertThat(scan("a.hsb", sha256 + ":5:B", file).verdict()).isEqualTo(new Scanner.Detected("B"));
        assertThat(scan("a.hsb", sha256 + ":4:B", file).verdict()).isEqualTo(new Scanner.NothingDetected());
    }

    @Test
    void recognizesTheEmptyFile() throws IOException {
        String digest = Hashing.sha256().hashBytes(new byte[0]).toString();

        assertThat(scan("a.hsb", digest + ":0:Empty", ByteSource.empty()).verdict())
                .isEqualTo(new Scanner.Detected("Empty"));
    }

    @Test
    void aSignatureOfTheWholeFileGoesBeforeOneOfBytesWithinIt() throws IOException {
        ByteSource file = Sets.bytes("ABCDEF");
        String digest = file.hash(Hashing.sha256()).toString();
        ImmutableSortedMap<String, ByteSource> databases = ImmutableSortedMap.of(
                "a.ndb", Sets.bytes("Within:0:*:" + ABCDEF), "b.hsb", Sets.bytes(digest + ":6:Whole"));

        assertThat(scan(databases, file).verdict()).isEqualTo(new Scanner.Detected("Whole"));
    }

    @Test
    void ofSeveralSignaturesOfTheWholeFileTheFirstOfTheDatabasesIsNamed() throws IOException {
        ByteSource file = Sets.bytes("ABCDEF");
        String sha256 = file.hash(Hashing.sha256()).toString();
        ImmutableSortedMap<String, ByteSource> databases = ImmutableSortedMap.of(
                "a.hsb", Sets.bytes(sha256 + ":7:Larger\n" + sha256 + ":6:First\n" + sha256 + ":6:Second"),
                "b.hsb", Sets.bytes(sha256 + ":*:Third"));

        assertThat(scan(databases, file).verdict()).isEqualTo(new Scanner.Detected("First"));
    }

    /** A pattern with gaps has no one offset, so the order alone decides. */
    @Test
    void ofSeveralSignaturesOfBytesTheFirstOfTheDatabasesIsNamed() throws IOException {
        ImmutableSortedMap<String, ByteSource> databases = ImmutableSortedMap.of(
                "b.ndb", Sets.bytes("B:0:0:41424344"),
                "a.ndb", Sets.bytes("Absent:0:0:42434445\nA1:0:EOF-4:43444546\nA2:0:*:41424344"));

        assertThat(scan(databases, Sets.bytes("ABCDEF")).verdict()).isEqualTo(new Scanner.Detected("A1"));
    }

    @ParameterizedTest
    @CsvSource({
        "414243*444546,        ABCDEF,         true",
        "414243*444546,        ABCxxxABCxxDEF, true",
        "414243*444546,        DEFABC,         false",
        "414243*434445,        ABCDE,          false",
        "414243*434445*4545,   ABCxCDExEE,     true",
        "414243*434445*4545,   ABCxCDEE,       false",
        "414243{2}444546,      ABCxxDEF,       true",
        "414243{2}444546,      ABCxDEF,        false",
        "414243{2}444546,      ABCxxxDEF,      false",
        "414243{-2}444546,     ABCDEF,         true",
        "414243{-2}444546,     ABCxxDEF,       true",
        "414243{-2}444546,     ABCxxxDEF,      false",
        "414243{2-}444546,     ABCxDEF,        false",
        "414243{2-}444546,     ABCxxDEF,       true",
        "414243{2-}444546,     ABCxxxxxxDEF,   true",
        "414243{1-2}444546,    ABCDEF,         false",
        "414243{1-2}444546,    ABCxxDEF,       true",
        "414243{1-2}444546,    ABCxxxDEF,      false",
        "414243{0-0}444546,    ABCDEF,         true",
        "414243{0-0}444546,    ABCxDEF,        false",
        "414243{-0}444546,     ABCxDEF,        false",
        "414243{0}444546,      ABCDEF,         true",
        "414243{0}444546,      ABCxDEF,        false",
        "414243{200}444546,    ABCDEF,         false",
        "41[1-2]424344,        AxxBCD,         true",
        "41[1-2]424344,        ABCD,           false",
        "424344[1-2]41,        BCDxxA,         true",
        "414243(44|45)46,      ABCDF,          true",
        "414243(44|45)46,      ABCFF,          false",
        "414243(4444|45)46,    ABCDDF,         true",
        "414243(4444|45)46,    ABCEF,          true",
        "414243(4444|45)46,    ABCDF,          false",
        "(41|5858)424344,      ABCD,           true",
        "(41|5858)424344,      xXXBCD,         true",
        "(41|5858)424344,      XBCD,           false",
        "414243(4?|?8)46,      ABCOF,          true",
        "414243(4?|?8)46,      ABCxF,          true",
        "414243(4?|?8)46,      ABCyF,          false",
        "414243!(44|45)46,     ABCDF,          false",
        "414243!(44|45)46,     ABCxF,          true",
        "414243!(44|45)46,     ABCF,           false",
        "414243!(4445|4545)46, ABCDEF,         false",
        "414243!(4445|4545)46, ABCDDF,         true",
        "!(41)424344,          BCD,            false",
        "!(41)424344,          ABCD,           false",
        "!(41)424344,          xBCD,           true",
        "4142,                 xxAB,           true",
        "41424?,               xABO,           true"
    })
    void readsEveryFormOfPattern(String pattern, String content, boolean found) throws IOException {
        Scanner.Report report = scan("a.ndb", "A:0:*:" + pattern, Sets.bytes(content));

        assertThat(report.verdict() instanceof Scanner.Detected).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "'2,2',     xABCDEF,     false",
        "'2,2',     xxABCDEF,    true",
        "'2,2',     xxxxABCDEF,  true",
        "'2,2',     xxxxxABCDEF, false",
        "'EOF-9,2', ABCDEFxx,    false",
        "'EOF-9,2', ABCDEFxxx,   true",
        "'EOF-9,2', xxABCDEFx,   true",
        "'EOF-9,2', xxxABCDEF,   false"
    })
    void letsAnOffsetFloat(String offset, String content, boolean found) throws IOException {
        Scanner.Report report = scan("a.ndb", "A:0:" + offset + ":" + ABCDEF, Sets.bytes(content));

        assertThat(report.verdict() instanceof Scanner.Detected).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "0, *,        true,  true",
        "1, *,        true,  false",
        "6, *,        false, true",
        "9, *,        false, false",
        "1, EP+0,     false, false",
        "1, EP+8,     true,  false",
        "1, 'EP+0,8', true,  false",
        "6, EP+8,     false, false",
        "6, EP-8,     false, true",
        "6, 'EP-9,1', false, true",
        "6, 'EP-9,0', false, false"
    })
    void looksInFilesOfItsTargetOnly(int target, String offset, boolean inPe, boolean inElf) throws IOException {
        String database = "A:" + target + ":" + offset + ":414243444546";
        byte[] pe = Programs.pe(Programs.CODE_IN_MEMORY, Programs.CODE + 8, "ABCDEF");
        byte[] elf = Programs.elf64(ByteOrder.LITTLE_ENDIAN, 16, Programs.CODE + 8, "ABCDEF");

        assertThat(scan("a.ndb", database, ByteSource.wrap(pe)).verdict() instanceof Scanner.Detected)
                .isEqualTo(inPe);
        assertThat(scan("a.ndb", database, ByteSource.wrap(elf)).verdict() instanceof Scanner.Detected)
                .isEqualTo(inElf);
    }

    @Test
    void withoutSignaturesNothingIsDetected() throws IOException {
        assertThat(scan("a.ndb", "# none yet\n", Sets.eicar()).verdict()).isEqualTo(new Scanner.NothingDetected());
    }

    @Test
    void keepsNoDatabaseOpen() throws IOException {
        byte[] database = ("A:0:*:" + ABCDEF).getBytes(StandardCharsets.US_ASCII);
        Scanner scanner = new SignatureEngine()
                .load(Sets.of(1, ImmutableSortedMap.of("a.ndb", ByteSource.wrap(database))))
                .scanner();
        Arrays.fill(database, (byte) 0);

        assertThat(scanner.scan(new Scanner.Request(Sets.bytes("ABCDEF"))).verdict())
                .isEqualTo(new Scanner.Detected("A"));
    }

    private static Scanner.Report scan(String file, String database, ByteSource content) throws IOException {
        return scan(ImmutableSortedMap.of(file, Sets.bytes(database)), content);
    }

    private static Scanner.Report scan(ImmutableSortedMap<String, ByteSource> databases, ByteSource content)
            throws IOException {
        return new SignatureEngine().load(Sets.of(1, databases)).scanner().scan(new Scanner.Request(content));
    }
}
