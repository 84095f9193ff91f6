package dev.cordon.cli.embedding;

import com.google.common.util.concurrent.MoreExecutors;
import dev.cordon.attribute.SampleReason;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.place.ClientPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.sample.Platform;
import dev.cordon.sample.Sample;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import dev.cordon.station.StationScheduler;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An upload portal that puts what looks dangerous into quarantine. */
public final class UploadPortal implements Closeable {
    // README: begin
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
    private final StationScheduler scheduler = new StationScheduler(worker, Backoff.standard(), this::warn);
    private final ClientPlace client;

    /** Opens the quarantine and begins to work on it. */
    public UploadPortal(Path home, URI server, TrustedKeys analysisCentre) throws IOException {
        var clock = InstantSource.system();
        var config = PlaceConfig.at(home).trusting(analysisCentre);
        var way = new HttpTransport(HttpTransportConfig.to(server), clock);
        client = ClientPlace.open(config, way, Platform.here());
        scheduler.start(client.place().stations());
    }

    /** Isolates an upload: forwarded, analysed, and back in its place once it is cured or found clean. */
    public Sample suspect(Path upload) throws IOException {
        return client.quarantine().isolate(upload, SampleReason.SUSPICIOUS);
    }
    // README: end

    /** Ends the work, and then closes what it works on. */
    @Override
    public void close() throws IOException {
        scheduler.close();
        MoreExecutors.shutdownAndAwaitTermination(worker, Duration.ofSeconds(30));
        client.close();
    }

    private void warn(Station station, int failures, Exception failure) {
        System.err.println(station.name() + " failed " + failures + " times: " + failure.getMessage());
    }
}
