package dev.cordon.cli;

import dev.cordon.sample.Column;
import dev.cordon.sample.Disposition;
import dev.cordon.sample.Sample;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Samples in the columns of the guide (tables 3-1 and 4-2). */
final class SampleList {
    private final List<Sample> samples;
    private final Instant now;

    SampleList(List<Sample> samples, Instant now) {
        this.samples = samples;
        this.now = now;
    }

    void print(boolean json, PrintWriter out, Terminal terminal) {
        if (json) {
            Json.print(samples.stream().map(this::fields).toList(), out);
        } else {
            table().print(out, terminal.width());
        }
    }

    private Map<String, @Nullable Object> fields(Sample sample) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", sample.id().value());
        for (Column column : Column.values()) {
            fields.put(column.token(), column.text(sample, now).orElse(null));
        }
        fields.put("disposition", sample.disposition().map(Disposition::token).orElse(null));
        return fields;
    }

    private Table table() {
        Table table = new Table(
                new Table.Column("ID", 32),
                new Table.Column("STATUS", 13),
                new Table.Column("FILE IS", 8),
                new Table.Column("VIRUS", 20),
                new Table.Column("AGE", 8),
                new Table.Column("ERROR", 14),
                new Table.Column("FILE", Table.REST));
        for (Sample sample : samples) {
            table.row(
                    sample.id().value(),
                    sample.status().token(),
                    sample.disposition().map(Disposition::token).orElse(""),
                    text(Column.VIRUS, sample),
                    age(Duration.between(sample.received(), now)),
                    text(Column.ERRORS, sample),
                    text(Column.FILE, sample));
        }
        return table;
    }

    private String text(Column column, Sample sample) {
        return Printable.text(column.text(sample, now).orElse(""));
    }

    /** The largest unit is all that a person wants to know. */
    static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }
}
