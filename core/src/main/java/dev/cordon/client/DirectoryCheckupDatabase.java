package dev.cordon.client;

import com.google.common.hash.Hashing;
import dev.cordon.sample.Checkup;
import dev.cordon.store.DurableFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps checkup entries as one small file each, named by a digest of the path they belong to. An entry that was recorded
 * survives the loss of power.
 */
public final class DirectoryCheckupDatabase implements CheckupDatabase {
    private final Path folder;
    private final AtomicLong entries = new AtomicLong();

    private DirectoryCheckupDatabase(Path folder) {
        this.folder = folder;
    }

    /** Opens the database in a folder, which is made if it is not there. */
    public static DirectoryCheckupDatabase open(Path folder) throws IOException {
        return new DirectoryCheckupDatabase(DurableFolder.create(folder));
    }

    @Override
    public void record(Path file, Checkup checkup) throws IOException {
        Path fresh = fresh();
        try {
            write(fresh, checkup.text());
            Files.move(fresh, entry(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        DurableFolder.sync(folder);
    }

    /** Makes an empty file under the next name that is free; names are counted, so the same work gives the same ones. */
    private Path fresh() throws IOException {
        Path file = next();
        while (true) {
            try {
                return Files.createFile(file, OwnerOnly.where(folder));
            } catch (FileAlreadyExistsException e) {
                // A process that was killed has left it.
                file = next();
            }
        }
    }

    private Path next() {
        return folder.resolve("entry" + entries.incrementAndGet() + ".new");
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    @Override
    public Optional<Checkup> find(Path file) throws IOException {
        try {
            return Checkup.parse(Files.readString(entry(file), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Names that differ in case only are different files here; the caller knows the name as the system has it. */
    private Path entry(Path file) {
        String name = Hashing.sha256()
                .hashString(file.toAbsolutePath().normalize().toUri().toASCIIString(), StandardCharsets.UTF_8)
                .toString();
        return folder.resolve(name + ".checkup");
    }
}
