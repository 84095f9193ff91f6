package dev.cordon.client;

import java.io.IOException;

/** Says that the local quarantine has refused an action; everything is as it was before. */
public final class QuarantineException extends IOException {
    /** Makes the exception with a reason for people: one line that says what to do. */
    public QuarantineException(String reason) {
        super(reason);
    }

    /** Makes the exception for a failure of the file system. */
    public QuarantineException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
