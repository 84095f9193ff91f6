package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Laws of the types of value, beside those that hold for every attribute. */
final class ValuesProperties {
    @Property
    void sequencesAreInTheOrderOfTheirTexts(
            @ForAll @IntRange(max = 99_999_999) int one, @ForAll @IntRange(max = 99_999_999) int other) {
        int order = Sequence.of(one).toString().compareTo(Sequence.of(other).toString());

        assertThat(Integer.signum(Sequence.of(one).compareTo(Sequence.of(other))))
                .isEqualTo(Integer.signum(order));
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
        return Values.days();
    }

    @Property
    void aCustomerIdentifierPrintsTheTextItWasReadFrom(@ForAll("identifiers") String text) {
        assertThat(CustomerIdentifier.parse(text)).hasToString(text);
    }

    @Provide
    Arbitrary<String> identifiers() {
        return Values.identifiers();
    }

    @Property
    void theIpAddressesAreThoseOfGuava(@ForAll("almostQuads") String text) {
        assertThat(isAddress(text)).isEqualTo(InetAddresses.isInetAddress(text));
    }

    /** Up to five parts, some of which are no numbers of an address. */
    @Provide
    Arbitrary<String> almostQuads() {
        Arbitrary<String> numbers = Arbitraries.integers().between(0, 260).map(String::valueOf);
        Arbitrary<String> strangers = Arbitraries.of("", "00", "01", "-1", "+1", " 1", "1a", "\u0661", "1000", "0x1");
        return Arbitraries.frequencyOf(Tuple.of(9, numbers), Tuple.of(1, strangers))
                .list()
                .ofMinSize(3)
                .ofMaxSize(5)
                .map(parts -> String.join(".", parts));
    }

    private static boolean isAddress(String text) {
        try {
            return new NetworkAddresses.Address(text).network() == NetworkAddresses.Network.IP;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Property
    void sectorsAreInTheOrderOfTheirNumbers(
            @ForAll("sectors") Sectors.Address one, @ForAll("sectors") Sectors.Address other) {
        Comparator<Sectors.Address> byNumbers = Comparator.comparingInt(Sectors.Address::cylinder)
                .thenComparingInt(Sectors.Address::head)
                .thenComparingInt(Sectors.Address::sector);

        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.signum(byNumbers.compare(one, other)));
    }

    /** So few that many have numbers in common. */
    @Provide
    Arbitrary<Sectors.Address> sectors() {
        Arbitrary<Integer> numbers = Arbitraries.of(0, 1, 999_999_999);
        return Combinators.combine(numbers, numbers, numbers).as(Sectors.Address::new);
    }

    @Property
    void thePlanIsTheFirstThatEndsAWordOrElseTheFirst(@ForAll("manyPlans") String text) {
        Matcher ending = Pattern.compile("(gold|platinum)(?= |$)").matcher(text);
        Matcher any = Pattern.compile("gold|platinum").matcher(text);
        int start = ending.find() ? ending.start() : any.find() ? any.start() : -1;

        assertThat(CustomerIdentifier.parse(text).account()).hasSize(start);
    }

    @Provide
    Arbitrary<String> manyPlans() {
        return Arbitraries.of("gold", "platinum", "go", "-", " ", "x")
                .list()
                .ofMinSize(1)
                .ofMaxSize(7)
                .map(parts -> String.join("", parts))
                .filter(text -> text.equals(text.strip()) && (text.contains("gold") || text.contains("platinum")));
    }
}
