package dev.cordon.cli;

import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.place.AnalysisPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The home of an analysis centre, for what a person does with definitions there. */
final class CentreHome extends PlaceHome<AnalysisPlace> {
    /** Is for a command that opens the home itself. */
    CentreHome() {
        super(Optional.empty(), here());
    }

    private CentreHome(AnalysisPlace open, Path folder) {
        super(Optional.of(open), folder);
    }

    /** Is for a command that another process has sent to the one that has the home open. */
    static CentreHome held(AnalysisPlace centre, Path folder) {
        return new CentreHome(centre, folder);
    }

    @Override
    AnalysisPlace open(Home home) throws IOException, Refusal {
        SigningFiles key = new SigningFiles(home.folder());
        if (!key.isThere()) {
            throw new WireException(ErrorCode.UNAVAILABLE, "there is no analysis centre in this home");
        }
        return Centre.open(home, key.key());
    }
}
