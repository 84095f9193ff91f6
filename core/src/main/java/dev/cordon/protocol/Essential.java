package dev.cordon.protocol;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.SampleType;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Lookup;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import java.util.Optional;

/**
 * An attribute that a kind of message can't do without. Immutable.
 *
 * @param key the attribute
 * @param need when it has to be there
 */
public record Essential(Key<?> key, Need need) {
    /** When an attribute has to be there. */
    public enum Need {
        /** In every message of the kind. */
        ALWAYS("always"),
        /** In a message that has content; only an empty sample has none. */
        WITH_CONTENT("where there is content"),
        /** In a message with a sample of sectors. */
        OF_SECTORS("where the sample is of sectors"),
        /** It may be absent; but what is there has to be readable. */
        WHERE_SAID("may be absent");

        private final String text;

        Need(String text) {
            this.text = text;
        }

        /** Returns the need in plain English. */
        public String text() {
            return text;
        }
    }

    /**
     * What is wrong with an essential attribute of a message.
     *
     * @param key the attribute
     * @param code {@code missing} or {@code malformed}; {@code type} for a type of sample that is not known
     * @param expected what should stand there, as a noun phrase
     */
    public record Shortcoming(Key<?> key, ErrorCode code, String expected) {
        /** Returns the refusal of the message, which names the attribute in its error and nothing of its value. */
        public WireException refusal() {
            String reason =
                    code == ErrorCode.MISSING ? key + " is missing" : key + " can't be read: " + expected + " expected";
            return new WireException(WireError.of(code, key), reason);
        }
    }

    Optional<Shortcoming> shortcoming(Header header, boolean hasContent) {
        if (need == Need.OF_SECTORS && !isOfSectors(header)) {
            return Optional.empty();
        }
        Lookup<?> lookup = header.lookup(key);
        if (lookup instanceof Lookup.Malformed<?> malformed) {
            // A kind of sample that nobody knows is not taken, which the guide tells by a code of its own.
            ErrorCode code = key.equals(Attributes.SAMPLE_TYPE) ? ErrorCode.TYPE : ErrorCode.MALFORMED;
            return Optional.of(new Shortcoming(key, code, malformed.expected()));
        }
        boolean optional = need == Need.WHERE_SAID || need == Need.WITH_CONTENT && !hasContent;
        return !optional && lookup instanceof Lookup.Absent<?>
                ? Optional.of(
                        new Shortcoming(key, ErrorCode.MISSING, key.syntax().description()))
                : Optional.empty();
    }

    private static boolean isOfSectors(Header header) {
        return header.find(Attributes.SAMPLE_TYPE)
                .filter(SampleType.SECTOR::equals)
                .isPresent();
    }
}
