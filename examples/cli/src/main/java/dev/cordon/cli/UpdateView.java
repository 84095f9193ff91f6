package dev.cordon.cli;

import dev.cordon.agent.RequestedDefinitions;
import dev.cordon.attribute.Sequence;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of asking for updated definitions for a sample. */
final class UpdateView {
    private final RequestedDefinitions asked;

    UpdateView(RequestedDefinitions asked) {
        this.asked = asked;
    }

    void print(boolean json, PrintWriter out) {
        if (json) {
            Json.print(fields(), out);
            return;
        }
        out.print(asked.fetched()
                .map(sequence -> "definitions " + sequence + " were fetched\n")
                .orElse("there are no newer definitions\n"));
        out.print("the sample is " + (asked.isResolved() ? "resolved: " : "not resolved: ")
                + asked.sample().status().token() + "\n");
    }

    private Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", asked.sample().id().value());
        fields.put("fetched", asked.fetched().map(Sequence::value).orElse(null));
        fields.put("resolved", asked.isResolved());
        fields.put("status", asked.sample().status().token());
        return fields;
    }
}
