package dev.cordon.attribute;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;

/** Why a sample was captured: the words of {@code X-Sample-Reason} (guide, table A-9). */
public enum SampleReason {
    /** A cure was tried and did not work. */
    BADREPAIR("the repair of a known virus went wrong"),
    /** A person chose the file. */
    MANUAL("a person put it into quarantine"),
    /** The virus is known, a cure for it is not. */
    NOREPAIR("the virus is known and there was no repair for it"),
    /** Part of the content looks like a known virus. */
    SUSPICIOUS("some of its code resembles a known virus"),
    /** It looks like a new form of a known virus. */
    VARIANT("it carries a new variant of a known virus");

    private final String token = Ascii.toLowerCase(name());
    private final String meaning;

    SampleReason(String meaning) {
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
     * {@return the reason with this token, in any case; empty for a word that is none}
     *
     * @param token a word as on the wire
     */
    public static Optional<SampleReason> of(String token) {
        return Arrays.stream(values())
                .filter(reason -> Ascii.equalsIgnoreCase(reason.token, token))
                .findFirst();
    }

    @Override
    public String toString() {
        return token;
    }
}
