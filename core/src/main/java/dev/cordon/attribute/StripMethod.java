package dev.cordon.attribute;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.Optional;

/**
 * How user data was taken out of a sample: the words of {@code X-Sample-Strip} that are known here. The set is open
 * (guide, "X-Sample-Strip"), hence {@link OpenToken}.
 */
public enum StripMethod {
    /** The bytes of the user are overwritten with zeros, so that the parts of the sample keep their lengths. */
    OVERWRITE_ZEROES("user data was overwritten with zero bytes");

    private static final ImmutableMap<String, StripMethod> BY_TOKEN =
            Maps.uniqueIndex(Arrays.asList(values()), StripMethod::token);

    private final String token = Ascii.toLowerCase(name()).replace('_', '-');
    private final String meaning;

    StripMethod(String meaning) {
        this.meaning = meaning;
    }

    /** {@return the word on the wire, in lower case} */
    public String token() {
        return token;
    }

    /** {@return what the word says, as a clause in plain English} */
    public String meaning() {
        return meaning;
    }

    /**
     * {@return the method with this token, in any case; empty for a word that is none}
     *
     * @param token a word as on the wire
     */
    public static Optional<StripMethod> of(String token) {
        return Optional.ofNullable(BY_TOKEN.get(Ascii.toLowerCase(token)));
    }

    @Override
    public String toString() {
        return token;
    }
}
