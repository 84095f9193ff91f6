package dev.cordon.cli;

import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.place.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The home of any place, for what its owner does with the definitions in it. */
final class DefinitionsHome extends PlaceHome<OpenDefinitions> {
    /** Is for a command that opens the home itself. */
    DefinitionsHome() {
        super(Optional.empty(), here());
    }

    private DefinitionsHome(OpenDefinitions open, Path folder) {
        super(Optional.of(open), folder);
    }

    /** Is for a command that another process has sent to the one that has the home open. */
    static DefinitionsHome held(OpenDefinitions open, Path folder) {
        return new DefinitionsHome(open, folder);
    }

    @Override
    OpenDefinitions open(Home home) throws IOException, Refusal {
        SigningFiles key = new SigningFiles(home.folder());
        if (!key.isThere()) {
            return OpenDefinitions.of(Place.atRest(home.config(Optional.empty())));
        }
        return Files.isDirectory(GatewayWithCentre.inside(home.folder()))
                ? OpenDefinitions.of(GatewayWithCentre.open(home, key.key()))
                : OpenDefinitions.of(Centre.open(home, key.key()));
    }

    /** A server listens to its owner's commands at another address than to its operators. */
    @Override
    OperatorFiles files(Path home) throws IOException {
        OperatorFiles commands = OperatorFiles.ofCommands(home);
        return commands.address().isPresent() ? commands : super.files(home);
    }

    /**
     * Does something at a place that takes definitions signed with these keys, now and from now on, and returns the exit
     * code. Where it fails, those are trusted that were before.
     */
    int actTrusting(Path keys, Action<OpenDefinitions> action, Terminal terminal) throws IOException, Refusal {
        try (Home home = home()) {
            home.requireThere();
            Optional<String> before = home.trust();
            home.trust(keys);
            boolean isDone = false;
            try {
                int exit = act(action, terminal);
                isDone = exit == 0;
                return exit;
            } finally {
                if (!isDone) {
                    home.trustAgain(before);
                }
            }
        }
    }
}
