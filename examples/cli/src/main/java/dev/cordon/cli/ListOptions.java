package dev.cordon.cli;

import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.server.Operator;
import dev.cordon.spi.SampleStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which samples of a server are listed, and how. */
final class ListOptions {
    private static final int USUAL_PAGE = 50;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "print a JSON array of all samples")
    private boolean json;

    @Option(
            names = "--where",
            paramLabel = "COLUMN=WORDS",
            description =
                    "only samples that show these words in a column, as in status=held; of several for one column "
                            + "any will do")
    private List<String> where = new ArrayList<>();

    @Option(
            names = "--order",
            paramLabel = "[-]COLUMN",
            defaultValue = "received",
            description = "what to order by, with - the largest first (default: received)")
    @SuppressWarnings("NullAway.Init") // it has a default
    private String order;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "" + USUAL_PAGE,
            description = "how many samples make a page (default: " + USUAL_PAGE + "); --json has no pages")
    private int limit;

    @Option(names = "--after", paramLabel = "PAGE", description = "the page after another one, which has said how")
    private @Nullable String after;

    /** Prints the list. */
    void print(SampleStore.Query query, Operator operator, Instant now, PrintWriter out, Terminal terminal)
            throws IOException {
        if (json) {
            List<Sample> all = new ArrayList<>();
            operator.each(query, all::add);
            new SampleList(all, now).print(true, out, terminal);
            return;
        }
        SampleStore.Page page = operator.list(query.inPagesOf(limit));
        new SampleList(page.samples(), now).print(false, out, terminal);
        page.next().ifPresent(next -> out.print("\nThere are more; go on with --after " + next + "\n"));
    }

    /**
     * Returns what is asked for.
     *
     * @throws ParameterException if that makes no sense
     */
    SampleStore.Query query() {
        if (limit < 1) {
            throw wrong("--limit: 1 or more expected");
        }
        boolean descending = order.startsWith("-");
        SampleStore.Query query = SampleStore.Query.all()
                .orderedBy(column("--order", descending ? order.substring(1) : order), descending);
        for (String wanted : where) {
            query = where(query, wanted);
        }
        return after == null ? query : query.after(after);
    }

    private SampleStore.Query where(SampleStore.Query query, String wanted) {
        int end = wanted.indexOf('=');
        if (end < 0) {
            throw wrong("--where: COLUMN=WORDS expected");
        }
        Column column = column("--where", wanted.substring(0, end));
        try {
            return query.where(column, wanted.substring(end + 1));
        } catch (IllegalArgumentException e) {
            throw wrong("--where: samples are picked by words, not by times");
        }
    }

    private Column column(String option, String token) {
        return Arrays.stream(Column.values())
                .filter(column -> column.token().equalsIgnoreCase(token))
                .findFirst()
                .orElseThrow(() -> wrong(option + ": one of these columns expected: "
                        + Arrays.stream(Column.values()).map(Column::token).collect(Collectors.joining(", "))));
    }

    private ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
