package dev.cordon.attribute;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;

/** What a sample was taken from: the words of {@code X-Sample-Type} (guide, table A-11). */
public enum SampleType {
    /** The content of a file. */
    FILE("the sample is a file"),
    /** Sectors read from a disk; {@code X-Sample-Sector} says which. */
    SECTOR("the sample is a number of disk sectors");

    private final String token = Ascii.toLowerCase(name());
    private final String meaning;

    SampleType(String meaning) {
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
     * {@return the type with this token, in any case; empty for a word that is none}
     *
     * @param token a word as on the wire
     */
    public static Optional<SampleType> of(String token) {
        return Arrays.stream(values())
                .filter(type -> Ascii.equalsIgnoreCase(type.token, token))
                .findFirst();
    }

    @Override
    public String toString() {
        return token;
    }
}
