package dev.cordon.cli;

import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.definition.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The key of an analysis centre in its home: the secret half for the centre only, the public half for everybody. */
final class SigningFiles {
    private static final String SECRET = "signing.key";
    private static final String PUBLIC = "signing.pub";

    private final Path home;

    SigningFiles(Path home) {
        this.home = home;
    }

    /** Returns whether there is a key already. */
    boolean isThere() {
        return Files.exists(home.resolve(SECRET));
    }

    /** Returns the key; makes it where there is none, so that it stays the same over restarts. */
    SigningKey key() throws IOException, Refusal {
        Path file = home.resolve(SECRET);
        Path there = Files.exists(file) ? file : HomeLock.whileHolding(home, SECRET, () -> make(file));
        SigningKey key = ownersOnly(there);
        OperatorFiles.replace(home, PUBLIC, key.trusted().text());
        return key;
    }

    /** Another process may have made it in the meantime. */
    private Path make(Path file) throws IOException {
        if (!Files.exists(file)) {
            OperatorFiles.replace(
                    home, SECRET, SigningKey.generate(new SecureRandom()).text());
        }
        return file;
    }

    /** Returns the key of a file that nobody but its owner may have seen. */
    static SigningKey ownersOnly(Path file) throws IOException, Refusal {
        if (Files.exists(file) && !OperatorFiles.isForOwnerOnly(file)) {
            throw Refusal.of("others may have read or written " + Printable.path(file)
                    + "; if it can still be trusted, take their permissions away");
        }
        return read(file);
    }

    private static SigningKey read(Path file) throws Refusal {
        try {
            return SigningKey.parse(Home.text(file));
        } catch (IllegalArgumentException e) {
            throw Refusal.of("cannot use " + Printable.path(file) + ": no signing key");
        }
    }
}
