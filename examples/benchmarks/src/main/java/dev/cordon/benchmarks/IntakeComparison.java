package dev.cordon.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Lets the store and the bare program of {@link IntakeBenchmark} take turns in one process, and prints what part of the
 * bare program's speed the store reaches. What a disk does changes within seconds, so only turns that follow one another
 * are compared, and who is first changes from pair to pair.
 */
public final class IntakeComparison {
    /** Pairs that are not counted: the compiler is still at work. */
    private static final int WARM_UP = 30;

    private IntakeComparison() {}

    /** What takes turns. */
    @FunctionalInterface
    interface Turn {
        void take() throws Exception;
    }

    /**
     * Compares, and deletes what was written at the end.
     *
     * @param arguments how many pairs, and the folder to write to; both may be left out
     */
    public static void main(String[] arguments) throws Exception {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Path folder = arguments.length > 1
                ? Files.createTempDirectory(Path.of(arguments[1]), "comparison")
                : Files.createTempDirectory("comparison");
        IntakeBenchmark benchmark = new IntakeBenchmark();
        benchmark.folder = folder.toString();
        benchmark.makeSamples();
        try {
            compare(benchmark, pairs);
        } finally {
            benchmark.deleteSamples();
            StoredSamples.delete(folder);
        }
    }

    private static void compare(IntakeBenchmark benchmark, int pairs) throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 1 - WARM_UP; pair <= pairs; pair++) {
            boolean storeFirst = pair % 2 == 0;
            double first = micros(benchmark, storeFirst ? benchmark::cordon : benchmark::bareProgram);
            double second = micros(benchmark, storeFirst ? benchmark::bareProgram : benchmark::cordon);
            double store = storeFirst ? first : second;
            double bare = storeFirst ? second : first;
            if (pair > 0) {
                ratios.add(bare / store);
                System.out.printf(
                        "pair %d: store %.0f samples/s, bare program %.0f samples/s, ratio %.2f%n",
                        pair, 1e6 / store, 1e6 / bare, bare / store);
            }
        }
        Collections.sort(ratios);
        System.out.printf(
                "ratio: median %.2f, half of them from %.2f to %.2f, all from %.2f to %.2f%n",
                ratios.get(pairs / 2),
                ratios.get(pairs / 4),
                ratios.get(pairs - 1 - pairs / 4),
                ratios.get(0),
                ratios.get(pairs - 1));
    }

    private static double micros(IntakeBenchmark benchmark, Turn turn) throws Exception {
        benchmark.openStore();
        long begin = System.nanoTime();
        turn.take();
        long nanos = System.nanoTime() - begin;
        benchmark.closeStore();
        return nanos / 1e3 / IntakeBenchmark.SAMPLES;
    }
}
