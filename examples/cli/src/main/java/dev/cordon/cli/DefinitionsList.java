package dev.cordon.cli;

import dev.cordon.scan.KeptDefinitions;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The definitions that a place keeps. */
final class DefinitionsList {
    private final List<KeptDefinitions> kept;

    DefinitionsList(List<KeptDefinitions> kept) {
        this.kept = kept;
    }

    void print(boolean json, PrintWriter out, Terminal terminal) {
        if (json) {
            Json.print(kept.stream().map(DefinitionsList::fields).toList(), out);
        } else {
            table().print(out, terminal.width());
        }
    }

    /** Returns what is said of one of them as a record. */
    static Map<String, Object> fields(KeptDefinitions set) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sequence", set.sequence().value());
        fields.put("version", set.version().toString());
        fields.put("certified", set.certified());
        fields.put("inUse", set.inUse());
        fields.put("withdrawn", set.withdrawn());
        return fields;
    }

    private Table table() {
        Table table = new Table(
                new Table.Column("SEQUENCE", 8),
                new Table.Column("VERSION", 16),
                new Table.Column("CERTIFIED", 9),
                new Table.Column("STANDING", 9));
        for (KeptDefinitions set : kept) {
            table.row(
                    set.sequence().toString(),
                    set.version().toString(),
                    set.certified() ? "yes" : "no",
                    set.inUse() ? "in use" : set.withdrawn() ? "withdrawn" : "");
        }
        return table;
    }
}
