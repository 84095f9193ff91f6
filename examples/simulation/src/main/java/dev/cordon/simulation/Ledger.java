package dev.cordon.simulation;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.AnalysisLifecycle;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.Transition;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Knows what was acknowledged, and holds every host to it: no sample is lost, no step is illegal, nobody installs
 * definitions that are forged or older, and no content is analysed twice.
 */
final class Ledger {
    private static final ImmutableSet<Transition> LEGAL = Stream.of(
                    SampleLifecycle.transitions(), AnalysisLifecycle.transitions())
            .flatMap(List::stream)
            .collect(ImmutableSet.toImmutableSet());
    private static final int ID_LENGTH = 32;
    private static final long LARGEST = 1L << 30;

    private final Trace trace;
    private final TrustedKeys keys;
    private final Map<String, Map<SampleId, Integer>> acknowledged = new LinkedHashMap<>();
    private final Set<SampleId> isolated = new HashSet<>();
    private final Map<Subject, SampleId> analysed = new HashMap<>();
    private final Map<Sequence, HashCode> published = new HashMap<>();
    private final Map<String, Sequence> installed = new HashMap<>();

    /** What is analysed: a content, and what its sender says of it that matters to the outcome. */
    private record Subject(HashCode digest, Optional<String> service, Optional<String> checkup) {
        static Subject of(Sample sample) {
            return new Subject(
                    sample.digest(),
                    sample.attributes().text(Attributes.SAMPLE_SERVICE.name()),
                    sample.attributes().text(Attributes.SAMPLE_CHECKUP.name()));
        }
    }

    Ledger(Trace trace, TrustedKeys keys) {
        this.trace = trace;
        this.keys = keys;
    }

    /** Takes note of a set that is published by who may. */
    void publish(DefinitionPackage set) throws IOException {
        published.put(set.sequence(), set.archive().hash(Hashing.sha256()));
    }

    private Map<SampleId, Integer> of(String host) {
        return acknowledged.computeIfAbsent(host, unused -> new LinkedHashMap<>());
    }

    void added(String host, Sample sample) {
        if (Site.isClient(host)) {
            isolated.add(sample.id());
        }
        if (host.equals(Site.SERVER)) {
            Violation.check(
                    isolated.contains(sample.id()), "the server has sample %s, which no client has", sample.id());
        }
        if (of(host).putIfAbsent(sample.id(), sample.changes()) == null) {
            trace.add(host, "keeps " + sample.id() + " " + sample.status());
        }
    }

    void updated(String host, Sample before, Sample after) {
        int known = of(host).getOrDefault(before.id(), 0);
        Violation.check(
                before.changes() >= known && after.changes() > before.changes(),
                "%s changed sample %s from %s, but it had %s changes",
                host,
                before.id(),
                before.changes(),
                known);
        of(host).put(after.id(), after.changes());
        List<HistoryEntry> steps =
                after.history().subList(before.history().size(), after.history().size());
        for (HistoryEntry step : steps) {
            checkLegal(host, after, step);
            trace.add(host, after.id() + " " + step.from() + " -" + step.event() + "-> " + step.to());
        }
        if (host.equals(Site.ANALYSIS)) {
            checkAnalysedOnce(after, steps);
        }
    }

    private static void checkLegal(String host, Sample sample, HistoryEntry step) {
        boolean isNote = step.from().equals(step.to());
        Violation.check(
                isNote || LEGAL.contains(new Transition(step.from(), step.event(), step.to())),
                "sample %s at %s took an illegal step: %s -%s-> %s",
                sample.id(),
                host,
                step.from(),
                step.event(),
                step.to());
    }

    private void checkAnalysedOnce(Sample sample, List<HistoryEntry> steps) {
        boolean begins = steps.stream().anyMatch(step -> step.to().equals(AnalysisState.CLASSIFYING.token()));
        if (begins) {
            SampleId first = analysed.putIfAbsent(Subject.of(sample), sample.id());
            Violation.check(
                    first == null || first.equals(sample.id()),
                    "samples %s and %s ask the same of the centre, and both were analysed",
                    first,
                    sample.id());
        }
    }

    void removed(String host, SampleId id) {
        trace.add(host, "removes " + id);
        of(host).remove(id);
    }

