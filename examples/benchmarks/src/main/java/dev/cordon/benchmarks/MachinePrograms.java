package dev.cordon.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The programs of a machine in two parts, which have no file in common.
 *
 * @param known those that the model is made of
 * @param unseen the others
 */
record MachinePrograms(ImmutableList<Path> known, ImmutableList<Path> unseen) {
    private static final long SMALLEST = 1 << 10;
    private static final int COMPARED = 1 << 16;
    private static final List<byte[]> MAGIC = List.of(
            new byte[] {0x7f, 'E', 'L', 'F'}, new byte[] {'P', 'K', 3, 4}, new byte[] {'M', 'Z'}, new byte[] {'#', '!'
            });

    /** Finds each program once, whatever names it has, and halves them by chance, the same at each run. */
    static MachinePrograms in(List<Path> folders, long seed) throws IOException {
        ImmutableList.Builder<Path> known = ImmutableList.builder();
        ImmutableList.Builder<Path> unseen = ImmutableList.builder();
        Set<HashCode> contents = new HashSet<>();
        for (Path program : find(folders)) {
            if (!contents.add(identity(program))) {
                continue;
            }
            int side = Hashing.sha256()
                    .hashString(seed + program.toString(), StandardCharsets.UTF_8)
                    .asInt();
            (side % 2 == 0 ? known : unseen).add(program);
        }
        return new MachinePrograms(known.build(), unseen.build());
    }

    private static List<Path> find(List<Path> folders) throws IOException {
        List<Path> programs = new ArrayList<>();
        for (Path folder : folders) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile() && attributes.size() >= SMALLEST && isProgram(file)) {
                        programs.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        programs.sort(null);
        return programs;
    }

    private static boolean isProgram(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return false;
        }
        if (file.toString().endsWith(".py")) {
            return true;
        }
        byte[] head = MoreFiles.asByteSource(file).slice(0, 4).read();
        return MAGIC.stream().anyMatch(magic -> Arrays.equals(magic, Arrays.copyOf(head, magic.length)));
    }

    /** Two programs of one size that begin alike are taken for the same. */
    private static HashCode identity(Path file) throws IOException {
        return Hashing.sha256()
                .newHasher()
                .putLong(Files.size(file))
                .putBytes(MoreFiles.asByteSource(file).slice(0, COMPARED).read())
                .hash();
    }

    static ImmutableList<ByteSource> contents(List<Path> files) {
        return files.stream().map(MoreFiles::asByteSource).collect(ImmutableList.toImmutableList());
    }

    static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
