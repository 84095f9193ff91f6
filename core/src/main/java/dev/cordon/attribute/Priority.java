package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How much something matters against others in the same queue (guide, "X-Sample-Priority" and "X-Signatures-Priority").
 * Higher values go first; the natural order is that of the values. Immutable.
 *
 * @param value 0 to 1000; 0 means not queued
 */
public record Priority(int value) implements Comparable<Priority> {
    /** What is not queued. */
    public static final Priority NONE = new Priority(0);

    /** What is queued and waits for everything else. */
    public static final Priority LOWEST = new Priority(1);

    /** What goes before everything else. */
    public static final Priority HIGHEST = new Priority(1000);

    static final String EXPECTED = "an integer from 0 to 1000";

    /**
     * Refuses a value below 0 or above 1000.
     *
     * @param value 0 to 1000
     */
    public Priority {
        checkArgument(value >= 0 && value <= 1000, "a priority is 0 to 1000");
    }

    /**
     * {@return the priority of this value}
     *
     * @param value 0 to 1000
     * @throws IllegalArgumentException if the value is not 0 to 1000
     */
    public static Priority of(int value) {
        return new Priority(value);
    }

    /**
     * {@return the priority that a decimal number stands for}
     *
     * @param text the value as on the wire
     * @throws IllegalArgumentException if the text is no such number, or one beyond the range
     */
    public static Priority parse(String text) {
        NumberScan scan = new NumberScan(text, EXPECTED);
        int value = scan.number();
        scan.end();
        return new Priority(value);
    }

    /** Orders by value, what can wait first. */
    @Override
    public int compareTo(Priority other) {
        return Integer.compare(value, other.value);
    }

    /** Returns the value in decimal digits, as on the wire. */
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
