package dev.cordon.clamav;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import dev.cordon.definition.DefinitionSet;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The databases of one set in clamd's folder, among whatever else is there; the names of ours begin with {@code cordon-}.
 * What clamd is to forget for the time being gets a name that it passes over. The proof is written last and taken away first,
 * so that it is never there without the whole set.
 */
final class DatabaseFolder {
    private static final String OURS = "cordon-";
    private static final String PROOF = OURS + "proof.hsb";
    private static final String ASIDE = ".aside";
    private static final String UNFINISHED = ".part";

    private final Path folder;

    DatabaseFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the files of a set as clamd reads them, the proof at the end. Repairs are not among them. */
    private static ImmutableMap<String, ByteSource> files(DefinitionSet set, Proof proof) {
        ImmutableMap.Builder<String, ByteSource> files = ImmutableMap.builder();
        set.databases().forEach((name, database) -> {
            if (!name.endsWith(".rdb")) {
                files.put(OURS + "set-" + name, database);
            }
        });
        return files.put(PROOF, ByteSource.wrap(proof.database().getBytes(US_ASCII)))
                .buildOrThrow();
    }

    /** Returns whether these files are there, and no others of ours. */
    boolean holds(DefinitionSet set, Proof proof) throws IOException {
        Map<String, ByteSource> wanted = files(set, proof);
        List<Path> there = present();
        if (there.size() != wanted.size()) {
            return false;
        }
        for (Map.Entry<String, ByteSource> file : wanted.entrySet()) {
            Path kept = folder.resolve(file.getKey());
            if (!there.contains(kept) || !MoreFiles.asByteSource(kept).contentEquals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Puts the files of a set there; those of the one before are put aside. */
    void put(DefinitionSet set, Proof proof) throws IOException {
        remove(ours("*" + UNFINISHED));
        remove(ours("*" + ASIDE));
        for (Path before : proofFirst(present())) {
            move(before, before.resolveSibling(before.getFileName() + ASIDE));
        }
        for (Map.Entry<String, ByteSource> file : files(set, proof).entrySet()) {
            Path target = folder.resolve(file.getKey());
            Path part = target.resolveSibling(file.getKey() + UNFINISHED);
            // Others may write to the folder, too; nothing is written through a link that they have put there.
            file.getValue().copyTo(MoreFiles.asByteSink(part, CREATE_NEW, WRITE));
            letOthersRead(part);
            move(part, target);
        }
    }

    /** Deletes what was put aside. */
    void keep() throws IOException {
        remove(ours("*" + ASIDE));
    }

    /** Takes back what was put aside. */
    void takeBack() throws IOException {
        remove(proofFirst(present()));
        List<Path> aside = proofFirst(ours("*" + ASIDE));
        for (int last = aside.size() - 1; last >= 0; last--) {
            Path file = aside.get(last);
            move(file, file.resolveSibling(MoreFiles.getNameWithoutExtension(file)));
        }
    }

    private List<Path> present() throws IOException {
        return ours("*.[hn][ds]b");
    }

    private List<Path> ours(String rest) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, OURS + rest)) {
            found.forEach(files::add);
        }
        return files;
    }

    private static List<Path> proofFirst(List<Path> files) {
        List<Path> sorted = new ArrayList<>(files);
        sorted.sort((one, other) -> Boolean.compare(isProof(other), isProof(one)));
        return sorted;
    }

    private static boolean isProof(Path file) {
        return file.getFileName().toString().startsWith(PROOF);
    }

    private static void remove(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** clamd works as a user of its own, and definitions are no secret. */
    private static void letOthersRead(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
