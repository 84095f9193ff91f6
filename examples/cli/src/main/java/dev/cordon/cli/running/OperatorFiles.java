package dev.cordon.cli.running;

import com.google.common.io.MoreFiles;
import dev.cordon.store.OwnerOnly;
import dev.cordon.transport.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What a place that runs leaves in its home for the commands of its owner: where it listens to them, and the token that
 * it knows them by. Both files are for the owner only.
 */
public final class OperatorFiles {
    private static final String ADDRESS = "operator.address";
    private static final String TOKEN = "operator.token";

    private final Path home;

    /** Names the home; nothing has to be there yet. */
    public OperatorFiles(Path home) {
        this.home = home;
    }

    /** Returns the token of this home; makes it where there is none, so that it stays the same over restarts. */
    public Secret token(SecureRandom random) throws IOException {
        if (!Files.exists(home.resolve(TOKEN))) {
            write(TOKEN, Secret.generate(random).value());
        }
        return token();
    }

    /**
     * Returns the token of this home.
     *
     * @throws NoSuchFileException if nothing has run here yet
     */
    public Secret token() throws IOException {
        try {
            return Secret.of(read(TOKEN));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the token in " + home.resolve(TOKEN) + " can't be used; delete it and start again", e);
        }
    }

    /** Tells where commands are listened to. */
    public void publish(URI address) throws IOException {
        write(ADDRESS, address.toString());
    }

    /** Takes the address back. */
    public void withdraw() throws IOException {
        Files.deleteIfExists(home.resolve(ADDRESS));
    }

    /** Returns where commands are listened to, or were when a process was killed; empty if nothing runs. */
    public Optional<URI> address() throws IOException {
        try {
            return Optional.of(URI.create(read(ADDRESS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException("the address in " + home.resolve(ADDRESS) + " can't be used", e);
        }
    }

    private String read(String name) throws IOException {
        return Files.readString(home.resolve(name), StandardCharsets.US_ASCII).strip();
    }

    /** Nobody ever finds half of a text, or one that others may read. */
    private void write(String name, String text) throws IOException {
        Files.createDirectories(home, OwnerOnly.folder(home));
        Path fresh = Files.createTempFile(home, name, ".new", OwnerOnly.file(home));
        try {
            MoreFiles.asCharSink(fresh, StandardCharsets.US_ASCII).write(text + "\n");
            Files.move(fresh, home.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
