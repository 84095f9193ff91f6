package dev.cordon.server;

import dev.cordon.codec.WireError;
import java.time.Instant;

/**
 * Something that went wrong at the server, apart from single samples (guide, table 4-1, "General Errors"). The same
 * thing is one entry, however often it happens.
 *
 * @param first when it happened first
 * @param last when it happened last
 * @param times how often it has happened
 * @param where the transaction or station in which it happened, by its name
 * @param error the code of the guide
 * @param text what happened, for people; one line that holds nothing of what a stranger has sent
 */
public record GeneralError(Instant first, Instant last, int times, String where, WireError error, String text) {
    boolean isLike(GeneralError other) {
        return where.equals(other.where) && error.equals(other.error) && text.equals(other.text);
    }

    GeneralError again(Instant now) {
        return new GeneralError(first, now, times + 1, where, error, text);
    }
}
