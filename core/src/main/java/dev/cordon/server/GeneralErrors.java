package dev.cordon.server;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What has gone wrong at a server since it was started: the last things, each once (guide, table 4-1, "General
 * Errors"). Safe for use by many threads.
 */
public final class GeneralErrors {
    private static final int LONGEST = 300;

    private final int most;
    private final InstantSource clock;
    private final List<GeneralError> errors = new ArrayList<>();

    /**
     * Makes an empty history.
     *
     * @param most how many entries are kept; the one that has not happened for the longest time goes first
     */
    public GeneralErrors(int most, InstantSource clock) {
        checkArgument(most > 0, "a history has room for an entry");
        this.most = most;
        this.clock = clock;
    }

    /** Returns what has gone wrong, what happened last first. */
    public synchronized ImmutableList<GeneralError> list() {
        return ImmutableList.copyOf(Lists.reverse(errors));
    }

    /**
     * Takes note of something.
     *
     * @param where the transaction or station in which it happened, by its name
     * @param text what happened, for people
     */
    public synchronized void note(String where, WireError error, String text) {
        Instant now = clock.instant();
        GeneralError happened = new GeneralError(now, now, 1, where, error, line(text));
        GeneralError entry = errors.stream()
                .filter(happened::isLike)
                .findFirst()
                .map(known -> known.again(now))
                .orElse(happened);
        errors.removeIf(happened::isLike);
        errors.add(entry);
        if (errors.size() > most) {
            errors.remove(0);
        }
    }

    /** Takes note of a failure of the server itself. */
    public void failed(String where, Exception failure) {
        WireError error = failure instanceof WireException refusal ? refusal.error() : WireError.of(ErrorCode.INTERNAL);
        note(where, error, text(failure));
    }

    /** Input and output fail with texts of their own; what else fails may quote what it has failed on. */
    private static String text(Exception failure) {
        String kind = failure.getClass().getSimpleName();
        if (failure instanceof WireException refusal) {
            return refusal.reason();
        }
        return failure instanceof IOException ? kind + ": " + Strings.nullToEmpty(failure.getMessage()) : kind;
    }

    private static String line(String text) {
        String line = CharMatcher.javaIsoControl().replaceFrom(text, ' ').strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
