package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.cordon.spi.StoreFailedException;
import dev.cordon.spi.StoreFailedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets many threads share one write to the disk. While one write is under way, what others want to write gathers; then
 * one of them writes all of it. Safe for use by many threads.
 *
 * @param <T> what is written
 */
final class GroupCommit<T> {
    private final Writing<T> writing;
    private final Runnable afterwards;
    private final ReentrantLock turn = new ReentrantLock();
    private Batch<T> gathering = new Batch<>();

    /** Makes several things durable, all or none of them. */
    @FunctionalInterface
    interface Writing<T> {
        void write(ImmutableList<T> all) throws StoreFailedException;
    }

    /**
     * Makes it.
     *
     * @param writing writes; called by one thread at a time
     * @param afterwards what is to be done between two writes, when nobody waits any more; throws nothing
     */
    GroupCommit(Writing<T> writing, Runnable afterwards) {
        this.writing = writing;
        this.afterwards = afterwards;
    }

    /**
     * Returns when something has become durable.
     *
     * @throws StoreFailedException if it has not
     */
    void commit(T one) throws StoreFailedException {
        Batch<T> batch;
        boolean leads;
        synchronized (this) {
            batch = gathering;
            leads = batch.all.isEmpty();
            batch.all.add(one);
        }
        if (leads) {
            lead(batch);
        }
        batch.await();
    }

    private void lead(Batch<T> batch) {
        turn.lock();
        try {
            synchronized (this) {
                gathering = new Batch<>();
            }
            batch.write(writing);
            afterwards.run();
        } finally {
            turn.unlock();
        }
    }

    /** What goes to the disk with one write. */
    private static final class Batch<T> {
        private final List<T> all = new ArrayList<>();
        private final CountDownLatch done = new CountDownLatch(1);
        private Optional<StoreFailedException> failure =
                Optional.of(new StoreFailedException(Reason.FAULT, new IllegalStateException("nothing was written")));

        void write(Writing<T> writing) {
            try {
                writing.write(ImmutableList.copyOf(all));
                failure = Optional.empty();
            } catch (StoreFailedException e) {
                failure = Optional.of(e);
            } finally {
                done.countDown();
            }
        }

        /** Every thread gets an exception of its own, for it may add to it. */
        void await() throws StoreFailedException {
            Uninterruptibles.awaitUninterruptibly(done);
            if (failure.isPresent()) {
                throw new StoreFailedException(failure.get().reason(), failure.get());
            }
        }
    }
}
