package dev.cordon.exchange;

import java.io.IOException;

/** Says that a file can't be written where it was asked for; nothing was written and nothing was changed. */
public final class PlaceTakenException extends IOException {
    PlaceTakenException(String reason) {
        super(reason);
    }

    PlaceTakenException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
