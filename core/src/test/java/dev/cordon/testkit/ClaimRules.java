package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Priority;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.SampleStore.Claim;
import dev.cordon.spi.SampleStore.Lease;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a store hands out work, and what the rest of its contract is tested with. */
abstract class ClaimRules {
    static final SampleId A = new SampleId("a");
    static final SampleId B = new SampleId("b-2");
    static final SampleId UNKNOWN = new SampleId("unknown");
    static final Instant NOW = Samples.RECEIVED.plusSeconds(60);
    static final Duration LEASE = Duration.ofMinutes(5);
    static final String TEXT = "what was captured";

    private Path folder = Path.of("");
    private Samples samples = new Samples(folder);
    private Optional<SampleStore> opened = Optional.empty();

    /** Opens the store of a folder: an empty one at first, and later what was left there. */
    protected abstract SampleStore open(Path folder) throws IOException;

    Samples samples() {
        return samples;
    }

    @BeforeEach
    void openEmptyStore(@TempDir Path temporary) throws IOException {
        folder = temporary.resolve("store");
        samples = new Samples(temporary);
        opened = Optional.of(open(folder));
    }

    @AfterEach
    void closeStore() throws IOException {
        store().close();
    }

    SampleStore store() {
        return opened.orElseThrow();
    }

    SampleStore reopened() throws IOException {
        store().close();
        opened = Optional.of(open(folder));
        return store();
    }

    Sample add(SampleId id) throws IOException {
        return add(id, TEXT);
    }

    Sample add(SampleId id, String captured) throws IOException {
        try (EncodedContent content = samples.content(captured)) {
            return store().add(Samples.received(id.value(), content), content);
        }
    }

    Sample add(SampleId id, Instant received) throws IOException {
        try (EncodedContent content = samples.content(TEXT)) {
            return store().add(Samples.received(id.value(), content, received), content);
        }
    }

    Sample add(SampleId id, Priority priority) throws IOException {
        try (EncodedContent content = samples.content(TEXT)) {
            return store().add(Samples.received(id.value(), content, priority), content);
        }
    }

    ImmutableList<Lease> claim(SampleStatus status, Instant now) throws IOException {
        return store().claim(new Claim(Attributes.SAMPLE_STATUS, status.token(), 10, now, LEASE));
    }

    ImmutableList<SampleId> claimed(SampleStatus status, Instant now) throws IOException {
        return claim(status, now).stream().map(lease -> lease.sample().id()).collect(ImmutableList.toImmutableList());
    }

    static Sample moved(Sample sample) {
        return sample.on(new SampleEvent.Unresolved(Handling.AUTOMATIC), NOW);
    }

    static Sample amended(Sample sample, String file) {
        return sample.amend(attributes -> attributes.set(Attributes.SAMPLE_FILE, file));
    }

    @Test
    void rule21_aClaimHandsOutWhatStandsAtAStatusInAnyCase() throws IOException {
        Sample quarantined = add(A);
        store().update(add(B), moved(store().find(B).orElseThrow()));

        ImmutableList<Lease> leases = store().claim(new Claim(Attributes.SAMPLE_STATUS, "QUARANTINED", 10, NOW, LEASE));

        assertThat(leases).containsExactly(new Lease(quarantined, NOW.plus(LEASE)));
    }

    @Test
    void rule22_aClaimHandsOutWhatStandsAtAnAnalysisState() throws IOException {
        add(A);
        Sample before = add(B);
        OpenToken<AnalysisState> deferred = OpenToken.of(AnalysisState.DEFERRED.token(), AnalysisState.DEFERRED);
        store().update(before, before.amend(attributes -> attributes.set(Attributes.ANALYSIS_STATE, deferred)));

        ImmutableList<Lease> leases =
                store().claim(new Claim(Attributes.ANALYSIS_STATE, deferred.text(), 10, NOW, LEASE));

        assertThat(leases).extracting(lease -> lease.sample().id()).containsExactly(B);
    }

    @Test
    void rule23_aClaimHandsOutTheMostImportantFirst() throws IOException {
        add(A, Priority.of(5));
        add(B, Priority.of(6));

        assertThat(claimed(SampleStatus.QUARANTINED, NOW)).containsExactly(B, A);
    }

    @Test
    void rule24_ofEquallyImportantSamplesAClaimHandsOutTheOldestFirst() throws IOException {
        add(A, NOW);
        add(B, NOW.minusSeconds(1));

        assertThat(claimed(SampleStatus.QUARANTINED, NOW)).containsExactly(B, A);
    }

