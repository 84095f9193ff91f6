package dev.cordon.spi;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.StripMethod;
import java.io.IOException;

/**
 * Takes the data of a user out of a copy of a file, so that what can be infected may leave the site without it (guide,
 * "Sample Policy" and "X-Sample-Strip").
 *
 * <p>What a stripper does not understand it refuses; it never passes off as stripped what it has left as it was. The same
 * content always gives the same stripped bytes, so that a submission that is sent twice is one submission. Safe for use
 * by many threads.
 */
public interface Stripper {
    /**
     * Returns the stripped content, or why there is none. Never throws because of what the content is.
     *
     * @throws IOException if the content can't be read
     */
    Outcome strip(Request request) throws IOException;

    /**
     * What is to be stripped.
     *
     * @param content the captured bytes; may be opened several times
     */
    record Request(ByteSource content) {}

    /** What came of it. */
    sealed interface Outcome {}

    /**
     * The data of the user is gone, and the code and the structure are still there.
     *
     * @param method what was done to the data, the word for {@code X-Sample-Strip}
     * @param content the stripped bytes, never more than there were before; may be opened several times, and hold memory
     *     as long as they are referred to
     */
    record Stripped(StripMethod method, ByteSource content) implements Outcome {}

    /**
     * The content was not stripped.
     *
     * @param obstacle what stood in the way
     * @param reason the same for people; one line that holds nothing of the content
     */
    record Refused(Obstacle obstacle, String reason) implements Outcome {}

    /** What keeps a content from being stripped. */
    enum Obstacle {
        /** It is not of a kind in which code and data can be told apart: plain data, programs, archives. */
        NOT_UNDERSTOOD,
        /** It is encrypted. */
        ENCRYPTED,
        /** It is damaged, or so made that taking it apart is not safe. */
        MALFORMED,
        /** It is larger than the stripper takes. */
        TOO_LARGE,
        /** The stripped content would have been larger than the content. */
        GROWN,
        /** A scanner does not find in the stripped content what it finds in the content. */
        DETECTION_CHANGED,
        /** A scanner could not look at the moment, so nobody knows; another attempt may succeed. */
        NOT_SCANNED
    }
}
