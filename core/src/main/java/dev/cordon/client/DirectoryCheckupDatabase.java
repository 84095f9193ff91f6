package dev.cordon.client;

import com.google.common.hash.Hashing;
import dev.cordon.sample.Checkup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps checkup entries as one small file each, named by a digest of the path they belong to. */
public final class DirectoryCheckupDatabase implements CheckupDatabase {
    private final Path folder;

    private DirectoryCheckupDatabase(Path folder) {
        this.folder = folder;
    }

    /** Opens the database in a folder, which is made if it is not there. */
    public static DirectoryCheckupDatabase open(Path folder) throws IOException {
        return new DirectoryCheckupDatabase(Files.createDirectories(folder));
    }

    @Override
    public void record(Path file, Checkup checkup) throws IOException {
        Path entry = entry(file);
        Path fresh = Files.createTempFile(folder, "entry", ".new");
        Files.writeString(fresh, checkup.text(), StandardCharsets.US_ASCII);
        Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public Optional<Checkup> find(Path file) throws IOException {
        try {
            return Checkup.parse(Files.readString(entry(file), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path entry(Path file) {
        String name = Hashing.sha256()
                .hashString(file.toAbsolutePath().normalize().toString(), StandardCharsets.UTF_8)
                .toString();
        return folder.resolve(name + ".checkup");
    }
}
