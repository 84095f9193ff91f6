package dev.cordon.cli.running;

import com.google.common.io.Closer;
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

/** A place that runs: its stations on a thread of their own, its desk behind a listener. */
public final class Site implements Closeable {
    private final Place place;
    private final Works works;
    private final Listener listener;

    private Site(Place place, Works works, Listener listener) {
        this.place = place;
        this.works = works;
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
        Listener listener = JettyListener.open(config, place.desk(), clock);
        return new Site(place, new Works(name, backoff, observer), listener);
    }

    /** Returns where it listens. */
    public URI address() {
        return listener.address();
    }

    /** Begins to work. */
    public void start() {
        works.start(place.stations());
    }

    @Override
    public void close() throws IOException {
        works.close();
        Closer closer = Closer.create();
        closer.register(place);
        closer.register(listener);
        closer.close();
    }
}
