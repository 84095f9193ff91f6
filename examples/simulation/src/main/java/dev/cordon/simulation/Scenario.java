package dev.cordon.simulation;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import java.util.stream.Collectors;

/**
 * What is simulated. The same scenario always takes the same course.
 *
 * @param seed decides everything that is left to chance
 * @param clients how many computers forward to the server, 1 or more
 * @param samples how many files are isolated, 0 or more
 * @param faults what goes wrong
 */
public record Scenario(long seed, int clients, int samples, ImmutableSet<Fault> faults) {
    /** Refuses a site without clients. */
    public Scenario {
        checkArgument(clients > 0, "there is at least one client");
        checkArgument(samples >= 0, "there are 0 samples or more");
    }

    /** Returns the scenario of another seed. */
    public Scenario seeded(long other) {
        return new Scenario(other, clients, samples, faults);
    }

    /** Returns the list of faults as {@link Fault#parse} reads it. */
    public String faultList() {
        if (faults.isEmpty()) {
            return "none";
        }
        return faults.size() == Fault.values().length
                ? "all"
                : faults.stream().map(Fault::token).collect(Collectors.joining(","));
    }

    /** Returns the command that takes the same course again. */
    public String replay() {
        return "java -jar examples/cli/target/cordon.jar simulate --seed " + seed + " --clients " + clients
                + " --samples " + samples + " --faults " + faultList();
    }
}
