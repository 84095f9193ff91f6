package dev.cordon.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Dates in fields (RFC 9110, 5.6.7): written in the fixed form, read in that one and the two older ones. */
final class HttpDate implements Syntax<Instant> {
    static final HttpDate INSTANCE = new HttpDate();

    private static final DateTimeFormatter FIXED = english(new DateTimeFormatterBuilder()
            .appendPattern("EEE, dd MMM ")
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern(" HH:mm:ss 'GMT'"));

    private static final DateTimeFormatter ASCTIME = english(new DateTimeFormatterBuilder()
            .appendPattern("EEE MMM ppd HH:mm:ss ")
            .appendValue(ChronoField.YEAR, 4));

    /** Two digits of a year: up to 2069 they are in this century. */
    private static final DateTimeFormatter RFC_850 = english(new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
            .appendPattern(" HH:mm:ss 'GMT'"));

    private HttpDate() {}

    /** Without strictness the 31st of February would be read as the last day of that month. */
    private static DateTimeFormatter english(DateTimeFormatterBuilder form) {
        return form.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public Instant parse(String text) {
        return Stream.of(FIXED, RFC_850, ASCTIME)
                .flatMap(form -> parse(text, form).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(description() + " expected"));
    }

    private static Optional<Instant> parse(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String format(Instant value) {
        ZonedDateTime utc = value.atZone(ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("a year of four digits expected");
        }
        return FIXED.format(utc);
    }

    @Override
    public String description() {
        return "a date such as Tue, 27 Jan 1998 14:32:45 GMT";
    }
}
