package dev.cordon.codec;

import static java.time.temporal.ChronoField.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Dates in the fixed form are read and written as a formatter of the JDK would do it. */
class HttpDateProperties {
    private static final DateTimeFormatter FORMATTER = new DateTimeFormatterBuilder()
            .appendPattern("EEE, dd MMM ")
            .appendValue(YEAR, 4)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    /** From the first second of the year 0 to the last of the year 9999. */
    @Property
    void aDateIsWrittenAndReadAsTheFormatterDoes(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second) {
        Instant date = Instant.ofEpochSecond(second);
        String text = FORMATTER.format(date.atOffset(ZoneOffset.UTC));

        assertThat(Syntaxes.date().format(date)).isEqualTo(text);
        assertThat(Syntaxes.date().parse(text)).isEqualTo(date);
    }

    @Property
    void theDaysAroundTheEndOfAMonthAreThoseOfTheCalendar(@ForAll("daysOrAlmost") String text) {
        assertThat(cordon(text)).isEqualTo(formatter(text));
    }

    /** Each day of the week for each day, so that about every seventh text is a date. */
    @Provide
    Arbitrary<String> daysOrAlmost() {
        return Combinators.combine(
                        Arbitraries.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
                        Arbitraries.of(0, 1, 28, 29, 30, 31, 32),
                        Arbitraries.of(
                                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
                        Arbitraries.of(0, 4, 1600, 1900, 1999, 2000, 2024, 2100, 9999))
                .as((weekday, day, month, year) ->
                        String.format(Locale.ROOT, "%s, %02d %s %04d 14:32:45 GMT", weekday, day, month, year));
    }

    @Property
    void aDateWithAnotherCharacterIsReadOrRefusedAsTheFormatterDoes(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 28) int place,
            @ForAll("characters") char character) {
        StringBuilder text = new StringBuilder(Syntaxes.date().format(Instant.ofEpochSecond(second)));
        text.setCharAt(place, character);

        assertThat(cordon(text.toString())).isEqualTo(formatter(text.toString()));
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.chars().with("0123456789 :,GMTabcdefnoprtuvyADFJNOSW-/;\u0661");
    }

    private static Optional<Instant> cordon(String text) {
        try {
            return Optional.of(Syntaxes.date().parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> formatter(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORMATTER).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
