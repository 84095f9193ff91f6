package dev.cordon.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import java.io.IOException;
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
 * The programs of a machine in three parts. No two files have the same content, and only the content and a seed say in
 * which part a file is.
 *
 * @param known those that the model is made of, and in which no signature may stand: three eighths
 * @param donors those that are infected, and of which bodies are made: an eighth
 * @param unseen those that nobody asks before the end: half
 */
record MachinePrograms(ImmutableList<Path> known, ImmutableList<Path> donors, ImmutableList<Path> unseen) {
    private static final long SMALLEST = 1 << 10;

    /** ELF, Windows, scripts, and the classes of a Java runtime. Packed programs are left out. */
    private static final List<byte[]> MAGIC =
            List.of(new byte[] {0x7f, 'E', 'L', 'F'}, new byte[] {'M', 'Z'}, new byte[] {'#', '!'}, new byte[] {
                (byte) 0xda, (byte) 0xda, (byte) 0xfe, (byte) 0xca
            });

    /** Finds each program once, whatever names it has. */
    static MachinePrograms in(List<Path> folders, int seed) throws IOException {
        ImmutableList.Builder<Path> known = ImmutableList.builder();
        ImmutableList.Builder<Path> donors = ImmutableList.builder();
        ImmutableList.Builder<Path> unseen = ImmutableList.builder();
        Set<HashCode> contents = new HashSet<>();
        for (Path program : find(folders)) {
            HashCode content = MoreFiles.asByteSource(program).hash(Hashing.sha256());
            if (contents.add(content)) {
                int eighth = content.asInt() + seed & 7;
                (eighth < 3 ? known : eighth == 3 ? donors : unseen).add(program);
            }
        }
        return new MachinePrograms(known.build(), donors.build(), unseen.build());
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
        if (isText(file)) {
            return true;
        }
        byte[] head = MoreFiles.asByteSource(file).slice(0, 4).read();
        return MAGIC.stream().anyMatch(magic -> Arrays.equals(magic, Arrays.copyOf(head, magic.length)));
    }

    static boolean isText(Path file) {
        return file.toString().endsWith(".py");
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
