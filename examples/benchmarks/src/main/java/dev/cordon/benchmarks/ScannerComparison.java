package dev.cordon.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lets the built-in engine and ClamAV take turns in scanning the same programs with the same signatures, and prints what
 * each has taken for a byte, and their ratios within a round.
 *
 * <p>Everybody scans in one thread, looks into archives, and reads from the page cache. Who begins changes from round to
 * round.
 */
public final class ScannerComparison {
    private static final int WARM_UP = 2;
    private static final int FORKS = 5;
    private static final String HEAP = "256m";

    private final Path folder;
    private final ProgramFiles programs;
    private final Path databases;
    private final Path canary;
    private final Scanner ours;
    private final ClamdProcess clamd;
    private final Map<Side, List<Double>> nanosPerByte = new EnumMap<>(Side.class);

    private ScannerComparison(Path folder, ProgramFiles programs, Path database, ClamdProcess clamd)
            throws IOException {
        this.folder = folder;
        this.programs = programs;
        this.databases = database.getParent();
        this.canary = Files.writeString(folder.resolve("canary"), SignatureDatabase.CANARY);
        this.ours = new SignatureEngine().load(SignatureDatabase.set(database)).scanner();
        this.clamd = clamd;
    }

    /** Who scans, and how it gets the bytes. */
    private enum Side {
        CORDON("Cordon"),
        CLAMD_FILES("clamd, which reads the files"),
        CLAMD_STREAM("clamd, sent the bytes"),
        CLAMSCAN("clamscan without its start");

        private final String label;

        Side(String label) {
            this.label = label;
        }
    }

    /**
     * Compares, and deletes what was written at the end.
     *
     * @param arguments how many rounds, how many MiB of programs, and the folder to write to; all may be left out
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        long mebibytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 128;
        Path folder = arguments.length > 2
                ? Files.createTempDirectory(Path.of(arguments[2]), "scanners")
                : Files.createTempDirectory("scanners");
        try {
            ProgramFiles programs = ProgramFiles.copy(folder.resolve("programs"), mebibytes << 20);
            System.out.printf("%d programs, %d MiB%n", programs.files().size(), programs.bytes() >> 20);
            for (int count : new int[] {10_000, 100_000}) {
                compare(folder, programs, count, rounds);
            }
        } finally {
            StoredSamples.delete(folder);
        }
    }

    private static void compare(Path folder, ProgramFiles programs, int count, int rounds) throws Exception {
        Path databases = Files.createDirectories(folder.resolve("databases" + count));
        Path database = databases.resolve("benchmark.ndb");
        SignatureDatabase.write(database, count, programs);
        System.out.printf("%n%d signatures%n", count);
        for (int fork = 0; fork < FORKS; fork++) {
            SignatureLoad.fork(HEAP, database, programs.folder());
        }
        try (ClamdProcess clamd = ClamdProcess.start(folder, databases)) {
            System.out.printf("%s starts in %.2f s%n", clamd.clamd().version(), clamd.startNanos() / 1e9);
            // The rounds take long, and who cuts them off wants to know this, too.
            print("loaded", clamd.memory());
            ScannerComparison comparison = new ScannerComparison(folder, programs, database, clamd);
            comparison.requireSameFindings();
            for (int round = 1 - WARM_UP; round <= rounds; round++) {
                comparison.round(round);
            }
            comparison.print();
            print("after all rounds", clamd.memory());
        }
    }

    private static void print(String when, ProcessMemory clamd) {
        System.out.printf("clamd %s: %d MiB, %d MiB at the most%n", when, clamd.now() >> 20, clamd.peak() >> 20);
    }

    /** Who finds nothing in the programs, because it does not look, would be fast. */
    private void requireSameFindings() throws Exception {
        for (Scanner scanner : List.of(ours, clamd.clamd().scanner())) {
            checkState(
                    scan(scanner, canary).equals(new Scanner.Detected("Canary")),
                    "%s does not know the canary",
                    scanner);
        }
        checkState(clamd.scan(canary).contains("Canary"), "clamd does not know the canary");
        checkState(clamscan(canary) == 1, "clamscan does not know the canary");
    }

    private void round(int round) throws Exception {
        List<Side> sides = new ArrayList<>(List.of(Side.values()));
        Collections.rotate(sides, round);
        Map<Side, Double> taken = new EnumMap<>(Side.class);
        for (Side side : sides) {
            taken.put(side, nanos(side) / (double) programs.bytes());
        }
        if (round > 0) {
            taken.forEach((side, nanos) ->
                    nanosPerByte.computeIfAbsent(side, any -> new ArrayList<>()).add(nanos));
            System.out.printf("round %d: %s%n", round, taken);
        }
    }

    private long nanos(Side side) throws Exception {
        long begin = System.nanoTime();
        switch (side) {
            case CORDON -> scanAll(ours);
            case CLAMD_STREAM -> scanAll(clamd.clamd().scanner());
            case CLAMD_FILES -> {
                String found = clamd.scan(programs.folder());
                checkState(!found.contains("FOUND") && !found.contains("ERROR"), "clamd: %s", found);
            }
            case CLAMSCAN -> {
                Path nothing = Files.writeString(folder.resolve("nothing"), "nothing");
                checkState(clamscan(nothing) == 0, "clamscan has found something");
                long start = System.nanoTime() - begin;
                checkState(clamscan(programs.folder()) == 0, "clamscan has found something");
                return System.nanoTime() - begin - 2 * start;
            }
        }
        return System.nanoTime() - begin;
    }

    private void scanAll(Scanner scanner) {
        for (Path program : programs.files()) {
            Scanner.Verdict verdict = scan(scanner, program);
            checkState(verdict instanceof Scanner.NothingDetected, "%s: %s", program, verdict);
        }
    }

    private static Scanner.Verdict scan(Scanner scanner, Path file) {
        ByteSource content = MoreFiles.asByteSource(file);
        return scanner.scan(new Scanner.Request(content)).verdict();
    }

    private int clamscan(Path fileOrFolder) throws Exception {
        return new ProcessBuilder(
                        "clamscan",
                        "--database=" + databases,
                        "--no-summary",
                        "--disable-cache",
                        "--infected",
                        "--recursive",
                        "--scan-mail=no",
                        "--scan-html=no",
                        "--scan-pdf=no",
                        "--scan-ole2=no",
                        "--scan-swf=no",
                        "--scan-xmldocs=no",
                        "--scan-hwp3=no",
                        "--bytecode=no",
                        "--phishing-sigs=no",
                        "--phishing-scan-urls=no",
                        "--heuristic-alerts=no",
                        "--max-scansize=1024M",
                        "--max-filesize=1024M",
                        "--max-scantime=0",
                        fileOrFolder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }

    private void print() {
        List<Double> cordon = nanosPerByte.get(Side.CORDON);
        for (Side side : Side.values()) {
            List<Double> taken = nanosPerByte.get(side);
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < taken.size(); round++) {
                ratios.add(taken.get(round) / cordon.get(round));
            }
            System.out.printf("%s: %s ns a byte, times of Cordon: %s%n", side.label, spread(taken), spread(ratios));
        }
    }

    private static String spread(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return "%.2f (%.2f to %.2f)"
                .formatted(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
