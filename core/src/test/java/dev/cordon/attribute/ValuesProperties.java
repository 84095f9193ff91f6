package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Sectors.Address;
import dev.cordon.attribute.Sectors.Range;
import dev.cordon.codec.Key;
import dev.cordon.statemachine.AnalysisState;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is written is read back as it was, for each type of value. */
final class ValuesProperties {
    @Property
    void aSequenceComesBack(@ForAll @IntRange(max = 99_999_999) int value) {
        assertComesBack(Attributes.SIGNATURES_SEQUENCE, Sequence.of(value));
    }

    @Property
    void sequencesAreInTheOrderOfTheirTexts(
            @ForAll @IntRange(max = 99_999_999) int one, @ForAll @IntRange(max = 99_999_999) int other) {
        int order = Sequence.of(one).toString().compareTo(Sequence.of(other).toString());

        assertThat(Integer.signum(Sequence.of(one).compareTo(Sequence.of(other))))
                .isEqualTo(Integer.signum(order));
    }

    @Property
    void aPriorityComesBack(@ForAll @IntRange(max = 1000) int value) {
        assertComesBack(Attributes.SAMPLE_PRIORITY, Priority.of(value));
    }

    @Property
    void aDailyVersionComesBack(@ForAll("days") LocalDate day, @ForAll @IntRange(min = 1, max = 999) int revision) {
        assertComesBack(Attributes.SIGNATURES_VERSION, new DailyVersion(day, revision));
    }

    @Property
    void theShortFormTellsTheVersionsOfADayApart(
            @ForAll("days") LocalDate day,
            @ForAll @IntRange(min = 1, max = 999) int one,
            @ForAll @IntRange(min = 1, max = 999) int other) {
        boolean same = new DailyVersion(day, one).shortForm().equals(new DailyVersion(day, other).shortForm());

        assertThat(same).isEqualTo(one == other);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1, 1, 1).toEpochDay(),
                        LocalDate.of(9999, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Property
    void aGeometryComesBack(@ForAll("geometries") Geometry geometry) {
        assertComesBack(Attributes.SAMPLE_GEOMETRY, geometry);
    }

    @Provide
    Arbitrary<Geometry> geometries() {
        Arbitrary<Integer> counts = Arbitraries.integers().between(1, 999_999_999);
        return Combinators.combine(counts, counts, counts, counts).as(Geometry::new);
    }

    @Property
    void sectorsComeBack(@ForAll("sectors") Sectors sectors) {
        assertComesBack(Attributes.SAMPLE_SECTOR, sectors);
    }

    @Provide
    Arbitrary<Sectors> sectors() {
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

    @Property
    void aCustomerIdentifierPrintsTheTextItWasReadFrom(@ForAll("identifiers") String text) {
        assertThat(CustomerIdentifier.parse(text)).hasToString(text);
    }

    @Property
    void aCustomerIdentifierComesBack(@ForAll("identifiers") String text) {
        assertComesBack(Attributes.CUSTOMER_IDENTIFIER, CustomerIdentifier.parse(text));
    }

    @Provide
    Arbitrary<String> identifiers() {
        Arbitrary<String> parts = Arbitraries.strings()
                .withCharRange('0', 'z')
                .withChars(' ', '-', 'ä', '語')
                .ofMaxLength(20);
        Arbitrary<String> words = Arbitraries.of("gold", "platinum", "GOLD", "goldplatinum", "");
        Arbitrary<String> plans = Arbitraries.of(ServiceClass.class).map(ServiceClass::token);
        return Combinators.combine(parts, words, plans, parts)
                .as((start, word, plan, end) -> (start + word + plan + end).strip());
    }

    @Property
    void anAnalysisStateComesBack(@ForAll AnalysisState state) {
        assertComesBack(Attributes.ANALYSIS_STATE, OpenToken.of(state.token(), state));
    }

    @Property
    void aWordOfAnOpenVocabularyComesBack(@ForAll("words") String word) {
        OpenToken<StripMethod> read = Attributes.SAMPLE_STRIP.syntax().parse(word);

        assertComesBack(Attributes.SAMPLE_STRIP, read);
    }

    @Property
    void wordsComeBack(@ForAll("wordLists") ImmutableList<String> words) {
        assertComesBack(Attributes.PLATFORM_ADDRESS, words);
    }

    @Provide
    Arbitrary<ImmutableList<String>> wordLists() {
        return words().list().ofMinSize(1).ofMaxSize(10).map(ImmutableList::copyOf);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(40);
    }

    @Property
    void aCorrelatorComesBack(@ForAll("words") String word) {
        assertComesBack(Attributes.PLATFORM_CORRELATOR, word.substring(0, Math.min(word.length(), 32)));
    }

    private static <T> void assertComesBack(Key<T> key, T value) {
        assertThat(key.syntax().parse(key.syntax().format(value))).isEqualTo(value);
    }
}
