package dev.cordon.benchmarks;

import dev.cordon.simulation.Outbreak;
import java.time.Duration;

/** Takes one unknown file through a simulated site, until the last of its computers is protected. */
final class ProtectionTime {
    private static final int TARGETS = 1000;

    private ProtectionTime() {}

    /** Runs it; the only argument is how many computers there are, 1,000 without it. */
    public static void main(String[] arguments) {
        int targets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TARGETS;
        long start = System.nanoTime();
        Outbreak.Protection protection = Outbreak.run(1, targets);
        Duration real = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "%d computers protected after %d min of virtual time (bound %d min), %d steps, %.1f s of real time%n",
                protection.targets(),
                protection.time().toMinutes(),
                protection.bound().toMinutes(),
                protection.steps(),
                real.toMillis() / 1000.0);
    }
}
