package dev.cordon.place;

import com.google.common.collect.ImmutableList;
import dev.cordon.analysis.AnalysisCentre;
import dev.cordon.analysis.AnalysisConfig;
import dev.cordon.analysis.Laboratory;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.gateway.Gateway;
import dev.cordon.station.Station;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Supplier;

/** An analysis centre behind the same front desk as a gateway. */
public final class AnalysisPlace implements Closeable {
    private final Place place;
    private final AnalysisCentre centre;

    private AnalysisPlace(Place place, AnalysisCentre centre) {
        this.place = place;
        this.centre = centre;
    }

    /**
     * Opens the centre in its home. It trusts its own key and no other.
     *
     * @param customers the gateways that may submit
     * @param key signs the definitions that are made here
     * @param laboratory what the centre is given to work with
     */
    public static AnalysisPlace open(PlaceConfig config, Customers customers, SigningKey key, Laboratory laboratory)
            throws IOException {
        return open(config, () -> customers, key, laboratory);
    }

    /**
     * Opens the centre in its home, with customers who come and go.
     *
     * @param customers the gateways that may submit; asked at each request, by many threads at a time
     * @param key signs the definitions that are made here
     * @param laboratory what the centre is given to work with
     */
    public static AnalysisPlace open(
            PlaceConfig config, Supplier<Customers> customers, SigningKey key, Laboratory laboratory)
            throws IOException {
        Foundation foundation = Foundation.open(config.trusting(key.trusted()));
        Gateway frontDesk = new Gateway(GatewayPlace.frontDesk(foundation, customers));
        AnalysisCentre centre = new AnalysisCentre(new AnalysisConfig(
                foundation.work(),
                foundation.contents(),
                foundation.definitions(),
                foundation.active(),
                config.engine(),
                key,
                laboratory));
        ImmutableList<Station> stations = ImmutableList.<Station>builder()
                .addAll(frontDesk.stations())
                .addAll(centre.stations())
                .build();
        return new AnalysisPlace(new Place(foundation, frontDesk.handlers(), stations), centre);
    }

    /** Returns what answers, works and holds. */
    public Place place() {
        return place;
    }

    /** Returns the centre, where sets are certified and withdrawn. */
    public AnalysisCentre centre() {
        return centre;
    }

    @Override
    public void close() throws IOException {
        place.close();
    }
}
