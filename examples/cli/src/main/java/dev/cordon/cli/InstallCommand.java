package dev.cordon.cli;

import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.scan.KeptDefinitions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a package of definitions to use at a place by hand. */
@Command(
        name = "install",
        description = {
            "Put a package to use at a server, client or gateway, after it was verified with the keys that are trusted there and its "
                    + "databases were loaded.",
            "Older definitions than those in use are refused; cordon server go-back and client go-back use older ones."
        })
final class InstallCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SET", description = "a package, as 00000042.all.zip")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path file;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it
    private DefinitionsHome home;

    @Option(
            names = "--trust",
            paramLabel = "PUBLIC_KEY",
            description =
                    "a file with the public keys whose definitions are accepted from now on, in place of those from "
                            + "before; kept in the home")
    private @Nullable Path trust;

    @Option(names = "--json", description = "print a JSON object")
    private boolean json;

    InstallCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, Refusal {
        if (trust == null) {
            return home.act(this::install, terminal);
        }
        if (home.isRunning()) {
            throw new WireException(
                    ErrorCode.UNAVAILABLE, "a place that runs takes no other keys; stop it, or start it with --trust");
        }
        return home.actTrusting(trust, this::install, terminal);
    }

    private void install(OpenDefinitions definitions) throws IOException, Refusal {
        boolean isNew = definitions.install(DefinitionFiles.packaged(home.path(file)));
        print(definitions.active(), isNew);
    }

    private void print(ActiveDefinitions active, boolean isNew) throws IOException {
        for (KeptDefinitions set : active.kept()) {
            if (set.inUse()) {
                print(set, active, isNew);
            }
        }
    }

    private void print(KeptDefinitions set, ActiveDefinitions active, boolean isNew) {
        var out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> fields = DefinitionsList.fields(set);
            fields.put("installed", isNew);
            fields.put("unsupported", active.unsupported());
            Json.print(fields, out);
        } else {
            out.printf("definitions %s (%s) are in use%s%n", set.sequence(), set.version(), isNew ? "" : ", as before");
            active.unsupported().forEach(line -> out.print(DefinitionFiles.leftOut(line) + "\n"));
        }
        out.flush();
    }
}
