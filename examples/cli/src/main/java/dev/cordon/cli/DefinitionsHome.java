package dev.cordon.cli;

import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.place.Place;
import dev.cordon.place.PlaceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The home of any place, for what its owner does with the definitions in it. */
final class DefinitionsHome extends PlaceHome<OpenDefinitions> {
    private Optional<TrustedKeys> believed = Optional.empty();

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
            PlaceConfig config = home.config(Optional.empty());
            return OpenDefinitions.of(
                    Place.atRest(believed.map(config::trusting).orElse(config)));
        }
        return Files.isDirectory(GatewayWithCentre.inside(home.folder()))
                ? OpenDefinitions.of(GatewayWithCentre.open(home, key.key()))
                : OpenDefinitions.of(Centre.asItIs(home, key.key()));
    }

    /** A server listens to its owner's commands at another address than to its operators. */
    @Override
    OperatorFiles files(Path home) throws IOException {
        OperatorFiles commands = OperatorFiles.ofCommands(home);
        return commands.address().isPresent() ? commands : super.files(home);
    }

    /**
     * Does something at a place that takes definitions signed with these keys, and returns the exit code. They are trusted
     * from then on, if it was done.
     */
    int actTrusting(Path keys, Action<OpenDefinitions> action, Terminal terminal) throws IOException, Refusal {
        believed = Optional.of(Home.keys(keys));
        return act(
                definitions -> {
                    action.at(definitions);
                    home().trust(keys);
                },
                terminal);
    }
}
