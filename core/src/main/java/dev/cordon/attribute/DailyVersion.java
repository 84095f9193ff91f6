package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;

/**
 * The version of a set of definitions by the day it was made, such as {@code 1999.02.06.001} (guide,
 * "X-Signatures-Version"). The natural order is by date, then by revision. Immutable.
 *
 * <p>Versions are for people; which of two sets is newer is decided by {@link Sequence}.
 *
 * @param date the day, in the years 1 to 9999
 * @param revision which set of that day, 1 to 999
 */
public record DailyVersion(LocalDate date, int revision) implements Comparable<DailyVersion> {
    static final String EXPECTED = "a version as yyyy.mm.dd.nnn";

    private static final int LAST = 999;

    private static final Comparator<DailyVersion> BY_AGE =
            Comparator.comparing(DailyVersion::date).thenComparing(DailyVersion::revision);

    /**
     * Refuses a year that has not four digits and a revision that is not 1 to 999.
     *
     * @param date the day, in the years 1 to 9999
     * @param revision 1 to 999
     */
    public DailyVersion {
        checkArgument(date.getYear() >= 1 && date.getYear() <= 9999, "the year of a version is 1 to 9999");
        checkArgument(revision >= 1 && revision <= LAST, "the revision of a version is 1 to 999");
    }

    /** Returns the version of the next set of the day; after 999 it is 999 again, as versions are for people. */
    public DailyVersion next() {
        return new DailyVersion(date, Math.min(revision + 1, LAST));
    }

    /**
     * {@return the version that a text such as {@code 1999.02.06.001} stands for}
     *
     * @param text the value as on the wire
     * @throws IllegalArgumentException if the text has another form or names no day of the calendar
     */
    public static DailyVersion parse(String text) {
        NumberScan scan = new NumberScan(text, EXPECTED);
        int year = scan.number(4);
        scan.pass('.');
        int month = scan.number(2);
        scan.pass('.');
        int day = scan.number(2);
        scan.pass('.');
        int revision = scan.number(3);
        scan.end();
        return new DailyVersion(day(year, month, day), revision);
    }

    private static LocalDate day(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            // The message of the cause quotes the input, and so the cause is left out.
            throw new IllegalArgumentException("a version starts with a day of the calendar");
        }
    }

    /**
     * {@return the form that people are shown, {@code YYMMDDn} (guide, table 4-1): the year without its century, month
     * and day, and the revision in letters, {@code a} for 1, {@code z} for 26, {@code aa} for 27}
     */
    public String shortForm() {
        return String.format(
                Locale.ROOT,
                "%02d%02d%02d%s",
                date.getYear() % 100,
                date.getMonthValue(),
                date.getDayOfMonth(),
                letters(revision));
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number; rest > 0; rest = (rest - 1) / 26) {
            letters.append((char) ('a' + (rest - 1) % 26));
        }
        return letters.reverse().toString();
    }

    /** Orders by date and revision, older versions first. */
    @Override
    public int compareTo(DailyVersion other) {
        return BY_AGE.compare(this, other);
    }

    /** Returns the version as {@code yyyy.mm.dd.nnn}, as on the wire. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%04d.%02d.%02d.%03d",
                date.getYear(),
                date.getMonthValue(),
                date.getDayOfMonth(),
                revision);
    }
}
