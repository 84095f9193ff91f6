package dev.cordon.cli;

import com.google.common.collect.ImmutableSet;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.cordon.simulation.Fault;
import dev.cordon.simulation.Outcome;
import dev.cordon.simulation.Scenario;
import dev.cordon.simulation.Simulation;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes whole sites through storms of faults under a virtual clock, and tells which rule was broken. */
@Command(
        name = "simulate",
        description = {
            "Simulate sites on which everything goes wrong: the real places, under a virtual clock.",
            "The same seed always takes the same course. Exit code 1 if a rule was broken."
        },
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    private static final Gson JSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "the first seed (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--seeds", paramLabel = "COUNT", description = "how many seeds (default: ${DEFAULT-VALUE})")
    private int seeds = 1;

    @Option(names = "--clients", paramLabel = "C", description = "how many clients (default: ${DEFAULT-VALUE})")
    private int clients = 3;

    @Option(names = "--samples", paramLabel = "S", description = "how many files (default: ${DEFAULT-VALUE})")
    private int samples = 12;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            description = "all, none, or some of drop,delay,repeat,reorder,corrupt,disk,crash,forge (default: all)")
    private String faults = "all";

    @Option(names = "--json", description = "print one JSON object a line, one for each seed")
    private boolean json;

    @Option(names = "--trace", description = "print everything that happens on standard error")
    private boolean trace;

    /** Returns 0 if no rule was broken. */
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Scenario first = scenario();
        int broken = 0;
        for (int number = 0; number < seeds; number++) {
            Outcome outcome = Simulation.run(first.seeded(seed + number), line -> {
                if (trace) {
                    err.println(line);
                }
            });
            broken += outcome.violation().isPresent() ? 1 : 0;
            out.println(json ? JSON.toJson(fields(outcome)) : line(outcome));
            out.flush();
            outcome.violation().ifPresent(rule -> complain(outcome, rule, err));
        }
        return broken == 0 ? 0 : 1;
    }

    private Scenario scenario() {
        try {
            ImmutableSet<Fault> chosen = Fault.parse(faults);
            if (seeds < 1) {
                throw new IllegalArgumentException("there is at least one seed");
            }
            return new Scenario(seed, clients, samples, chosen);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void complain(Outcome outcome, String rule, PrintWriter err) {
        err.println("cordon: a rule is broken: " + rule + "; again with: "
                + outcome.scenario().replay());
    }

    private static String line(Outcome outcome) {
        return "seed " + outcome.scenario().seed() + ": "
                + (outcome.violation().isPresent() ? "BROKEN" : "at rest") + " after "
                + outcome.time().toMinutes() + " min, faults " + outcome.troubles() + ", files " + outcome.ends()
                + ", trace " + outcome.trace().toString().substring(0, 16);
    }

    private static Map<String, @Nullable Object> fields(Outcome outcome) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("seed", outcome.scenario().seed());
        fields.put("violation", outcome.violation().orElse(null));
        fields.put("replay", outcome.scenario().replay());
        fields.put("seconds", outcome.time().toSeconds());
        fields.put("steps", outcome.steps());
        fields.put("faults", outcome.troubles());
        fields.put("files", outcome.ends());
        fields.put("trace", outcome.trace().toString());
        return fields;
    }
}
