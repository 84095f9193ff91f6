package dev.cordon.attribute;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.cordon.attribute.Sectors.Address;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Any value of any attribute, for properties. */
final class Values {
    private static final ImmutableMap<Key<?>, Arbitrary<?>> ALL = new Table()
            .add(Attributes.ANALYSIS_COOKIE, opaque())
            .add(Attributes.ANALYSIS_ISSUE, opaque())
            .add(Attributes.ANALYSIS_SERVICE, Arbitraries.of(AnalysisService.class))
            .add(
                    Attributes.ANALYSIS_STATE,
                    open(Arbitraries.of(AnalysisState.class), AnalysisState::token, AnalysisState::of))
            .add(Attributes.ANALYSIS_VIRUS_IDENTIFIER, numbers())
            .add(Attributes.ANALYSIS_VIRUS_NAME, text(300))
            .add(Attributes.CHECKSUM_METHOD, Arbitraries.of(ChecksumMethod.class))
            .add(Attributes.CONTENT_CHECKSUM, md5())
            .add(Attributes.CONTENT_COMPRESSION, Arbitraries.of(Compression.class))
            .add(Attributes.CONTENT_ENCODING, Arbitraries.of(Encoding.class))
            .add(Attributes.CONTENT_SCRAMBLING, Arbitraries.of(Scrambling.class))
            .add(Attributes.CUSTOMER_CONTACT_EMAIL, text(255))
            .add(Attributes.CUSTOMER_CONTACT_NAME, text(255))
            .add(Attributes.CUSTOMER_CONTACT_TELEPHONE, text(255))
            .add(Attributes.CUSTOMER_CREDENTIALS, opaque())
            .add(Attributes.CUSTOMER_NAME, text(255))
            .add(Attributes.CUSTOMER_IDENTIFIER, identifiers().map(CustomerIdentifier::parse))
            .add(Attributes.DATE_ACCESSED, dates())
            .add(Attributes.DATE_ANALYZED, dates())
            .add(Attributes.DATE_BLESSED, dates())
            .add(Attributes.DATE_CAPTURED, dates())
            .add(Attributes.DATE_CREATED, dates())
            .add(Attributes.DATE_DISTRIBUTED, dates())
            .add(Attributes.DATE_FINISHED, dates())
            .add(Attributes.DATE_FORWARDED, dates())
            .add(Attributes.DATE_INSTALLED, dates())
            .add(Attributes.DATE_MODIFIED, dates())
            .add(Attributes.DATE_PRODUCED, dates())
            .add(Attributes.DATE_PUBLISHED, dates())
            .add(Attributes.DATE_SUBMITTED, dates())
            .add(Attributes.ERROR, errors())
            .add(Attributes.PLATFORM_ADDRESS, addresses())
            .add(Attributes.PLATFORM_CORRELATOR, text(8)) // 32 bytes, should each character need 4
            .add(Attributes.PLATFORM_DISTRIBUTOR, text(300))
            .add(Attributes.PLATFORM_DOMAIN, text(300))
            .add(Attributes.PLATFORM_GUID, hex(32))
            .add(Attributes.PLATFORM_HOST, text(300))
            .add(Attributes.PLATFORM_LANGUAGE, text(300))
            .add(Attributes.PLATFORM_OWNER, text(300))
            .add(Attributes.PLATFORM_PROCESSOR, text(300))
            .add(Attributes.PLATFORM_QSERVER_COUNTRYCODE, Arbitraries.integers().between(1, 999))
            .add(Attributes.PLATFORM_QSERVER_WININET, dottedVersions())
            .add(Attributes.PLATFORM_QSERVER_WININET_ENCRYPTION, Arbitraries.of(40, 128))
            .add(Attributes.PLATFORM_SCANNER, text(300))
            .add(Attributes.PLATFORM_SYSTEM, text(300))
            .add(Attributes.PLATFORM_USER, text(300))
            .add(Attributes.SAMPLE_CHANGES, numbers())
            .add(Attributes.SAMPLE_CHECKSUM, md5())
            .add(Attributes.SAMPLE_CHECKUP, opaque())
            .add(Attributes.SAMPLE_EXTENSION, text(40).map(text -> text.replaceAll("[./]", "_")))
            .add(Attributes.SAMPLE_FILE, text(1000))
            .add(Attributes.SAMPLE_GEOMETRY, geometries())
            .add(Attributes.SAMPLE_PRIORITY, priorities())
            .add(Attributes.SAMPLE_REASON, Arbitraries.of(SampleReason.class))
            .add(Attributes.SAMPLE_SECTOR, sectors())
            .add(Attributes.SAMPLE_SERVICE, Arbitraries.of(AnalysisService.class))
            .add(Attributes.SAMPLE_SIZE, Arbitraries.longs().greaterOrEqual(0))
            .add(Attributes.SAMPLE_STATUS, Arbitraries.of(SampleStatus.class))
            .add(Attributes.SAMPLE_STRIP, open(Arbitraries.of(StripMethod.class), StripMethod::token, StripMethod::of))
            .add(
                    Attributes.SAMPLE_SWITCHES,
                    words().list().ofMinSize(1).ofMaxSize(10).map(ImmutableList::copyOf))
            .add(Attributes.SAMPLE_TYPE, Arbitraries.of(SampleType.class))
            .add(Attributes.SCAN_RESULT, Arbitraries.of(ScanResult.class))
            .add(Attributes.SCAN_SIGNATURES_NAME, text(300))
            .add(Attributes.SCAN_SIGNATURES_SEQUENCE, sequences())
            .add(Attributes.SCAN_SIGNATURES_VERSION, versions())
            .add(Attributes.SCAN_VIRUS_IDENTIFIER, numbers())
            .add(Attributes.SCAN_VIRUS_NAME, text(300))
            .add(Attributes.SIGNATURES_CHECKSUM, md5())
            .add(Attributes.SIGNATURES_PRIORITY, priorities())
            .add(Attributes.SIGNATURES_SEQUENCE, sequences())
            .add(Attributes.SIGNATURES_VERSION, versions())
            .build();

