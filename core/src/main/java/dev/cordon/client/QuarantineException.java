package dev.cordon.client;

import java.io.IOException;

/**
 * Says that the local quarantine has refused an action; everything is as it was before.
 *
 * <p>The text is one line for people that says what to do; it holds no name of a file and nothing of a content.
 */
public final class QuarantineException extends IOException {
    private final Refusal refusal;
    private final String reason;

    /** Makes the exception with a reason for people. */
    public QuarantineException(Refusal refusal, String reason) {
        super(reason);
        this.refusal = refusal;
        this.reason = reason;
    }

    /** Makes the exception for a failure of the file system. */
    public QuarantineException(Refusal refusal, String reason, Throwable cause) {
        super(reason, cause);
        this.refusal = refusal;
        this.reason = reason;
    }

    /** Returns why, for programs. */
    public Refusal refusal() {
        return refusal;
    }

    /** Returns why, for people; the same as the message. */
    public String reason() {
        return reason;
    }
}
