package dev.cordon.cli.demo;

import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Sequence;
import dev.cordon.sample.Disposition;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** When a sample has come to rest, and where. */
final class Ends {
    private static final ImmutableSet<SampleStatus> FOR_A_PERSON =
            ImmutableSet.of(SampleStatus.ATTENTION, SampleStatus.ERROR);

    private final Timeline timeline;

    Ends(Timeline timeline) {
        this.timeline = timeline;
    }

    boolean isAtRest(Sample isolated) {
        Optional<Sample> server = timeline.at("server", isolated);
        Optional<Sample> client = timeline.at("client", isolated);
        if (server.isEmpty() || client.isEmpty()) {
            return false;
        }
        return isForAPerson(server.get()) || isForAPerson(client.get()) || isDone(client.get(), server.get());
    }

    private static boolean isForAPerson(Sample sample) {
        boolean deferred = sample.state()
                .flatMap(OpenToken::known)
                .filter(AnalysisState.DEFERRED::equals)
                .isPresent();
        return FOR_A_PERSON.contains(sample.status()) || deferred;
    }

    /** The server has finished with it, and the client has done what it does by itself. */
    private static boolean isDone(Sample client, Sample server) {
        boolean operated = client.status() == SampleStatus.INSTALLED
                || client.status() == SampleStatus.UNNEEDED
                        && (isRestored(client)
                                || client.due().isPresent() && !client.faults().isEmpty());
        return server.status().isFinal() && operated;
    }

    Outcome of(Sample isolated, String name) throws IOException {
        Sample client = timeline.at("client", isolated).orElse(isolated);
        Sample server = timeline.at("server", isolated).orElse(isolated);
        Path file = client.find(CordonFields.PATH)
                .map(URI::create)
                .map(Path::of)
                .orElseThrow(() -> new IOException("the sample has lost its place"));
        boolean restored = isRestored(client);
        return new Outcome(
                isolated.id().value(),
                name,
                file.toString(),
                server.status().token(),
                server.state().map(OpenToken::text).orElse(""),
                virus(client, server),
                server.sequenceNeeded().map(Sequence::toString).orElse(""),
                restored,
                restored ? DemoFiles.sha256(file) : client.digest().toString(),
                end(client, restored));
    }

    private static String virus(Sample client, Sample server) {
        return server.find(Attributes.ANALYSIS_VIRUS_NAME)
                .or(() -> server.find(Attributes.SCAN_VIRUS_NAME))
                .or(() -> client.find(Attributes.SCAN_VIRUS_NAME))
                .orElse("");
    }

    private static boolean isRestored(Sample client) {
        return client.disposition()
                .filter(done -> done == Disposition.RESTORED || done == Disposition.REPAIRED)
                .isPresent();
    }

    private static String end(Sample client, boolean restored) {
        if (!restored) {
            return isForAPerson(client) ? "isolated, waits for a person" : "isolated";
        }
        boolean repaired =
                client.disposition().filter(Disposition.REPAIRED::equals).isPresent();
        return repaired ? "repaired and restored" : "restored as it was";
    }
}
