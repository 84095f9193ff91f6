package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Engine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Definitions in files that a person names: a package, or a folder of databases. */
final class DefinitionFiles {
    /** What is read of a folder; the engine says of each line whether it can be used. */
    private static final String DATABASES = "*.{hdb,hsb,ndb,rdb}";

    /** More than a definitions set may hold. */
    private static final long LONGEST = 1L << 30;

    private DefinitionFiles() {}

    /**
     * Returns the databases of a folder as a set of its own.
     *
     * @throws Refusal if there are none
     */
    static DefinitionSet folder(Path folder, Sequence sequence, DailyVersion version, Instant produced) throws Refusal {
        ImmutableSortedMap.Builder<String, ByteSource> databases = ImmutableSortedMap.naturalOrder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, DATABASES)) {
            for (Path file : files) {
                // Read once, so that what is signed is what was loaded.
                databases.put(file.getFileName().toString(), ByteSource.wrap(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw Refusal.cannotRead(folder, e);
        }
        ImmutableSortedMap<String, ByteSource> found = databases.buildOrThrow();
        if (found.isEmpty()) {
            throw Refusal.of(
                    "cannot use " + Printable.path(folder) + ": there are no databases (.hdb, .hsb, .ndb, .rdb)");
        }
        try {
            return new DefinitionSet(sequence, version, produced, found);
        } catch (IllegalArgumentException e) {
            throw Refusal.of("cannot use " + Printable.path(folder) + ": " + e.getMessage());
        }
    }

    /** Returns a package as it describes itself; nobody has verified it yet. */
    static DefinitionPackage packaged(Path file) throws IOException, Refusal {
        try {
            if (Files.size(file) > LONGEST) {
                throw Refusal.of("cannot use " + Printable.path(file) + ": it is too large for definitions");
            }
            return DefinitionPackage.open(ByteSource.wrap(Files.readAllBytes(file)));
        } catch (FileSystemException e) {
            throw Refusal.cannotRead(file, e);
        }
    }

    /** Returns the packages of a folder, that with the highest sequence first. */
    static ImmutableList<DefinitionPackage> packages(Path folder) throws IOException, Refusal {
        List<DefinitionPackage> packages = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.all.zip")) {
            for (Path file : files) {
                packages.add(packaged(file));
            }
        } catch (FileSystemException e) {
            throw Refusal.cannotRead(folder, e);
        }
        return ImmutableList.sortedCopyOf(
                Comparator.comparing(DefinitionPackage::sequence).reversed(), packages);
    }

    /** Returns the line about what the built-in engine leaves out; other engines may use it. */
    static String leftOut(Engine.UnsupportedLine line) {
        return "not used by the built-in engine: " + line.database() + " line " + line.line() + ": " + line.reason();
    }
}
