package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
}
