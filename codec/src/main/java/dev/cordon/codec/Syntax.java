package dev.cordon.codec;

/**
 * How values of one kind are written in a header field.
 *
 * <p>{@link #parse} and {@link #format} are inverse: parsing what was formatted gives an equal value. Implementations
 * are immutable and safe for use by many threads.
 *
 * @param <T> what a value is to a program
 */
public interface Syntax<T> {
    /**
     * Returns the value that a field's text stands for.
     *
     * @param text the field's value as on the wire: ASCII, without surrounding white space
     * @throws IllegalArgumentException if the text does not follow the syntax; its message says what was expected and
     *     holds nothing of the text
     */
    T parse(String text);

    /**
     * Returns the text of a value, fit to stand in a field: ASCII without control characters.
     *
     * @throws IllegalArgumentException if the value can't be written; the message says what was expected
     */
    String format(T value);

    /** Returns what is expected, as a noun phrase: {@code "32 hexadecimal digits"}. */
    String description();
}
