package dev.cordon.cli;

import com.google.common.collect.ImmutableSet;
import dev.cordon.defcast.Rollout;
import dev.cordon.defcast.RolloutPolicy;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a rollout has come, and how each computer stands in it. */
final class RolloutView {
    private final Rollout rollout;
    private final boolean isPastFirstRing;
    private final ImmutableSet<String> firstRing;

    private record Computer(String name, int ring, String standing) {}

    RolloutView(Rollout rollout, RolloutPolicy policy) {
        this.rollout = rollout;
        this.isPastFirstRing = rollout.isPastFirstRing(policy);
        this.firstRing = rollout.firstRing(policy);
    }

    void print(boolean json, PrintWriter out, Terminal terminal) {
        if (json) {
            Json.print(fields(), out);
            return;
        }
        out.print("Definitions " + rollout.sequence() + ": " + state()
                + rollout.stopped()
                        .map(reason -> " (" + Printable.text(reason) + ")")
                        .orElse("") + "\n\n");
        table().print(out, terminal.width());
    }

    private Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("sequence", rollout.sequence().value());
        fields.put("state", state());
        fields.put("reason", rollout.stopped().orElse(null));
        fields.put("computers", computers());
        return fields;
    }

    private String state() {
        if (rollout.stopped().isPresent()) {
            return "stopped";
        }
        if (rollout.isDone()) {
            return "done";
        }
        return isPastFirstRing ? "beyond the first ring" : "in the first ring";
    }

    private List<Computer> computers() {
        return rollout.computers().entrySet().stream()
                .map(entry -> new Computer(
                        entry.getKey(),
                        firstRing.contains(entry.getKey()) ? 1 : 2,
                        entry.getValue().token()))
                .toList();
    }

    private Table table() {
        Table table = new Table(
                new Table.Column("RING", 4), new Table.Column("STANDING", 9), new Table.Column("COMPUTER", Table.REST));
        computers()
                .forEach(computer -> table.row(
                        Integer.toString(computer.ring()), computer.standing(), Printable.text(computer.name())));
        return table;
    }

    /** Prints a rollout, or that there is none. */
    static void print(
            Optional<Rollout> rollout, RolloutPolicy policy, boolean json, PrintWriter out, Terminal terminal) {
        if (rollout.isPresent()) {
            new RolloutView(rollout.get(), policy).print(json, out, terminal);
        } else {
            out.print(json ? "null\n" : "there was no rollout yet\n");
        }
    }
}
