package dev.cordon.cli.running;

import com.google.common.base.Splitter;
import dev.cordon.store.DurableFolder;
import dev.cordon.store.WholeFile;
import dev.cordon.transport.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a place that runs leaves in its home for the commands of its owner: where it listens to them, and the token that
 * it knows them by. Both files are for the owner only.
 */
public final class OperatorFiles {
    private static final String ADDRESS = "operator.address";
    private static final String COMMANDS = "commands.address";
    private static final String TOKEN = "operator.token";

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rw-rw-");
    private static final Set<PosixFilePermission> OTHERS_WRITE = PosixFilePermissions.fromString("----w--w-");

    private final Path home;
    private final String address;

    /** Names the home; nothing has to be there yet. */
    public OperatorFiles(Path home) {
        this(home, ADDRESS);
    }

    private OperatorFiles(Path home, String address) {
        this.home = home;
        this.address = address;
    }

    /** Names a home where operators and typed commands are listened to at two addresses; these files tell the second. */
    public static OperatorFiles ofCommands(Path home) {
        return new OperatorFiles(home, COMMANDS);
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
     * @throws IOException if it is no token, or others can read it
     */
    public Secret token() throws IOException {
        checkOwnerOnly();
        try {
            return Secret.of(read(TOKEN));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the token in " + home.resolve(TOKEN) + " can't be used; delete it and start again", e);
        }
    }

    private void checkOwnerOnly() throws IOException {
        if (!isForOwnerOnly(home.resolve(TOKEN))) {
            throw new IOException(
                    "others may have read the token in " + home.resolve(TOKEN) + "; delete it and start again");
        }
    }

    /** Returns whether nobody but its owner may read or write a file, as far as the file system knows. */
    public static boolean isForOwnerOnly(Path file) throws IOException {
        return isFreeOf(OTHERS, file);
    }

    /** Returns whether nobody but its owner may write a file, as far as the file system knows. */
    public static boolean isWrittenByOwnerOnly(Path file) throws IOException {
        return isFreeOf(OTHERS_WRITE, file);
    }

    private static boolean isFreeOf(Set<PosixFilePermission> permissions, Path file) throws IOException {
        return !isPosix(file) || Collections.disjoint(Files.getPosixFilePermissions(file), permissions);
    }

    /** Tells where commands are listened to, by this process. */
    public void publish(URI door) throws IOException {
        write(address, door + " " + ProcessHandle.current().pid());
    }

    /** Takes the address back. */
    public void withdraw() throws IOException {
        Files.deleteIfExists(home.resolve(address));
    }

    /**
     * Returns where commands are listened to; empty if nothing runs. What a process has left that was killed is not
     * believed: the port may be somebody else's by now, and the token is for nobody else.
     */
    public Optional<URI> address() throws IOException {
        try {
            List<String> words = Splitter.on(' ').splitToList(read(address));
            URI door = URI.create(words.get(0));
            return isRunning(Long.parseLong(words.get(words.size() - 1))) ? Optional.of(door) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException("the address in " + home.resolve(address) + " can't be used", e);
        }
    }

    /** The number of a process that has ended may be given to another one; one of somebody else is never meant. */
    private boolean isRunning(long process) throws IOException {
        Optional<ProcessHandle> running = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
        if (!isPosix()) {
            return running.isPresent();
        }
        String owner = Files.getOwner(home.resolve(address)).getName();
        return running.filter(there -> there.info().user().map(owner::equals).orElse(true))
                .isPresent();
    }

    private String read(String name) throws IOException {
        return Files.readString(home.resolve(name), StandardCharsets.US_ASCII).strip();
    }

    private void write(String name, String text) throws IOException {
        replace(home, name, text);
    }

    /** Writes a line into a file of a home, durably; nobody ever finds half of it, and only its owner may read it. */
    public static void replace(Path home, String name, String line) throws IOException {
        new WholeFile(DurableFolder.create(home).resolve(name)).write(line + "\n");
    }

    private boolean isPosix() {
        return isPosix(home);
    }

    private static boolean isPosix(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
