package dev.cordon.protocol;

import com.google.common.collect.ImmutableMap;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The transactions that one place answers, each with its handler.
 *
 * <p>Every failure becomes a refusal with an error code, so a listener only has to carry replies. Safe for use by many
 * threads.
 */
public final class Desk {
    private final ImmutableMap<Transaction, Handler> handlers;
    private final Failures failures;

    /** Hears of requests that failed because of this place, not because of the sender. */
    @FunctionalInterface
    public interface Failures {
        /** Takes note of a failure. */
        void failed(Transaction transaction, Exception failure);
    }

    /** Makes a desk for these handlers. */
    public Desk(Map<Transaction, Handler> handlers, Failures failures) {
        this.handlers = ImmutableMap.copyOf(handlers);
        this.failures = failures;
    }

    /** Returns the answer to a request; a refusal carries {@code X-Error}. */
    public Reply answer(Transaction transaction, Received request) {
        Optional<Handler> handler = Optional.ofNullable(handlers.get(transaction));
        if (handler.isEmpty()) {
            return Reply.refused(WireError.of(ErrorCode.TYPE));
        }
        try {
            return handler.get().handle(request);
        } catch (WireException e) {
            return Reply.refused(e.error());
        } catch (IOException | RuntimeException e) {
            failures.failed(transaction, e);
            return Reply.refused(WireError.of(ErrorCode.INTERNAL));
        } catch (LinkageError | StackOverflowError e) {
            // Foreign bytes can bring a library to these; the caller still hears something.
            failures.failed(transaction, new IllegalStateException("a library failed", e));
            return Reply.refused(WireError.of(ErrorCode.INTERNAL));
        }
    }
}
