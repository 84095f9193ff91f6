package dev.cordon.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.io.MoreFiles;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads a database with the built-in engine in a JVM that has done nothing else, and then again while it is warm; prints
 * what that took, and the memory of the process after some files were scanned.
 */
public final class SignatureLoad {
    private static final int WARM = 15;

    private SignatureLoad() {}

    /**
     * Loads and prints.
     *
     * @param arguments the database, and a folder of files to scan
     */
    public static void main(String[] arguments) throws IOException {
        Path database = Path.of(arguments[0]);
        long cold = loadNanos(database);
        Engine.Loaded loaded = new SignatureEngine().load(SignatureDatabase.set(database));
        scan(loaded.scanner(), Path.of(arguments[1]));
        long peak = ProcessMemory.of(ProcessHandle.current().pid()).peak();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        checkState(loaded.unsupported().isEmpty(), "lines were left out");
        long[] warm = new long[WARM];
        for (int time = 0; time < WARM; time++) {
            warm[time] = loadNanos(database);
        }
        Arrays.sort(warm);
        System.out.printf(
                "load: %.2f s cold, %.2f s warm (median of %d); process %d MiB at the most after two loads and a scan, "
                        + "%d MiB of heap in use with one set%n",
                cold / 1e9, warm[WARM / 2] / 1e9, WARM, peak >> 20, used >> 20);
    }

    private static long loadNanos(Path database) throws IOException {
        long begin = System.nanoTime();
        Engine.Loaded loaded = new SignatureEngine().load(SignatureDatabase.set(database));
        long nanos = System.nanoTime() - begin;
        checkState(loaded.unsupported().isEmpty(), "lines were left out");
        return nanos;
    }

    private static void scan(Scanner scanner, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Scanner.Report report = scanner.scan(new Scanner.Request(MoreFiles.asByteSource(file)));
                checkState(report.verdict() instanceof Scanner.NothingDetected, "something was found in %s", file);
            }
        }
    }

    /** Runs it in a JVM of its own with so much heap, and returns when it is done. */
    static void fork(String heap, Path database, Path files) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                SignatureLoad.class.getName(),
                database.toString(),
                files.toString());
        checkState(new ProcessBuilder(command).inheritIO().start().waitFor() == 0, "it did not load");
    }
}
