package dev.cordon.sample;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.WireError;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisLifecycle;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.SampleStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one place knows of a sample: its attributes, the steps it has taken and what went wrong.
 *
 * <p>The captured bytes are not here; a store keeps them beside it. Immutable: every step gives a new sample whose
 * {@code X-Sample-Changes} is one higher, which is what a store compares before it replaces the old one.
 */
public final class Sample {
    private final SampleId id;
    private final Header attributes;
    private final ImmutableList<HistoryEntry> history;
    private final ImmutableList<SampleFault> faults;

    private Sample(
            SampleId id, Header attributes, ImmutableList<HistoryEntry> history, ImmutableList<SampleFault> faults) {
        this.id = id;
        this.attributes = attributes;
        this.history = history;
        this.faults = faults;
    }

    /**
     * Returns a sample that has just been received: {@code quarantined}, with one change.
     *
     * @param attributes what is known of it; a status or number of changes in there is replaced
     */
    public static Sample received(SampleId id, Header attributes, Instant now) {
        SampleStatus status = SampleLifecycle.start();
        Header.Builder first = attributes.toBuilder()
                .set(CordonFields.SAMPLE_ID, id.value())
                .set(Attributes.SAMPLE_STATUS, status)
                .set(Attributes.SAMPLE_CHANGES, 1);
        HistoryEntry entry = new HistoryEntry(
                1, now, "start", new SampleEvent.Received().kind().description(), status.token());
        return new Sample(id, first.build(), ImmutableList.of(entry), ImmutableList.of());
    }

    /** Returns a sample as a store has kept it. */
    public static Sample stored(
            SampleId id, Header attributes, ImmutableList<HistoryEntry> history, ImmutableList<SampleFault> faults) {
        return new Sample(id, attributes, history, faults);
    }

    /**
     * Returns the sample after an event of the sample lifecycle.
     *
     * @throws dev.cordon.statemachine.IllegalTransitionException if the event can't happen in the present status
     */
    public Sample on(SampleEvent event, Instant now) {
        return on(event, now, Sample::nothingMore);
    }

    private static void nothingMore(Header.Builder attributes) {}

    /**
     * Returns the sample after an event of the sample lifecycle, with attributes that came with it.
     *
     * @param more changes attributes after those that follow from the event have been set
     * @throws dev.cordon.statemachine.IllegalTransitionException if the event can't happen in the present status
     */
    public Sample on(SampleEvent event, Instant now, Consumer<Header.Builder> more) {
        SampleStatus next = SampleLifecycle.next(status(), event);
        Header.Builder changed = attributes.toBuilder().set(Attributes.SAMPLE_STATUS, next);
        Consequences.apply(event, next, now, changed);
        more.accept(changed);
        return step(changed, now, status().token(), event.kind().description(), next.token());
    }

    /** Returns the sample after an event of the analysis lifecycle. */
    public Sample on(AnalysisEvent event, Instant now) {
        return on(event, now, Sample::nothingMore);
    }

    /**
     * Returns the sample after an event of the analysis lifecycle, with attributes that came with it.
     *
     * @throws IllegalStateException if the sample has no analysis state, or one that is not in the vocabulary
     * @throws dev.cordon.statemachine.IllegalTransitionException if the event can't happen in the present state
     */
    public Sample on(AnalysisEvent event, Instant now, Consumer<Header.Builder> more) {
        AnalysisState from = state().flatMap(OpenToken::known)
                .orElseThrow(() -> new IllegalStateException("the sample is in no known analysis state"));
        AnalysisState next = AnalysisLifecycle.next(from, event);
        Header.Builder changed =
                attributes.toBuilder().set(Attributes.ANALYSIS_STATE, OpenToken.of(next.token(), next));
        if (next.isFinal()) {
            changed.set(Attributes.DATE_ANALYZED, now);
        }
        changed.remove(CordonFields.DUE).remove(CordonFields.ATTEMPTS);
        more.accept(changed);
        return step(changed, now, from.token(), event.kind().description(), next.token());
    }

    /**
     * Returns the sample with a note in its history of what was done to it; it stays where it stands.
     *
     * @param what what was done, in words that follow on "it was"
     */
    public Sample note(String what, Instant now) {
        return step(attributes.toBuilder(), now, status().token(), what, status().token());
    }

    /** Returns the sample with other attributes in the same status. */
    public Sample amend(Consumer<Header.Builder> change) {
        Header.Builder changed = attributes.toBuilder();
        change.accept(changed);
        return new Sample(id, count(changed), history, faults);
    }

