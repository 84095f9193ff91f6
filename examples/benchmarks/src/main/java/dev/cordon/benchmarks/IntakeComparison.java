package dev.cordon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link IntakeBenchmark} in rounds, in each of which the store and the bare program take turns, and prints what
 * part of the bare program's speed the store reaches. What a disk does changes within minutes, so only figures of the
 * same round are compared.
 */
public final class IntakeComparison {
    private IntakeComparison() {}

    /**
     * Compares, and deletes what was written at the end.
     *
     * @param arguments how many rounds, and the folder to write to; both may be left out
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        Path folder = arguments.length > 1
                ? Files.createTempDirectory(Path.of(arguments[1]), "comparison")
                : Files.createTempDirectory("comparison");
        try {
            compare(rounds, folder);
        } finally {
            StoredSamples.delete(folder);
        }
    }

    private static void compare(int rounds, Path folder) throws RunnerException {
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            boolean storeFirst = round % 2 == 0;
            double first = micros(storeFirst ? "cordon" : "bareProgram", folder);
            double second = micros(storeFirst ? "bareProgram" : "cordon", folder);
            double store = storeFirst ? first : second;
            double bare = storeFirst ? second : first;
            ratios.add(bare / store);
            System.out.printf(
                    "round %d: store %.0f samples/s, bare program %.0f samples/s, ratio %.2f%n",
                    round, 1e6 / store, 1e6 / bare, bare / store);
        }
        Collections.sort(ratios);
        System.out.printf(
                "ratio: median %.2f, from %.2f to %.2f%n",
                ratios.get(rounds / 2), ratios.get(0), ratios.get(rounds - 1));
    }

    private static double micros(String benchmark, Path folder) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(IntakeBenchmark.class.getName() + "\\." + benchmark)
                .verbosity(VerboseMode.SILENT)
                .param("folder", folder.toString())
                .build();
        return new Runner(options).run().iterator().next().getPrimaryResult().getScore();
    }
}
