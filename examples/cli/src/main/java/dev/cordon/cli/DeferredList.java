package dev.cordon.cli;

import com.google.common.collect.ImmutableMap;
import dev.cordon.sample.Sample;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Samples that wait for an expert. */
record DeferredList(List<Sample> samples, Instant now) {
    void print(boolean json, PrintWriter out, Terminal terminal) {
        if (json) {
            Json.print(samples.stream().map(DeferredList::fields).toList(), out);
            return;
        }
        Table table = new Table(
                new Table.Column("ID", 32), new Table.Column("BYTES", 12), new Table.Column("AGE", Table.REST));
        for (Sample sample : samples) {
            table.row(
                    sample.id().value(),
                    Long.toString(sample.size()),
                    SampleList.age(Duration.between(sample.received(), now)));
        }
        table.print(out, terminal.width());
    }

    private static Map<String, Object> fields(Sample sample) {
        return ImmutableMap.of(
                "id", sample.id().value(),
                "size", sample.size(),
                "received", sample.received().toString());
    }
}
