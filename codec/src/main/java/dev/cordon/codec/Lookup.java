package dev.cordon.codec;

import java.util.Optional;

/**
 * What a header says under a key: a value, nothing, or something that can't be read.
 *
 * @param <T> the type of the value
 */
public sealed interface Lookup<T> {
    /** Returns the value; empty if there is none, or none that can be read. */
    default Optional<T> toOptional() {
        return this instanceof Present<T> present ? Optional.of(present.value()) : Optional.empty();
    }

    /**
     * The field is there and can be read.
     *
     * @param <T> the type of the value
     * @param value what it says
     */
    record Present<T>(T value) implements Lookup<T> {}

    /**
     * The field is not there.
     *
     * @param <T> the type of the value
     */
    record Absent<T>() implements Lookup<T> {}

    /**
     * The field is there and can't be read.
     *
     * @param <T> the type of the value
     * @param expected what should stand there, as a noun phrase
     */
    record Malformed<T>(String expected) implements Lookup<T> {}
}