    @Test
    void rule25_ofEquallyImportantSamplesAClaimHandsOutFirstWhatIsDueFirst() throws IOException {
        Sample late = add(A);
        store().update(late, late.rest(NOW.minusSeconds(1)));
        Sample early = add(B);
        store().update(early, early.rest(NOW.minusSeconds(2)));

        assertThat(claimed(SampleStatus.QUARANTINED, NOW)).containsExactly(B, A);
    }

    @Test
    void rule26_aClaimHandsOutNoMoreThanItsLimit() throws IOException {
        add(A);
        add(B);

        assertThat(store().claim(new Claim(Attributes.SAMPLE_STATUS, "quarantined", 1, NOW, LEASE)))
                .extracting(lease -> lease.sample().id())
                .containsExactly(A);
    }

    @Test
    void rule27_aSampleIsHandedOutWhenItIsDueAndNotBefore() throws IOException {
        Sample before = add(A);
        store().update(before, before.rest(NOW));

        assertThat(claimed(SampleStatus.QUARANTINED, NOW.minusMillis(1))).isEmpty();
        assertThat(claimed(SampleStatus.QUARANTINED, NOW)).containsExactly(A);
    }

    @Test
    void rule28_aSampleThatIsClaimedIsKeptFromOthersUntilTheLeaseEnds() throws IOException {
        add(A);
        claim(SampleStatus.QUARANTINED, NOW);

        assertThat(claimed(SampleStatus.QUARANTINED, NOW.plus(LEASE).minusMillis(1)))
                .isEmpty();
        assertThat(claimed(SampleStatus.QUARANTINED, NOW.plus(LEASE))).containsExactly(A);
    }

    @Test
    void rule29_aSampleThatIsReleasedIsFree() throws IOException {
        add(A);
        store().release(claim(SampleStatus.QUARANTINED, NOW).get(0));

        assertThat(claimed(SampleStatus.QUARANTINED, NOW)).containsExactly(A);
    }

    @Test
    void rule30_releasingALeaseThatHasEndedLeavesALaterOneAlone() throws IOException {
        add(A);
        Lease ended = claim(SampleStatus.QUARANTINED, NOW).get(0);
        claim(SampleStatus.QUARANTINED, NOW.plus(LEASE));

        store().release(ended);

        assertThat(claimed(SampleStatus.QUARANTINED, NOW.plus(LEASE))).isEmpty();
    }

    @Test
    void rule31_aLeaseEndsWhenTheSampleMoves() throws IOException {
        Sample before = add(A);
        claim(SampleStatus.QUARANTINED, NOW);

        store().update(before, moved(before));

        assertThat(claimed(SampleStatus.RELEASED, NOW)).containsExactly(A);
    }

    @Test
    void rule32_releasingTheLeaseOfASampleThatHasMovedLeavesTheNextOneAlone() throws IOException {
        Sample before = add(A);
        Lease ended = claim(SampleStatus.QUARANTINED, NOW).get(0);
        store().update(before, moved(before));
        claim(SampleStatus.RELEASED, NOW);

        store().release(ended);

        assertThat(claimed(SampleStatus.RELEASED, NOW)).isEmpty();
    }

    @Test
    void rule33_aLeaseStaysWhileTheSampleStaysWhereItIs() throws IOException {
        Sample before = add(A);
        claim(SampleStatus.QUARANTINED, NOW);

        store().update(before, amended(before, "another name"));

        assertThat(claimed(SampleStatus.QUARANTINED, NOW)).isEmpty();
    }

    @Test
    void rule34_noSampleIsHandedOutTwiceToThoseWhoClaimAtOnce() throws Exception {
        for (int number = 0; number < 20; number++) {
            add(new SampleId("sample-" + number));
        }

        ImmutableList<ImmutableList<SampleId>> claimed =
                Simultaneously.run(8, thread -> () -> claimed(SampleStatus.QUARANTINED, NOW));

        assertThat(claimed.stream().flatMap(ImmutableList::stream)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void rule35_nobodyHoldsASampleWhenItsHolderIsGone() throws IOException {
        add(A);
        claim(SampleStatus.QUARANTINED, NOW);

        reopened();

        assertThat(claimed(SampleStatus.QUARANTINED, NOW.plus(LEASE))).containsExactly(A);
    }
}
