package dev.cordon.cli;

import dev.cordon.analysis.Laboratory;
import dev.cordon.cli.running.FirstDefinitions;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.PlaceConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens an analysis centre as the command line keeps it. */
final class Centre {
    private Centre() {}

    /** Opens it in its home for a command that makes no new one. */
    static AnalysisPlace asItIs(Home home, SigningKey key) throws IOException, Refusal {
        PlaceConfig config = home.config(Optional.empty());
        return AnalysisPlace.open(config.with(Scanners.builtIn(config)), Customers::none, key, Laboratory.standard());
    }

    /** Opens it in its home for a command. */
    static AnalysisPlace open(Home home, SigningKey key) throws IOException, Refusal {
        return open(home.config(Optional.empty()), Customers::none, key, Laboratory.standard());
    }

    /**
     * Opens it. One that has no definitions yet begins with those of the EICAR test file. It scans with the built-in engine,
     * whatever is chosen for the home: the engine of a centre is given sets that may fail their tests.
     *
     * @param laboratory what the centre is given to work with
     */
    static AnalysisPlace open(PlaceConfig config, Supplier<Customers> customers, SigningKey key, Laboratory laboratory)
            throws IOException {
        AnalysisPlace centre = AnalysisPlace.open(config.with(Scanners.builtIn(config)), customers, key, laboratory);
        try {
            if (centre.place().active().sequence().isEmpty()) {
                var unused = centre.place()
                        .active()
                        .install(FirstDefinitions.signed(key, config.clock().instant()));
            }
            return centre;
        } catch (IOException | RuntimeException e) {
            centre.close();
            throw e;
        }
    }
}
