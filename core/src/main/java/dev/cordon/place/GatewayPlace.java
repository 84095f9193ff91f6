package dev.cordon.place;

import com.google.common.collect.ImmutableList;
import dev.cordon.gateway.Customers;
import dev.cordon.gateway.Gateway;
import dev.cordon.gateway.GatewayConfig;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Station;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Supplier;

/** A gateway that passes on to an analysis centre what it can't answer itself. */
public final class GatewayPlace implements Closeable {
    private final Place place;

    private GatewayPlace(Place place) {
        this.place = place;
    }

    /**
     * Opens the gateway in its home.
     *
     * @param customers who may submit
     * @param analysis the analysis centre
     */
    public static GatewayPlace open(PlaceConfig config, Customers customers, Upstream analysis) throws IOException {
        return open(config, () -> customers, analysis);
    }

    /**
     * Opens the gateway in its home, with customers who come and go.
     *
     * @param customers who may submit; asked at each request, by many threads at a time
     * @param analysis the analysis centre
     */
    public static GatewayPlace open(PlaceConfig config, Supplier<Customers> customers, Upstream analysis)
            throws IOException {
        Foundation foundation = Foundation.open(config);
        Gateway gateway = new Gateway(frontDesk(foundation, customers));
        ImmutableList<Station> stations = ImmutableList.<Station>builder()
                .addAll(gateway.stations())
                .addAll(foundation.agent(analysis, Handling.MANUAL).stations())
                .build();
        return new GatewayPlace(new Place(foundation, gateway.handlers(), stations));
    }

    static GatewayConfig frontDesk(Foundation foundation, Supplier<Customers> customers) {
        return new GatewayConfig(
                foundation.work(),
                foundation.contents(),
                foundation.active(),
                foundation.definitionsDesk(),
                customers,
                () -> foundation.config().settings().submissionsPerHour(),
                foundation.policy(Settings::statusInterval),
                foundation.config().random());
    }

    /** Returns what answers, works and holds. */
    public Place place() {
        return place;
    }

    @Override
    public void close() throws IOException {
        place.close();
    }
}
