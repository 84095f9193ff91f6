package dev.cordon.cli;

import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.transport.Secret;
import dev.cordon.transport.SecretHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a token that clients and server share. */
@Command(
        name = "token",
        description = "Make a token for clients, and beside it the hash, all that a server without --targets needs.")
final class TokenCommand implements Callable<Integer> {
    private static final String HASH = ".hash";

    @Parameters(
            paramLabel = "FILE",
            description = "a new file for the token, for --token of the clients; the hash goes to FILE.hash,"
                    + " for --token of the server")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path file;

    @Override
    public Integer call() throws IOException, Refusal {
        Path token = file.toAbsolutePath();
        Path folder = Optional.ofNullable(token.getParent())
                .orElseThrow(() -> Refusal.of("cannot write " + Printable.path(file) + ": it is a folder"));
        String name = String.valueOf(token.getFileName());
        refuseWhatIsThere(token);
        refuseWhatIsThere(folder.resolve(name + HASH));
        SecureRandom random = new SecureRandom();
        Secret secret = Secret.generate(random);
        try {
            OperatorFiles.replace(folder, name, secret.value());
            OperatorFiles.replace(
                    folder, name + HASH, SecretHash.of(secret, random).toString());
        } catch (IOException e) {
            throw Refusal.cannotWrite(file, e);
        }
        return 0;
    }

    /** Somebody may need the token that is there. */
    private static void refuseWhatIsThere(Path file) throws Refusal {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.of("cannot write " + Printable.path(file) + ": it is there already");
        }
    }
}
