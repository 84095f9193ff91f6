package dev.cordon.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Publishes a package of definitions at an analysis centre by hand. */
@Command(
        name = "publish",
        description = {
            "Publish a package at an analysis centre that runs, after the tests that every set of the centre has to pass.",
            "It is signed with the key of the centre, signing.key in its home, and later sets grow from it."
        })
final class PublishCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SET", description = "a package, as 00000042.all.zip")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path file;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it
    private DefinitionsHome home;

    PublishCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, Refusal {
        return home.act(this::publish, terminal);
    }

    private void publish(OpenDefinitions definitions) throws IOException, Refusal {
        home.requireLaboratory();
        definitions.publish(DefinitionFiles.packaged(home.path(file)));
    }
}