    /** Takes note of an answer that somebody may rely on. */
    void answered(Host host, Transaction transaction, Header request, Header reply) throws IOException {
        Optional<String> id = switch (transaction) {
            case FORWARD_SAMPLE -> request.find(CordonFields.SAMPLE_ID);
            case SUBMIT_SAMPLE -> reply.find(Attributes.ANALYSIS_COOKIE).map(cookie -> cookie.substring(0, ID_LENGTH));
            default -> Optional.empty();
        };
        if (id.isPresent() && host.running().isPresent()) {
            SampleStore store = host.running().get().parts().place().samples();
            Violation.check(
                    store.find(new SampleId(id.get())).isPresent(),
                    "%s has acknowledged %s with sample %s, and never kept it",
                    host.name(),
                    transaction.token(),
                    id.get());
        }
    }

    /** Holds a host to its acknowledgements after it was started. */
    void started(Host host) {
        host.running().filter(unused -> Site.isClient(host.name())).ifPresent(this::know);
        audit(host);
        look(host);
    }

    /** A client that died after it had kept a sample, and before it could say so, has it all the same. */
    private void know(Host.Running running) {
        try {
            running.parts().place().samples().list(SampleStore.Query.all()).samples().stream()
                    .map(Sample::id)
                    .forEach(isolated::add);
        } catch (IOException e) {
            throw new Violation("the samples of a client can't be listed: " + Host.describe(e));
        }
    }

    /** Looks at what a host has done: the definitions that it uses were published, and are not older than before. */
    void look(Host host) {
        host.running().ifPresent(running -> look(host.name(), running.parts()));
    }

    private void look(String host, Host.Parts parts) {
        Optional<Sequence> active = parts.place().active().sequence();
        Optional<Sequence> before = Optional.ofNullable(installed.get(host));
        if (active.equals(before)) {
            return;
        }
        Violation.check(
                active.isPresent()
                        && before.filter(old -> old.compareTo(active.get()) > 0).isEmpty(),
                "%s used definitions %s and went back to %s",
                host,
                before,
                active);
        installed.put(host, active.orElseThrow());
        trace.add(host, "uses definitions " + active.orElseThrow());
        try {
            checkPublished(host, parts, active.orElseThrow());
        } catch (IOException e) {
            throw new Violation(host + " uses definitions " + active.orElseThrow() + ", and they can't be verified: "
                    + Host.describe(e));
        }
    }

    private void checkPublished(String host, Host.Parts parts, Sequence sequence) throws IOException {
        DefinitionPackage set = parts.place().definitions().find(sequence).orElseThrow(() -> new IOException("gone"));
        var unused = set.verify(keys);
        Violation.check(
                set.archive().hash(Hashing.sha256()).equals(published.get(sequence)),
                "%s uses definitions %s, which are not those that were published",
                host,
                sequence);
    }

    /** Looks whether a host still has everything that it has acknowledged, to the byte. */
    void audit(Host host) {
        host.running().ifPresent(running -> {
            try {
                audit(host.name(), running.parts().place().samples());
            } catch (IOException e) {
                throw new Violation("the samples of " + host.name() + " can't be read: " + Host.describe(e));
            }
        });
    }

    private void audit(String host, SampleStore store) throws IOException {
        for (Map.Entry<SampleId, Integer> entry : of(host).entrySet()) {
            Optional<Sample> sample = store.find(entry.getKey());
            Violation.check(sample.isPresent(), "%s has lost sample %s", host, entry.getKey());
            Violation.check(
                    sample.orElseThrow().changes() >= entry.getValue(),
                    "%s has lost a change of sample %s: it has %s of %s",
                    host,
                    entry.getKey(),
                    sample.orElseThrow().changes(),
                    entry.getValue());
            SampleStore.Content content = store.content(entry.getKey());
            ByteSource captured =
                    new ContentDecoder(Mask.standard(), LARGEST).captured(content.fields(), content.wire());
            Violation.check(
                    captured.hash(Hashing.sha256()).equals(sample.orElseThrow().digest()),
                    "%s has other bytes of sample %s than it was given",
                    host,
                    entry.getKey());
        }
    }
}
