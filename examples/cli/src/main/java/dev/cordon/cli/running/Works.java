package dev.cordon.cli.running;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import dev.cordon.station.StationScheduler;
import java.io.Closeable;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The stations of a place at work on a thread of their own. */
public final class Works implements Closeable {
    private final ScheduledExecutorService worker;
    private final StationScheduler scheduler;

    /**
     * Makes it; nothing is done before {@link #start}.
     *
     * @param name the name of the place, after which the thread is called
     */
    public Works(String name, Backoff backoff, StationScheduler.Observer observer) {
        this.worker = Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                .setDaemon(true)
                .setNameFormat(name + "-stations")
                .build());
        this.scheduler = new StationScheduler(worker, backoff, observer);
    }

    /** Begins to work. */
    public void start(List<Station> stations) {
        scheduler.start(stations);
    }

    /** Ends the work; a call that is under way is finished, unless it takes too long. */
    @Override
    public void close() {
        scheduler.close();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
