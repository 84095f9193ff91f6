package dev.cordon.cli;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import dev.cordon.analysis.Deferred;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ContentKeys;
import dev.cordon.sample.Sample;
import dev.cordon.scan.Classifier;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sample that waits for an expert, in the words an expert needs. */
record DeferredView(Deferred deferred, Instant now) {
    Map<String, @Nullable Object> fields() {
        Sample sample = deferred.sample();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", sample.id().value());
        fields.put("reason", deferred.reason());
        fields.put("kind", deferred.kind().map(Classifier.Kind::name).orElse(null));
        fields.put("file", name().orElse(null));
        fields.put("size", sample.size());
        fields.put("sha256", sample.digest().toString());
        fields.put("md5", md5().orElse(null));
        fields.put("submissions", deferred.submissions());
        fields.put("received", sample.received().toString());
        return fields;
    }

    /** Prints a paragraph: digests and reasons are too long for the columns of a table. */
    void print(PrintWriter out) {
        Sample sample = deferred.sample();
        line(out, "id", sample.id().value());
        line(out, "reason", deferred.reason());
        line(out, "kind", deferred.kind().map(Classifier.Kind::name).orElse("not known"));
        name().ifPresent(name -> line(out, "file", name));
        line(out, "size", sample.size() + " bytes");
        line(out, "sha256", sample.digest().toString());
        md5().ifPresent(digest -> line(out, "md5", digest));
        line(
                out,
                "waiting",
                Joiner.on(" ")
                        .join(
                                deferred.submissions(),
                                deferred.submissions() == 1 ? "submission," : "submissions,",
                                SampleList.age(Duration.between(sample.received(), now))));
        out.print('\n');
    }

    private static void line(PrintWriter out, String what, String text) {
        out.print(String.format("%-8s %s\n", what, Printable.line(text)));
    }

    /** Where the name was taken out before it left the site, the extension may still be there. */
    private Optional<String> name() {
        return deferred.sample()
                .find(Attributes.SAMPLE_FILE)
                .or(() -> deferred.sample().find(Attributes.SAMPLE_EXTENSION).map(extension -> "*." + extension));
    }

    private Optional<String> md5() {
        return deferred.sample()
                .attributes()
                .text(ContentKeys.SAMPLE_CHECKSUM.name())
                .map(Ascii::toLowerCase);
    }
}
