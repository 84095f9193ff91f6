package dev.cordon.server;

import com.google.common.util.concurrent.Striped;
import dev.cordon.sample.SampleId;
import java.io.IOException;
import java.util.concurrent.locks.Lock;

/**
 * Keeps a person's actions on a sample and its removal apart, so that nothing is removed that was restarted a moment
 * ago. Safe for use by many threads.
 */
final class SampleLocks {
    private static final int LOCKS = 64;

    private final Striped<Lock> locks = Striped.lock(LOCKS);

    /** Something that is done to one sample. */
    @FunctionalInterface
    interface Deed<T> {
        T run() throws IOException;
    }

    <T> T alone(SampleId id, Deed<T> deed) throws IOException {
        Lock lock = locks.get(id);
        lock.lock();
        try {
            return deed.run();
        } finally {
            lock.unlock();
        }
    }
}
