package dev.cordon.benchmarks;

import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Copies of programs and libraries of this machine, in one folder: always the same ones, as long as the machine has them.
 *
 * @param folder where they are
 * @param files each of them
 * @param bytes how many bytes they have together
 */
record ProgramFiles(Path folder, List<Path> files, long bytes) {
    private static final long SEED = 7;
    private static final long LARGEST = 32 << 20;
    private static final String ELF = "7F454C46";

    /** Copies programs until they have so many bytes together. */
    static ProgramFiles copy(Path folder, long wanted) throws IOException {
        Files.createDirectories(folder);
        List<Path> programs = new ArrayList<>();
        for (String root : new String[] {"/usr/bin", "/usr/lib"}) {
            try (Stream<Path> found = Files.walk(Path.of(root), new FileVisitOption[0])) {
                found.filter(ProgramFiles::isProgram).sorted().forEach(programs::add);
            }
        }
        Collections.shuffle(programs, new Random(SEED));
        List<Path> copies = new ArrayList<>();
        long bytes = 0;
        for (Path program : programs) {
            if (bytes >= wanted) {
                break;
            }
            Path copy = folder.resolve(copies.size() + "-" + program.getFileName());
            copies.add(Files.copy(program, copy));
            bytes += Files.size(copy);
        }
        return new ProgramFiles(folder, copies, bytes);
    }

    private static boolean isProgram(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return false;
            }
            try (InputStream content = Files.newInputStream(file)) {
                return BaseEncoding.base16().encode(content.readNBytes(4)).equals(ELF);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the bytes of one of them. */
    byte[] read(int number) throws IOException {
        return Files.readAllBytes(files.get(number % files.size()));
    }
}
