package dev.cordon.codec;

import java.io.IOException;

/**
 * Says that a message was refused, and why in the words of the guide.
 *
 * <p>The text is for people and never holds anything taken from the input; {@link #error()} is what goes back to the
 * sender as {@code X-Error}.
 */
public final class WireException extends IOException {
    /** Not carried by serialization, which nothing here uses. */
    private final transient WireError error;

    private final String reason;

    /** Makes the exception for an error, with a reason that completes the sentence "refused: …". */
    public WireException(WireError error, String reason) {
        super(reason);
        this.error = error;
        this.reason = reason;
    }

    /** Makes the exception for an error that another failure brought about. */
    public WireException(WireError error, String reason, Throwable cause) {
        super(reason, cause);
        this.error = error;
        this.reason = reason;
    }

    /** Makes the exception for a code without parameters. */
    public WireException(ErrorCode code, String reason) {
        this(WireError.of(code), reason);
    }

    /** Returns the code and its parameters. */
    public WireError error() {
        return error;
    }

    /** Returns why, for people; the same as the message of the exception. */
    public String reason() {
        return reason;
    }

    /** Returns the code alone. */
    public ErrorCode code() {
        return error.code();
    }
}
