package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.cordon.attribute.Sectors.Range;
import dev.cordon.codec.ChecksumMethod;
import dev.cordon.codec.Compression;
import dev.cordon.codec.Encoding;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Key;
import dev.cordon.codec.Scrambling;
import dev.cordon.codec.WireError;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.ScanResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The values that the guide shows mean what it says of them, and are written as it writes them. */
final class GuideExamplesTest {
    private static final Instant DATE = Instant.parse("1998-01-27T14:32:45Z");
    private static final String HTTP_DATE = "Tue, 27 Jan 1998 14:32:45 GMT";
    private static final HashCode CHECKSUM = HashCode.fromString("8b37247c71443d40a2d7fcf16867803a");

    private record Golden<T>(Key<T> key, String text, T value) {
        @Override
        public String toString() {
            return key + ": " + text;
        }

        void check() {
            assertThat(key.syntax().parse(text)).isEqualTo(value);
            assertThat(key.syntax().format(value)).isEqualTo(text);
        }
    }

    static Stream<Golden<?>> golden() {
        return Stream.of(
                new Golden<>(Attributes.ANALYSIS_COOKIE, "00000123", "00000123"),
                new Golden<>(Attributes.ANALYSIS_ISSUE, "00000042", "00000042"),
                new Golden<>(Attributes.ANALYSIS_SERVICE, "quickcheck", AnalysisService.QUICKCHECK),
                new Golden<>(
                        Attributes.ANALYSIS_STATE, "importing", OpenToken.of("importing", AnalysisState.IMPORTING)),
                new Golden<>(Attributes.ANALYSIS_STATE, "replicated", OpenToken.unknown("replicated")),
                new Golden<>(Attributes.ANALYSIS_VIRUS_IDENTIFIER, "32767", 32767),
                new Golden<>(Attributes.ANALYSIS_VIRUS_NAME, "Morton.42", "Morton.42"),
                new Golden<>(Attributes.CHECKSUM_METHOD, "md5", ChecksumMethod.MD5),
                new Golden<>(
                        Attributes.CONTENT_CHECKSUM,
                        "663E6092463AA20EF6A14E8B137AEF30",
                        HashCode.fromString("663e6092463aa20ef6a14e8b137aef30")),
                new Golden<>(Attributes.CONTENT_COMPRESSION, "deflate", Compression.DEFLATE),
                new Golden<>(Attributes.CONTENT_ENCODING, "base64", Encoding.BASE64),
                new Golden<>(Attributes.CONTENT_SCRAMBLING, "xor-vampish", Scrambling.XOR_VAMPISH),
                new Golden<>(Attributes.CUSTOMER_CONTACT_EMAIL, "someone@example.com", "someone@example.com"),
                new Golden<>(Attributes.CUSTOMER_CONTACT_NAME, "Jim Hill", "Jim Hill"),
                new Golden<>(Attributes.CUSTOMER_CONTACT_TELEPHONE, "310-555-1212", "310-555-1212"),
                new Golden<>(
                        Attributes.CUSTOMER_CREDENTIALS,
                        "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF",
                        "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"),
                new Golden<>(Attributes.CUSTOMER_NAME, "Jim Hill, Example Corp", "Jim Hill, Example Corp"),
                new Golden<>(
                        Attributes.CUSTOMER_IDENTIFIER,
                        "123456-ABCDEFgold 0123456789ABCDEFGHIJ",
                        new CustomerIdentifier("123456-ABCDEF", ServiceClass.GOLD, " 0123456789ABCDEFGHIJ")),
                new Golden<>(Attributes.DATE_ACCESSED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_ANALYZED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_BLESSED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_CAPTURED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_CREATED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_DISTRIBUTED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_FINISHED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_FORWARDED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_INSTALLED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_MODIFIED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_PRODUCED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_PUBLISHED, HTTP_DATE, DATE),
                new Golden<>(Attributes.DATE_SUBMITTED, HTTP_DATE, DATE),
                new Golden<>(Attributes.ERROR, "superseded", WireError.of(ErrorCode.SUPERSEDED)),
                new Golden<>(Attributes.ERROR, "overrun 10138 10139", WireError.of(ErrorCode.OVERRUN, 10138, 10139)),
                new Golden<>(
                        Attributes.PLATFORM_ADDRESS,
                        "9.2.18.13",
                        new NetworkAddresses(ImmutableList.of(new NetworkAddresses.Address("9.2.18.13")))),
                new Golden<>(
                        Attributes.PLATFORM_CORRELATOR,
                        "0123456789ABCDEF0123456789ABCDEF",
                        "0123456789ABCDEF0123456789ABCDEF"),
                new Golden<>(Attributes.PLATFORM_DISTRIBUTOR, "AVFILES", "AVFILES"),
                new Golden<>(Attributes.PLATFORM_DOMAIN, "AVBUILD", "AVBUILD"),
                new Golden<>(
                        Attributes.PLATFORM_GUID,
                        "0123456789ABCDEF0123456789ABCDEF",
                        "0123456789ABCDEF0123456789ABCDEF"),
                new Golden<>(Attributes.PLATFORM_HOST, "someone.example.com", "someone.example.com"),
                new Golden<>(Attributes.PLATFORM_LANGUAGE, "English (United States)", "English (United States)"),
                new Golden<>(Attributes.PLATFORM_OWNER, "Jim Hill, Example Corp", "Jim Hill, Example Corp"),
                new Golden<>(
                        Attributes.PLATFORM_PROCESSOR,
                        "Genuine Intel 165 MHz x86 Family 5 Model 2 Stepping 12",
                        "Genuine Intel 165 MHz x86 Family 5 Model 2 Stepping 12"),
                new Golden<>(Attributes.PLATFORM_QSERVER_COUNTRYCODE, "1", 1),
                new Golden<>(Attributes.PLATFORM_QSERVER_WININET, "5.00.2614.3400", "5.00.2614.3400"),
                new Golden<>(Attributes.PLATFORM_QSERVER_WININET_ENCRYPTION, "128", 128),
                new Golden<>(
                        Attributes.PLATFORM_SCANNER, "Example AntiVirus version 5.0", "Example AntiVirus version 5.0"),
                new Golden<>(
                        Attributes.PLATFORM_SYSTEM,
                        "Windows NT 4.0 build 1381 Service Pack 3",
                        "Windows NT 4.0 build 1381 Service Pack 3"),
                new Golden<>(Attributes.PLATFORM_USER, "PRING", "PRING"),
                new Golden<>(Attributes.SAMPLE_CHANGES, "1", 1),
                new Golden<>(Attributes.SAMPLE_CHANGES, "2", 2),
                new Golden<>(Attributes.SAMPLE_CHECKSUM, "8B37247C71443D40A2D7FCF16867803A", CHECKSUM),
                new Golden<>(
                        Attributes.SAMPLE_CHECKUP,
                        "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF012345678",
                        "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF012345678"),
                new Golden<>(Attributes.SAMPLE_EXTENSION, "doc", "doc"),
                new Golden<>(Attributes.SAMPLE_FILE, "C:\\Memos\\December.doc", "C:\\Memos\\December.doc"),
                new Golden<>(Attributes.SAMPLE_GEOMETRY, "80/2/18 chs 512 bytes", new Geometry(80, 2, 18, 512)),
                new Golden<>(Attributes.SAMPLE_GEOMETRY, "800/8/32 chs 512 bytes", new Geometry(800, 8, 32, 512)),
                new Golden<>(Attributes.SAMPLE_PRIORITY, "1", Priority.of(1)),
                new Golden<>(Attributes.SAMPLE_PRIORITY, "999", Priority.of(999)),
                new Golden<>(Attributes.SAMPLE_REASON, "variant", SampleReason.VARIANT),
                new Golden<>(Attributes.SAMPLE_REASON, "badrepair", SampleReason.BADREPAIR),
                new Golden<>(
                        Attributes.SAMPLE_SECTOR,
                        "0/0/0-79/1/17",
                        new Sectors(ImmutableList.of(new Range(address(0, 0, 0), address(79, 1, 17))))),
                new Golden<>(
                        Attributes.SAMPLE_SECTOR,
                        "0/0/0-0/0/31 799/7/31",
                        new Sectors(ImmutableList.of(
                                new Range(address(0, 0, 0), address(0, 0, 31)), Range.of(address(799, 7, 31))))),
                new Golden<>(Attributes.SAMPLE_SERVICE, "quickcheck", AnalysisService.QUICKCHECK),
                new Golden<>(Attributes.SAMPLE_SIZE, "12345678", 12_345_678L),
                new Golden<>(Attributes.SAMPLE_STATUS, "held", SampleStatus.HELD),
                new Golden<>(Attributes.SAMPLE_STATUS, "available", SampleStatus.AVAILABLE),
                new Golden<>(
                        Attributes.SAMPLE_STRIP,
                        "overwrite-zeroes",
                        OpenToken.of("overwrite-zeroes", StripMethod.OVERWRITE_ZEROES)),
                new Golden<>(Attributes.SAMPLE_TYPE, "sector", SampleType.SECTOR),
                new Golden<>(Attributes.SCAN_RESULT, "heuristic", ScanResult.HEURISTIC),
                new Golden<>(Attributes.SCAN_SIGNATURES_NAME, "00000678.all.zip", "00000678.all.zip"),
                new Golden<>(Attributes.SCAN_SIGNATURES_SEQUENCE, "00000678", Sequence.of(678)),
                new Golden<>(
                        Attributes.SCAN_SIGNATURES_VERSION,
                        "1999.02.06.001",
                        new DailyVersion(LocalDate.of(1999, 2, 6), 1)),
                new Golden<>(Attributes.SCAN_VIRUS_IDENTIFIER, "32767", 32767),
                new Golden<>(Attributes.SCAN_VIRUS_NAME, "Morton.42", "Morton.42"),
                new Golden<>(Attributes.SIGNATURES_CHECKSUM, "8B37247C71443D40A2D7FCF16867803A", CHECKSUM),
                new Golden<>(Attributes.SIGNATURES_PRIORITY, "0", Priority.NONE),
                new Golden<>(Attributes.SIGNATURES_PRIORITY, "1", Priority.LOWEST),
                new Golden<>(Attributes.SIGNATURES_SEQUENCE, "00000678", Sequence.of(678)),
                new Golden<>(
                        Attributes.SIGNATURES_VERSION,
                        "1999.02.06.001",
                        new DailyVersion(LocalDate.of(1999, 2, 6), 1)));
    }

    private static Sectors.Address address(int cylinder, int head, int sector) {
        return new Sectors.Address(cylinder, head, sector);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void anExampleMeansWhatItSays(Golden<?> golden) {
        golden.check();
    }

    /** The guide shows no switches. */
    @Test
    void everyOtherAttributeHasAnExample() {
        assertThat(golden().<Key<?>>map(Golden::key).distinct())
                .containsExactlyElementsOf(AttributeCatalogue.all().stream()
                        .<Key<?>>map(Attribute::key)
                        .filter(key -> !key.equals(Attributes.SAMPLE_SWITCHES))
                        .toList());
    }
}