    /** Returns the sample with one more fault, in the same status. */
    public Sample fault(WireError error, String text, Instant now) {
        ImmutableList<SampleFault> more = ImmutableList.<SampleFault>builder()
                .addAll(faults)
                .add(new SampleFault(now, error, text))
                .build();
        return new Sample(id, count(attributes.toBuilder()), history, more);
    }

    /**
     * Returns the sample to be tried again later: not before {@code due}, with one more attempt counted.
     */
    public Sample retry(Instant due) {
        return amend(changed -> changed.set(CordonFields.DUE, due).set(CordonFields.ATTEMPTS, attempts() + 1));
    }

    /** Returns the sample to be looked at again not before {@code due}; no attempt is counted. */
    public Sample rest(Instant due) {
        return amend(changed -> changed.set(CordonFields.DUE, due));
    }

    private Sample step(Header.Builder changed, Instant now, String from, String event, String to) {
        HistoryEntry entry = new HistoryEntry(changes() + 1, now, from, event, to);
        ImmutableList<HistoryEntry> longer =
                ImmutableList.<HistoryEntry>builder().addAll(history).add(entry).build();
        return new Sample(id, count(changed), longer, faults);
    }

    private Header count(Header.Builder changed) {
        return changed.set(Attributes.SAMPLE_CHANGES, changes() + 1).build();
    }

    /** Returns the id. */
    public SampleId id() {
        return id;
    }

    /** Returns all attributes. */
    public Header attributes() {
        return attributes;
    }

    /** Returns the value of an attribute; empty where it is absent or can't be read. */
    public <T> Optional<T> find(Key<T> key) {
        return attributes.find(key);
    }

    /** Returns the steps taken, oldest first. */
    public ImmutableList<HistoryEntry> history() {
        return history;
    }

    /** Returns what went wrong, oldest first. */
    public ImmutableList<SampleFault> faults() {
        return faults;
    }

    /** Returns when this place has received the sample; {@link Instant#EPOCH} for one without a first step. */
    public Instant received() {
        return history.isEmpty() ? Instant.EPOCH : history.get(0).at();
    }

    /** Returns the status in this quarantine. */
    public SampleStatus status() {
        return required(Attributes.SAMPLE_STATUS);
    }

    /** Returns the analysis state that was last heard of. */
    public Optional<OpenToken<AnalysisState>> state() {
        return attributes.find(Attributes.ANALYSIS_STATE);
    }

    /**
     * Returns what has become of the captured file ({@code Cordon-Disposition}): what this client has done with it or, at
     * a server, what the client has told of it. Empty at a server that was told nothing yet, and at a gateway always.
     */
    public Optional<Disposition> disposition() {
        return attributes.find(CordonFields.DISPOSITION).flatMap(Disposition::of);
    }

    /** Returns {@code X-Sample-Changes}. */
    public int changes() {
        return required(Attributes.SAMPLE_CHANGES);
    }

    /** Returns the SHA-256 digest of the captured bytes, as this place has computed it. */
    public HashCode digest() {
        return required(ContentKeys.SAMPLE_DIGEST);
    }

    /** Returns the number of captured bytes. */
    public long size() {
        return required(ContentKeys.SAMPLE_SIZE);
    }

    /** Returns the priority in queues; 0 where none was set. */
    public Priority priority() {
        return attributes.find(Attributes.SAMPLE_PRIORITY).orElse(Priority.NONE);
    }

    /** Returns the sequence of the definitions that the sample needs. */
    public Optional<Sequence> sequenceNeeded() {
        return attributes.find(Attributes.SIGNATURES_SEQUENCE);
    }

    /** Returns how often the present step was tried in vain. */
    public int attempts() {
        return attributes.find(CordonFields.ATTEMPTS).orElse(0);
    }

    /** Returns the time before which no station should take the sample. */
    public Optional<Instant> due() {
        return attributes.find(CordonFields.DUE);
    }

    private <T> T required(Key<T> key) {
        Optional<T> value = attributes.find(key);
        checkState(value.isPresent(), "a stored sample has %s", key);
        return value.orElseThrow();
    }

    /** Returns whether the other object is the same sample with the same attributes, steps and faults. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample
                && id.equals(sample.id)
                && attributes.equals(sample.attributes)
                && history.equals(sample.history)
                && faults.equals(sample.faults);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, attributes);
    }

    @Override
    public String toString() {
        return "sample " + id + " "
                + attributes.text(Attributes.SAMPLE_STATUS.name()).orElse("without status");
    }
}
