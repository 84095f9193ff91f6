package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Strings;

/**
 * The number of a set of definitions (guide, "X-Signatures-Sequence"). A set with a higher number supersedes those with
 * lower ones, so the natural order is the order of age. Immutable.
 *
 * @param value 0 to 99999999; 0 is the number of no set
 */
public record Sequence(int value) implements Comparable<Sequence> {
    static final String EXPECTED = "8 decimal digits";

    private static final int HIGHEST = 99_999_999;
    private static final int DIGITS = 8;

    /**
     * Refuses a number that does not fit into eight digits.
     *
     * @param value 0 to 99999999
     */
    public Sequence {
        checkArgument(value >= 0 && value <= HIGHEST, "a sequence is 0 to 99999999");
    }

    /**
     * {@return the sequence with this number}
     *
     * @param value 0 to 99999999
     * @throws IllegalArgumentException if the number is not 0 to 99999999
     */
    public static Sequence of(int value) {
        return new Sequence(value);
    }

    /**
     * {@return the sequence that eight digits stand for}
     *
     * @param text the value as on the wire
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Sequence parse(String text) {
        NumberScan scan = new NumberScan(text, EXPECTED);
        int value = scan.number(DIGITS);
        scan.end();
        return new Sequence(value);
    }

    /** Orders by number, older sets first. */
    @Override
    public int compareTo(Sequence other) {
        return Integer.compare(value, other.value);
    }

    /** Returns the number as eight digits, as on the wire. */
    @Override
    public String toString() {
        return Strings.padStart(Integer.toString(value), DIGITS, '0');
    }
}
