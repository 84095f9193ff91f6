package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Threads that help the caller's with large content.
 *
 * <p>The caller's thread does what none of them has begun, so an executor that is busy, full or shut down makes content
 * slower and nothing worse; it may even be the one that the caller itself runs on.
 *
 * @param executor runs tasks of a few milliseconds, which wait for nothing
 * @param threads how many of them may run at once; it bounds the memory that is used
 */
public record Workers(Executor executor, int threads) {
    private static final Workers NONE = new Workers(MoreExecutors.directExecutor(), 0);

    /** Refuses a negative number. */
    public Workers {
        checkArgument(threads >= 0, "a number of threads is not negative");
    }

    /** Returns no threads: the caller's does everything. */
    public static Workers none() {
        return NONE;
    }

    boolean isEmpty() {
        return threads == 0;
    }

    /** Lets a thread do something, if one of them comes to it; the caller has to be able to do without. */
    void offer(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // What nobody else does is left to the caller.
        }
    }
}
