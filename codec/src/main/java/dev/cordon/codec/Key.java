package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;

/**
 * The name of a header field together with the type of its value.
 *
 * <p>Keys are equal when their names are, whatever their case (RFC 9110, 5.1). Immutable.
 *
 * @param <T> the type of the field's value
 */
public final class Key<T> {
    private static final CharMatcher TOKEN = CharMatcher.inRange('0', '9')
            .or(CharMatcher.inRange('a', 'z'))
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.anyOf("!#$%&'*+-.^_`|~"))
            .precomputed();

    private final String name;
    private final int hash;
    private final Syntax<T> syntax;

    private Key(String name, Syntax<T> syntax) {
        this.name = name;
        this.hash = NameIndex.hash(name);
        this.syntax = syntax;
    }

    /**
     * Returns the key for a name.
     *
     * @throws IllegalArgumentException if the name is not a token of RFC 9110
     */
    public static <T> Key<T> of(String name, Syntax<T> syntax) {
        checkArgument(isToken(name), "a field name is a token of RFC 9110");
        return new Key<>(name, syntax);
    }

    /** Returns the name as it is written. */
    public String name() {
        return name;
    }

    /** Returns how values are written. */
    public Syntax<T> syntax() {
        return syntax;
    }

    int hash() {
        return hash;
    }

    static boolean isToken(String name) {
        return !name.isEmpty() && TOKEN.matchesAllOf(name);
    }

    /** Returns whether the other object is a key of the same name. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Key<?> key && hash == key.hash && Ascii.equalsIgnoreCase(name, key.name);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name;
    }
}
