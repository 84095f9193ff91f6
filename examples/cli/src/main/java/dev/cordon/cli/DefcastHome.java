package dev.cordon.cli;

import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.place.ServerPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The home of a server, for what its owner does with definitions there. */
final class DefcastHome extends PlaceHome<ServerPlace> {
    /** Is for a command that opens the home itself. */
    DefcastHome() {
        super(Optional.empty(), here());
    }

    private DefcastHome(ServerPlace open, Path folder) {
        super(Optional.of(open), folder);
    }

    /** Is for a command that another process has sent to the one that has the home open. */
    static DefcastHome held(ServerPlace server, Path folder) {
        return new DefcastHome(server, folder);
    }

    @Override
    ServerPlace open(Home home) throws IOException, Refusal {
        return ServerPlace.open(home.config(Optional.empty()), Optional.empty(), name -> Optional.empty());
    }

    /** Operators come in by the listener, from wherever they are; this is for the owner's commands. */
    @Override
    OperatorFiles files(Path home) {
        return OperatorFiles.ofCommands(home);
    }
}
