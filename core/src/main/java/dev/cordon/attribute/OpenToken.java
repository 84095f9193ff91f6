package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;

/**
 * A word of a vocabulary that others may extend. A word that is not known here is carried and shown, and never taken for
 * one that is. Immutable.
 *
 * @param <E> the words that are known
 * @param text the word as on the wire: printable ASCII, not empty, no blanks around it
 * @param known what the word means here; empty for a word that is not known
 */
public record OpenToken<E extends Enum<E>>(String text, Optional<E> known) {
    /**
     * Refuses a text that can't stand in a field.
     *
     * @param text the word as on the wire
     * @param known what the word means
     */
    public OpenToken {
        checkArgument(Words.isLine(text), "a word of printable ASCII expected");
    }

    /**
     * {@return the token of a word that is known; the text should be the word that its meaning is written with}
     *
     * @param <E> the words that are known
     * @param text the word as on the wire
     * @param known what the word means
     */
    public static <E extends Enum<E>> OpenToken<E> of(String text, E known) {
        return new OpenToken<E>(text, Optional.of(known));
    }

    /**
     * {@return the token of a word that is not known}
     *
     * @param <E> the words that are known
     * @param text the word as on the wire
     */
    public static <E extends Enum<E>> OpenToken<E> unknown(String text) {
        return new OpenToken<E>(text, Optional.empty());
    }

    /** Returns the word, as on the wire. */
    @Override
    public String toString() {
        return text;
    }
}
