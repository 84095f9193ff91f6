package dev.cordon.cli;

import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.spi.StoreInUseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The home of a gateway, for what a person does with definitions where the analysis centre is inside. */
final class InsideHome extends PlaceHome<GatewayWithCentre> {
    private final Optional<String> elsewhere;

    /** Is for a command that opens the home itself. */
    InsideHome() {
        super(Optional.empty(), here());
        this.elsewhere = Optional.empty();
    }

    private InsideHome(Optional<GatewayWithCentre> open, Path folder, Optional<String> elsewhere) {
        super(open, folder);
        this.elsewhere = elsewhere;
    }

    /** Is for a command that another process has sent to the one that has the home open. */
    static InsideHome held(GatewayWithCentre gateway, Path folder) {
        return new InsideHome(Optional.of(gateway), folder, Optional.empty());
    }

    /** Is for the same where the centre is at another address. */
    static InsideHome without(String centre, Path folder) {
        return new InsideHome(Optional.empty(), folder, Optional.of(centre));
    }

    @Override
    GatewayWithCentre open(Home home) throws IOException, Refusal {
        if (elsewhere.isPresent()) {
            throw new WireException(
                    ErrorCode.UNAVAILABLE,
                    "the analysis centre is at " + elsewhere.get() + "; use cordon analysis in its home there");
        }
        SigningFiles key = new SigningFiles(home.folder());
        if (!key.isThere()) {
            requireAtRest(home);
            throw new WireException(
                    ErrorCode.UNAVAILABLE,
                    "no analysis centre is inside this gateway; use cordon analysis in the home of the centre");
        }
        return GatewayWithCentre.open(home, key.key());
    }

    /** A gateway that runs knows where its centre is, so it is left to that one to say. */
    private void requireAtRest(Home home) throws IOException {
        if (files(home.folder()).address().isPresent()) {
            throw new StoreInUseException("the gateway runs");
        }
    }
}
