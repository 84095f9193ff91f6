package dev.cordon.cli.demo;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the closed loop and shows it as a timeline. */
@Command(
        name = "demo",
        description = {
            "Run the closed loop: a client, a server, a gateway and an analysis centre in one process.",
            "Without FILE it makes three harmless samples of its own; with FILE it takes copies of those."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final Gson JSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private static final String ROW = "%8s  %-9s %-24s %-14s %-18s %s%n";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "files to take through the loop; only copies are touched")
    private List<String> names = new ArrayList<>();

    @Option(names = "--home", paramLabel = "DIR", description = "keep what the four places hold in this new folder")
    private @Nullable Path home;

    @Option(names = "--json", description = "print one JSON object a line")
    private boolean json;

    /** Returns 0 once every sample has come to rest. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec().commandLine().getOut();
        PrintWriter err = spec().commandLine().getErr();
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            files.add(path(name));
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new IOException("cannot read " + printable(file) + "; name files that are there");
            }
        }
        if (!json) {
            out.printf(ROW, "TIME", "PLACE", "FILE", "STATUS", "STATE", "EVENT");
        }
        conclude(run(files, out, err), out);
        return 0;
    }

    /** Returns how each file ended, after everything has stopped: nothing is shown after that. */
    private List<Outcome> run(List<Path> files, PrintWriter out, PrintWriter err)
            throws IOException, InterruptedException {
        Path folder = folder();
        Instant start = InstantSource.system().instant();
        try (Demo demo = new Demo(
                folder,
                InstantSource.system(),
                entry -> show(entry, start, out),
                complaint -> err.println("cordon: " + complaint))) {
            return demo.run(files);
        } finally {
            if (home == null) {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        }
    }

    private static Path path(String name) throws IOException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IOException(
                    "a file's name can't be expressed in this locale; set LC_ALL to one with UTF-8, such as C.UTF-8",
                    e);
        }
    }

    private CommandSpec spec() {
        return Optional.ofNullable(spec).orElseThrow(IllegalStateException::new);
    }

    private Path folder() throws IOException {
        if (home == null) {
            return Files.createTempDirectory("cordon-demo");
        }
        if (Files.exists(home)) {
            throw new IOException(printable(home) + " exists already; name a new folder for --home");
        }
        return Files.createDirectories(home).toAbsolutePath();
    }

    private void show(TimelineEntry entry, Instant start, PrintWriter out) {
        synchronized (out) {
            if (json) {
                Map<String, @Nullable Object> line = new LinkedHashMap<>();
                line.put("time", entry.time().toString());
                line.put("sample", entry.sample());
                line.put("file", entry.file());
                line.put("place", entry.place());
                line.put("status", entry.status());
                line.put("state", orNull(entry.state()));
                line.put("event", entry.event());
                out.println(JSON.toJson(line));
            } else {
                String time = "+%.2f s"
                        .formatted(Duration.between(start, entry.time()).toMillis() / 1000.0);
                out.printf(
                        ROW, time, entry.place(), cut(entry.file(), 24), entry.status(), entry.state(), entry.event());
            }
            out.flush();
        }
    }

    private void conclude(List<Outcome> outcomes, PrintWriter out) {
        if (json) {
            out.println(JSON.toJson(
                    Map.of("outcome", outcomes.stream().map(DemoCommand::fields).toList())));
            out.flush();
            return;
        }
        out.println();
        for (Outcome outcome : outcomes) {
            out.println(printable(Path.of(outcome.file())));
            out.printf("    %s%s%n", outcome.end(), found(outcome));
            out.printf("    status %s, SHA-256 %s%n", outcome.status(), outcome.sha256());
        }
        if (home != null) {
            out.println();
            out.println("Everything the four places hold is in " + printable(home) + ".");
        }
        out.flush();
    }

    private static String found(Outcome outcome) {
        StringBuilder found = new StringBuilder();
        if (!outcome.virus().isEmpty()) {
            found.append("; found: ").append(outcome.virus());
        }
        if (!outcome.state().isEmpty()) {
            found.append("; analysis: ").append(outcome.state());
        }
        if (!outcome.sequence().isEmpty()) {
            found.append("; definitions ").append(outcome.sequence());
        }
        return found.toString();
    }

    private static Map<String, @Nullable Object> fields(Outcome outcome) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("sample", outcome.sample());
        fields.put("file", outcome.file());
        fields.put("path", outcome.path());
        fields.put("status", outcome.status());
        fields.put("state", orNull(outcome.state()));
        fields.put("virus", orNull(outcome.virus()));
        fields.put("sequence", orNull(outcome.sequence()));
        fields.put("restored", outcome.restored());
        fields.put("sha256", outcome.sha256());
        return fields;
    }

    /** JSON says plainly that there is nothing. */
    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private static String printable(Path path) {
        return path.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
