package dev.cordon.cli;

import dev.cordon.analysis.AnalysisCentre;
import dev.cordon.analysis.Deferred;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.UnknownSampleException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What experts look at and do in an analysis centre. */
final class ExpertDesk {
    private final AnalysisPlace centre;
    private final Optional<SampleStore> gateway;

    private ExpertDesk(AnalysisPlace centre, Optional<SampleStore> gateway) {
        this.centre = centre;
        this.gateway = gateway;
    }

    static ExpertDesk of(AnalysisPlace centre) {
        return new ExpertDesk(centre, Optional.empty());
    }

    static ExpertDesk of(GatewayWithCentre both) {
        return new ExpertDesk(both.centre(), Optional.of(both.gateway().place().samples()));
    }

    private AnalysisCentre centre() {
        return centre.centre();
    }

    void rebuild(PrintWriter out) throws IOException {
        out.print(centre().rebuild()
                .map(sequence -> sequence + "\n")
                .orElse("nothing changes; definitions stay as they are\n"));
    }

    /** Writes a sample to a file, and tells where that is. */
    void export(ExportOptions options, UnaryOperator<Path> place, PrintWriter out) throws IOException {
        out.print(Printable.path(options.at(centre(), place)) + "\n");
    }

    void list(Instant now, boolean json, PrintWriter out) throws IOException {
        List<DeferredView> waiting = new ArrayList<>();
        for (Deferred deferred : centre().deferred()) {
            waiting.add(new DeferredView(counted(deferred), now));
        }
        if (json) {
            Json.print(waiting.stream().map(DeferredView::fields).toList(), out);
            return;
        }
        waiting.forEach(view -> view.print(out));
    }

    void show(SampleId id, Instant now, boolean json, PrintWriter out, Terminal terminal) throws IOException {
        Sample sample = centre.place().samples().find(id).orElseThrow(() -> new UnknownSampleException(id));
        SampleView view = new SampleView(sample);
        Optional<Deferred> waiting = centre().deferred(id);
        if (waiting.isPresent()) {
            DeferredView deferred = new DeferredView(counted(waiting.get()), now);
            if (!json) {
                deferred.print(out);
            }
            view = view.with("deferred", deferred.fields());
        }
        view.print(json, out, terminal);
    }

    /** The gateway inside submits one of those that ask the same, so how many wait is known there. */
    private Deferred counted(Deferred deferred) throws IOException {
        if (gateway.isEmpty()) {
            return deferred;
        }
        int submissions = gateway.get()
                .list(Deferred.waitingLike(deferred.sample()))
                .samples()
                .size();
        return new Deferred(deferred.sample(), deferred.reason(), deferred.kind(), submissions);
    }
}
