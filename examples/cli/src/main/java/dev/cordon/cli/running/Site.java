package dev.cordon.cli.running;

import com.google.common.io.Closer;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.cordon.jetty.JettyListener;
import dev.cordon.jetty.JettyListenerConfig;
import dev.cordon.place.Place;
import dev.cordon.spi.Listener;
import dev.cordon.station.Backoff;
import dev.cordon.station.StationScheduler;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A place that runs: its stations on a thread of their own, its desk behind a listener. */
public final class Site implements Closeable {
    private final Place place;
    private final ScheduledExecutorService worker;
    private final StationScheduler scheduler;
    private final Listener listener;

    private Site(Place place, ScheduledExecutorService worker, StationScheduler scheduler, Listener listener) {
        this.place = place;
        this.worker = worker;
        this.scheduler = scheduler;
        this.listener = listener;
    }

    /** Opens the place's listener and owns the place from then on. The stations do nothing before {@link #start}. */
    public static Site open(
            String name,
            Place place,
            JettyListenerConfig config,
            InstantSource clock,
            Backoff backoff,
            StationScheduler.Observer observer)
            throws IOException {
        ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(threads(name + "-stations"));
        StationScheduler scheduler = new StationScheduler(worker, backoff, observer);
        Listener listener = JettyListener.open(config, place.desk(), clock);
        return new Site(place, worker, scheduler, listener);
    }

    private static ThreadFactory threads(String name) {
        return new ThreadFactoryBuilder().setDaemon(true).setNameFormat(name).build();
    }

    /** Returns where it listens. */
    public URI address() {
        return listener.address();
    }

    /** Begins to work. */
    public void start() {
        scheduler.start(place.stations());
    }

    @Override
    public void close() throws IOException {
        scheduler.close();
        worker.shutdown();
        finish(worker);
        Closer closer = Closer.create();
        closer.register(place);
        closer.register(listener);
        closer.close();
    }

    /** A call that is under way is finished before the stores are closed. */
    private static void finish(ExecutorService worker) {
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
