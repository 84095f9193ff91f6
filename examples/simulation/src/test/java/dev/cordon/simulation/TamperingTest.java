package dev.cordon.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.EncodedContent;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.testkit.StoreBetween;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mistakes that are made on purpose are found, each by the rule that it breaks. */
class TamperingTest {
    private static final ImmutableSet<Fault> NONE = ImmutableSet.of();
    private static final int SEEDS = 8;

    /** Returns the first rule that is found broken. */
    private static Optional<String> found(ImmutableSet<Fault> faults, Tampering tampering) {
        return IntStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Simulation.run(new Scenario(seed, 2, 8, faults), tampering, line -> {})
                        .violation())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Tampering atServer(Wrong wrong) {
        return new Tampering() {
            @Override
            public SampleStore store(String host, SampleStore store) {
                return host.equals(Site.SERVER) ? wrong.store(store) : store;
            }
        };
    }

    private interface Wrong {
        SampleStore store(SampleStore right);
    }

    @Test
    void aStoreThatLosesWhatItHasAcknowledgedIsFound() {
        assertThat(found(NONE, atServer(Forgetful::new)).orElseThrow()).contains("and never kept it");
    }

    /** Keeps the third sample in memory only. */
    private static final class Forgetful extends StoreBetween {
        private int added;

        Forgetful(SampleStore store) {
            super(store);
        }

        @Override
        public Sample add(Sample sample, EncodedContent content) throws IOException {
            added++;
            return added == 3 ? sample : super.add(sample, content);
        }
    }

    @Test
    void aStoreThatTakesChangesFromThePastIsFound() {
        assertThat(found(Fault.parse("delay"), atServer(LastOneWins::new)).orElseThrow())
                .containsAnyOf("changed sample", "lost a change");
    }

    /** Pretends that every change was made to what is there. */
    private static final class LastOneWins extends StoreBetween {
        private final Map<SampleId, Sample> first = new HashMap<>();

        LastOneWins(SampleStore store) {
            super(store);
        }

        @Override
        public Sample update(Sample before, Sample after) throws IOException {
            Sample kept = super.update(before, after);
            return first.computeIfAbsent(kept.id(), unused -> before);
        }
    }

    @Test
    void aStepThatIsNotInTheTableIsFound() {
        assertThat(found(NONE, atServer(Jumping::new)).orElseThrow()).contains("illegal step");
    }

    /** Moves samples from anywhere to "installed". */
    private static final class Jumping extends StoreBetween {
        Jumping(SampleStore store) {
            super(store);
        }

        @Override
        public Sample update(Sample before, Sample after) throws IOException {
            if (after.status() != SampleStatus.SUBMITTED) {
                return super.update(before, after);
            }
            List<HistoryEntry> steps = new ArrayList<>(after.history());
            HistoryEntry last = steps.get(steps.size() - 1);
            steps.add(new HistoryEntry(last.changes() + 1, last.at(), last.to(), "confirmed", "installed"));
            return super.update(
                    before,
                    Sample.stored(
                            after.id(),
                            after.attributes().toBuilder()
                                    .set(Attributes.SAMPLE_STATUS, SampleStatus.INSTALLED)
                                    .set(Attributes.SAMPLE_CHANGES, last.changes() + 1)
                                    .build(),
                            ImmutableList.copyOf(steps),
                            after.faults()));
        }
    }

    @Test
    void aTargetThatBelievesEverybodyIsFound() {
        Tampering gullible = new Tampering() {
            @Override
            public TrustedKeys trusted(String host, TrustedKeys right, TrustedKeys forger) {
                return Site.isClient(host) ? TrustedKeys.parse(right.text() + forger.text()) : right;
            }
        };
        assertThat(found(Fault.parse("forge"), gullible).orElseThrow()).contains("can't be verified");
    }

    @Test
    void aSampleThatIsDeliveredTwiceAsTwoIsFound() {
        Tampering doubling = new Tampering() {
            @Override
            public Transport transport(String from, String to, Transport transport) {
                return Site.isClient(from) ? new Doubling(transport) : transport;
            }
        };
        assertThat(found(NONE, doubling).orElseThrow()).contains("which no client has");
    }

    /** Sends each sample once more under another id. */
    private record Doubling(Transport transport) implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            if (request.transaction() == Transaction.FORWARD_SAMPLE) {
                String id = request.header().require(CordonFields.SAMPLE_ID);
                String other = id.startsWith("0") ? "1" + id.substring(1) : "0" + id.substring(1);
                transport
                        .send(new Request(
                                request.transaction(),
                                request.header().toBuilder()
                                        .set(CordonFields.SAMPLE_ID, other)
                                        .build(),
                                request.content()))
                        .close();
            }
            return transport.send(request);
        }

        @Override
        public void close() throws IOException {
            transport.close();
        }
    }

    @Test
    void aServerThatNeverSubmitsIsFound() {
        Tampering deaf = new Tampering() {
            @Override
            public Transport transport(String from, String to, Transport transport) {
                return to.equals(Site.GATEWAY) ? new Deaf(transport) : transport;
            }
        };
        assertThat(found(NONE, deaf).orElseThrow()).contains("not at rest");
    }

    /** Reaches nobody. */
    private record Deaf(Transport transport) implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            throw new IOException("nobody is there");
        }

        @Override
        public void close() throws IOException {
            transport.close();
        }
    }

    @Test
    void aCentreThatAnalysesAContentTwiceIsFound() {
        Tampering blind = new Tampering() {
            @Override
            public SampleStore store(String host, SampleStore store) {
                return host.equals(Site.ANALYSIS) || host.equals(Site.GATEWAY) ? new Lonely(store) : store;
            }
        };
        assertThat(found(NONE, blind).orElseThrow()).contains("both were analysed");
    }

    /** Finds nobody who asks the same, so that the same is asked again. */
    private static final class Lonely extends StoreBetween {
        Lonely(SampleStore store) {
            super(store);
        }

        @Override
        public Page list(Query query) throws IOException {
            return query.question().isPresent() ? new Page(ImmutableList.of(), Optional.empty()) : super.list(query);
        }
    }
}
