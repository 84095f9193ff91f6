package dev.cordon.cli;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Syntaxes;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleFault;
import dev.cordon.server.Action;
import dev.cordon.server.Operator;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The three views of a sample that the guide has: attributes, actions and errors. */
final class SampleView {
    private static final String SECRET = "X-Customer-Credentials";

    private final Sample sample;
    private final ImmutableSet<Action> allowed;
    private final ImmutableMap<String, Object> more;

    private record Step(int changes, String time, String from, String event, String to) {}

    private record Fault(String time, String error, String text) {}

    SampleView(Sample sample) {
        this(sample, ImmutableSet.of());
    }

    /** Is for a server, which says what can be done. */
    SampleView(Operator.Detail detail) {
        this(detail.sample(), detail.allowed());
    }

    private SampleView(Sample sample, ImmutableSet<Action> allowed) {
        this(sample, allowed, ImmutableMap.of());
    }

    private SampleView(Sample sample, ImmutableSet<Action> allowed, ImmutableMap<String, Object> more) {
        this.sample = sample;
        this.allowed = allowed;
        this.more = more;
    }

    /** Returns a view that says something more in JSON. */
    SampleView with(String name, Object value) {
        return new SampleView(sample, allowed, ImmutableMap.of(name, value));
    }

    void print(boolean json, PrintWriter out, Terminal terminal) {
        if (json) {
            Json.print(fields(), out);
            return;
        }
        printAttributes(out, terminal);
        out.print('\n');
        printActions(out, terminal);
        if (!sample.faults().isEmpty()) {
            out.print('\n');
            printErrors(out, terminal);
        }
        if (!allowed.isEmpty()) {
            out.print("\nWhat can be done: " + Joiner.on(", ").join(allowed) + "\n");
        }
    }

    private Map<String, Object> fields() {
        Map<String, String> attributes = new LinkedHashMap<>();
        sample.attributes().forEach(field -> attributes.put(field.name(), value(field)));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", sample.id().value());
        fields.put("status", sample.status().token());
        fields.put("attributes", attributes);
        fields.put("actions", actions());
        fields.put("errors", errors());
        if (!allowed.isEmpty()) {
            fields.put("allowed", allowed.stream().map(Action::token).toList());
        }
        fields.putAll(more);
        return fields;
    }

    private List<Step> actions() {
        return sample.history().stream().map(SampleView::step).toList();
    }

    private static Step step(HistoryEntry entry) {
        return new Step(entry.changes(), entry.at().toString(), entry.from(), entry.event(), entry.to());
    }

    private List<Fault> errors() {
        return sample.faults().stream().map(SampleView::fault).toList();
    }

    private static Fault fault(SampleFault fault) {
        return new Fault(fault.at().toString(), fault.error().toString(), fault.text());
    }

    /** What is secret stays so, and text beyond ASCII is shown as it is meant. */
    private String value(Header.Field field) {
        if (field.name().equalsIgnoreCase(SECRET)) {
            return "(not shown)";
        }
        return sample.find(Key.of(field.name(), Syntaxes.text())).orElse(field.value());
    }

    private void printAttributes(PrintWriter out, Terminal terminal) {
        Table table = new Table(new Table.Column("ATTRIBUTE", 36), new Table.Column("VALUE", Table.REST));
        sample.attributes().forEach(field -> table.row(field.name(), Printable.text(value(field))));
        table.print(out, terminal.width());
    }

    private void printActions(PrintWriter out, Terminal terminal) {
        Table table = new Table(
                new Table.Column("TIME", 30),
                new Table.Column("FROM", 13),
                new Table.Column("ACTION", Table.REST),
                new Table.Column("TO", 13));
        actions().forEach(action -> table.row(action.time(), action.from(), action.event(), action.to()));
        table.print(out, terminal.width());
    }

    private void printErrors(PrintWriter out, Terminal terminal) {
        Table table = new Table(
                new Table.Column("TIME", 30), new Table.Column("ERROR", 24), new Table.Column("REASON", Table.REST));
        errors().forEach(fault -> table.row(fault.time(), fault.error(), Printable.text(fault.text())));
        table.print(out, terminal.width());
    }
}
