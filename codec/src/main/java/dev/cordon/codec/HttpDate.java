package dev.cordon.codec;

import static java.time.temporal.ChronoField.YEAR;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
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

    /** A Monday, in days since the beginning of 1970, which was a Thursday. */
    private static final long FIRST_MONDAY = 4;

    /** The fixed form. */
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
        return text.length() == FORM.length() && text.charAt(3) == ',' && text.charAt(16) == ' ';
    }

    private static Instant fixed(String text) {
        int year = 100 * two(text, 12) + two(text, 14);
        long day = LocalDate.of(year, month(text), two(text, 5)).toEpochDay();
        int weekday = Math.floorMod(day - FIRST_MONDAY, 7);
        if (!text.regionMatches(0, DAYS, 3 * weekday, 3)) {
            throw new DateTimeException("another day of the week");
        }
        int hour = two(text, 17);
        int minute = two(text, 20);
        int second = two(text, 23);
        boolean isTime = hour < 24 && minute < 60 && second < 60;
        boolean isMarked = text.charAt(4) == ' '
                && text.charAt(7) == ' '
                && text.charAt(11) == ' '
                && text.charAt(19) == ':'
                && text.charAt(22) == ':'
                && text.endsWith(" GMT");
        if (!isTime || !isMarked) {
            throw new DateTimeException("no time of a day");
        }
        return Instant.ofEpochSecond(day * 86_400 + (hour * 60L + minute) * 60 + second);
    }

    private static int two(String text, int start) {
        int tens = text.charAt(start) - '0';
        int ones = text.charAt(start + 1) - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            throw new DateTimeException("no digits");
        }
        return tens * 10 + ones;
    }

    private static int month(String text) {
        for (int month = 1; month <= 12; month++) {
            if (text.regionMatches(8, MONTHS, 3 * (month - 1), 3)) {
                return month;
            }
        }
        throw new DateTimeException("no month");
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
