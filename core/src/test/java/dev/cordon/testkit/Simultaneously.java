package dev.cordon.testkit;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does something in many threads that start at the same moment. */
public final class Simultaneously {
    private Simultaneously() {}

    /**
     * Runs the work of each thread and returns what they returned.
     *
     * @param threads how many threads
     * @param work makes the work for the thread of a number, counted from 0
     * @throws Exception what a thread has thrown, wrapped
     */
    public static <T> ImmutableList<T> run(int threads, IntFunction<Callable<T>> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Callable<T> own = work.apply(thread);
                running.add(executor.submit(() -> {
                    start.await();
                    return own.call();
                }));
            }
            ImmutableList.Builder<T> results = ImmutableList.builder();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results.build();
        } finally {
            executor.shutdownNow();
        }
    }
}