    private Values() {}

    /** Keeps an attribute and its values of one type. */
    private static final class Table {
        private final ImmutableMap.Builder<Key<?>, Arbitrary<?>> rows = ImmutableMap.builder();

        <T> Table add(Key<T> key, Arbitrary<T> values) {
            rows.put(key, values);
            return this;
        }

        ImmutableMap<Key<?>, Arbitrary<?>> build() {
            return rows.buildOrThrow();
        }
    }

    /** Returns the values of each attribute. */
    static ImmutableMap<Key<?>, Arbitrary<?>> all() {
        return ALL;
    }

    /** Text of any script, without control characters and halves of pairs. */
    private static Arbitrary<String> text(int longest) {
        Arbitrary<Integer> points = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(' ', '~')),
                Tuple.of(1, Arbitraries.of((int) '=', (int) '?', (int) ' ')),
                Tuple.of(1, Arbitraries.integers().between(0xA0, 0xD7FF)),
                Tuple.of(1, Arbitraries.integers().between(0x10000, 0x10FFFF)));
        return points.list()
                .ofMaxSize(longest)
                .map(list -> list.stream().map(Character::toString).collect(Collectors.joining()));
    }

    private static Arbitrary<String> opaque() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(300).map(String::strip);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(40);
    }

    private static Arbitrary<String> hex(int digits) {
        return Arbitraries.strings().withChars("0123456789abcdefABCDEF").ofLength(digits);
    }

    private static Arbitrary<HashCode> md5() {
        return Arbitraries.bytes().array(byte[].class).ofSize(16).map(HashCode::fromBytes);
    }

    private static Arbitrary<Integer> numbers() {
        return Arbitraries.integers().greaterOrEqual(0);
    }

    private static Arbitrary<Instant> dates() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    private static Arbitrary<WireError> errors() {
        return Combinators.combine(
                        Arbitraries.of(ErrorCode.class), words().list().ofMaxSize(15))
                .as((code, parameters) -> new WireError(code, ImmutableList.copyOf(parameters)));
    }

    private static Arbitrary<NetworkAddresses> addresses() {
        Arbitrary<Integer> bytes = Arbitraries.integers().between(0, 255);
        Arbitrary<String> version4 =
                Combinators.combine(bytes, bytes, bytes, bytes).as((a, b, c, d) -> a + "." + b + "." + c + "." + d);
        Arbitrary<String> version6 = Arbitraries.integers()
                .between(0, 0xffff)
                .map(Integer::toHexString)
                .list()
                .ofSize(8)
                .map(groups -> String.join(":", groups));
        Arbitrary<String> ipx = Combinators.combine(hex(8), Arbitraries.of(":", "."), hex(12))
                .as((network, mark, node) -> network + mark + node);
        return Arbitraries.oneOf(version4, version6, Arbitraries.just("2001:db8::7"), ipx, hex(12))
                .map(NetworkAddresses.Address::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(10)
                .map(list -> new NetworkAddresses(ImmutableList.copyOf(list)));
    }

    private static Arbitrary<String> dottedVersions() {
        return Arbitraries.strings()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(9)
                .list()
                .ofMinSize(1)
                .ofMaxSize(16)
                .map(numbers -> String.join(".", numbers));
    }

    private static Arbitrary<Priority> priorities() {
        return Arbitraries.integers().between(0, 1000).map(Priority::of);
    }

    private static Arbitrary<Sequence> sequences() {
        return Arbitraries.integers().between(0, 99_999_999).map(Sequence::of);
    }

    private static Arbitrary<DailyVersion> versions() {
        return Combinators.combine(days(), Arbitraries.integers().between(1, 999))
                .as(DailyVersion::new);
    }

    /** Days of the calendar, in years of four digits. */
    static Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1, 1, 1).toEpochDay(),
                        LocalDate.of(9999, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    private static Arbitrary<Geometry> geometries() {
        Arbitrary<Integer> counts = Arbitraries.integers().between(1, 999_999_999);
        return Combinators.combine(counts, counts, counts, counts).as(Geometry::new);
    }

    private static Arbitrary<Sectors> sectors() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 999_999_999);
        Arbitrary<Address> addresses =
                Combinators.combine(numbers, numbers, numbers).as(Address::new);
        Arbitrary<Range> ranges = Combinators.combine(addresses, addresses)
                .as((one, other) -> one.compareTo(other) <= 0 ? new Range(one, other) : new Range(other, one));
        return Arbitraries.oneOf(addresses.map(Range::of), ranges)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(list -> new Sectors(ImmutableList.copyOf(list)));
    }

    /** Texts that are identifiers, with words for the plan where they are easily taken for another. */
    static Arbitrary<String> identifiers() {
        Arbitrary<String> parts = Arbitraries.strings()
                .withCharRange('0', 'z')
                .withChars(' ', '-', 'ä', '語')
                .ofMaxLength(20);
        Arbitrary<String> words = Arbitraries.of("gold", "platinum", "GOLD", "goldplatinum", "");
        Arbitrary<String> plans = Arbitraries.of(ServiceClass.class).map(ServiceClass::token);
        return Combinators.combine(parts, words, plans, parts)
                .as((start, word, plan, end) -> (start + word + plan + end).strip());
    }

    private static <E extends Enum<E>> Arbitrary<OpenToken<E>> open(
            Arbitrary<E> known, Function<E, String> token, Function<String, Optional<E>> of) {
        Arbitrary<OpenToken<E>> others =
                words().filter(word -> of.apply(word).isEmpty()).map(OpenToken::unknown);
        return Arbitraries.oneOf(known.map(value -> OpenToken.of(token.apply(value), value)), others);
    }
}
