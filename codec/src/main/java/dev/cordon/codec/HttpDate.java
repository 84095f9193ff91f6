package dev.cordon.codec;

import static java.time.temporal.ChronoField.YEAR;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Dates in fields (RFC 9110, 5.6.7): written in the fixed form, read in that one and the two older ones. */
final class HttpDate implements Syntax<Instant> {
    static final HttpDate INSTANCE = new HttpDate();

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** The fixed form; a zero stands for a digit, a letter for itself or one of a name. */
    private static final String FORM = "Day, 00 Mon 0000 00:00:00 GMT";

    private static final DateTimeFormatter ASCTIME = english(new DateTimeFormatterBuilder()
            .appendPattern("EEE MMM ppd HH:mm:ss ")
            .appendValue(YEAR, 4));

    /** Two digits of a year: up to 2069 they are in this century. The sliding window of RFC 9110 would need a clock. */
    private static final DateTimeFormatter RFC_850 = english(new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(YEAR, 2, 2, 1970)
            .appendPattern(" HH:mm:ss 'GMT'"));

    private HttpDate() {}

    /** Without strictness the 31st of February would be read as the last day of that month. */
    private static DateTimeFormatter english(DateTimeFormatterBuilder form) {
        return form.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public Instant parse(String text) {
        try {
            return isFixed(text) ? fixed(text) : older(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(description() + " expected");
        }
    }

    /** Messages are full of dates in this form, for which a formatter of the JDK would take longer than all the rest. */
    private static boolean isFixed(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int index = 3; index < FORM.length(); index++) {
            char form = FORM.charAt(index);
            char found = text.charAt(index);
            boolean fits = form == '0' ? found >= '0' && found <= '9' : form == found || index >= 8 && index < 11;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Instant fixed(String text) {
        LocalDateTime time = LocalDateTime.of(
                number(text, 12, 16),
                1 + name(MONTHS, text, 8),
                number(text, 5, 7),
                number(text, 17, 19),
                number(text, 20, 22),
                number(text, 23, 25));
        if (time.getDayOfWeek().getValue() != 1 + name(DAYS, text, 0)) {
            throw new DateTimeException("another day of the week");
        }
        return time.toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int start, int end) {
        int number = 0;
        for (int index = start; index < end; index++) {
            number = number * 10 + text.charAt(index) - '0';
        }
        return number;
    }

    /** Returns which of the names stands in a text; -1 for none. */
    private static int name(String names, String text, int start) {
        for (int index = 0; index < names.length(); index += 3) {
            if (names.regionMatches(index, text, start, 3)) {
                return index / 3;
            }
        }
        return -1;
    }

    private static Instant older(String text) {
        return parse(text, RFC_850)
                .or(() -> parse(text, ASCTIME))
                .orElseThrow(() -> new DateTimeException("no form of a date"));
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
        int year = utc.getYear();
        if (year < 0 || year > 9999) {
            throw new IllegalArgumentException("a year of four digits expected");
        }
        StringBuilder text = new StringBuilder(FORM.length());
        int day = (utc.getDayOfWeek().getValue() - 1) * 3;
        int month = (utc.getMonthValue() - 1) * 3;
        text.append(DAYS, day, day + 3).append(", ");
        two(text, utc.getDayOfMonth())
                .append(' ')
                .append(MONTHS, month, month + 3)
                .append(' ');
        two(two(text, year / 100), year % 100).append(' ');
        two(text, utc.getHour()).append(':');
        two(text, utc.getMinute()).append(':');
        return two(text, utc.getSecond()).append(" GMT").toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    @Override
    public String description() {
        return "a date such as Tue, 27 Jan 1998 14:32:45 GMT";
    }
}
