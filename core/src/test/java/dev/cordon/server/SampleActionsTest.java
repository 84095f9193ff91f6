package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Priority;
import dev.cordon.client.AutomaticOperation;
import dev.cordon.codec.Header;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person may do with a sample, and hears where he may not. */
class SampleActionsTest {
    private static final SampleId ID = new SampleId("a");

    @TempDir
    private Path folder;

    private Bench bench;
    private SampleActions actions;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(
                folder,
                settings -> settings.policies(
                        Handling.MANUAL, Handling.MANUAL, Handling.MANUAL, AutomaticOperation.REPAIR_AND_RESTORE));
        actions = bench.server.actions();
        bench.install();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void aHeldSampleIsSubmittedWithThePriorityOfThePerson() throws IOException {
        held();

        assertThat(actions.submit(ID, 1000, Optional.of("Jörg")).status()).isEqualTo(SampleStatus.RELEASED);
        assertThat(bench.sample("a").priority()).isEqualTo(Priority.of(1000));
        assertThat(bench.sample("a").find(CordonFields.SUBMITTED_BY)).contains("Jörg");
    }

    @Test
    void aSampleInLineIsHeld() throws IOException {
        held();
        actions.submit(ID, 1);

        assertThat(actions.hold(ID).status()).isEqualTo(SampleStatus.HELD);
        assertThat(bench.sample("a").priority()).isEqualTo(Priority.NONE);
    }

    @Test
    void availableDefinitionsAreQueuedForDelivery() throws IOException {
        available();

        assertThat(actions.deliver(ID).status()).isEqualTo(SampleStatus.DISTRIBUTE);
    }

    @Test
    void whatHasEndedIsRestarted() throws IOException {
        held();
        bench.happen("a", new SampleEvent.Faulted("a test"));

        assertThat(actions.restart(ID).status()).isEqualTo(SampleStatus.RESTART);
    }

    @Test
    void aDeletedSampleIsGone() throws IOException {
        held();

        actions.delete(ID);

        assertThat(bench.samples()).isEmpty();
    }

    @Test
    void whatIsSubmittedByItselfIsNotSubmittedByHand() throws IOException {
        held();
        actions.submit(ID, 1);

        assertRefused(Action.SUBMIT, "by itself", () -> actions.submit(ID, 2));
    }

    @Test
    void whatWasSubmittedIsNotSubmittedAgain() throws IOException {
        held();
        amend(Header.builder().set(Attributes.DATE_SUBMITTED, bench.clock.instant()));

        assertRefused(Action.SUBMIT, "submitted already", () -> actions.submit(ID, 2));
    }

    @Test
    void whatIsFinishedIsNotSubmitted() throws IOException {
        held();
        amend(Header.builder().set(Attributes.DATE_FINISHED, bench.clock.instant()));

        assertRefused(Action.SUBMIT, "finished already", () -> actions.submit(ID, 2));
    }

    @Test
    void whatStandsElsewhereIsNotSubmitted() throws IOException {
        held();
        bench.happen("a", new SampleEvent.PersonNeeded("a test"));

        assertRefused(Action.SUBMIT, "for a sample that is 'held'", () -> actions.submit(ID, 2));
    }

    @Test
    void whatIsNotInLineIsNotHeld() throws IOException {
        held();

        assertRefused(Action.HOLD, "for a sample that is 'released'", () -> actions.hold(ID));
    }

    @Test
    void whatNeedsNoDefinitionsGetsNone() throws IOException {
        held();

        assertRefused(Action.DELIVER, "needs no definitions", () -> actions.deliver(ID));
    }

    @Test
    void whatIsDeliveredByItselfIsNotDeliveredByHand() throws IOException {
        available();
        actions.deliver(ID);

        assertRefused(Action.DELIVER, "by themselves", () -> actions.deliver(ID));
    }

    @Test
    void aRefusalSaysWhereTheSampleStandsAndWhatCanBeDone() throws IOException {
        held();

        RefusedActionException refusal = catchThrowableOfType(RefusedActionException.class, () -> actions.hold(ID));

        assertThat(refusal.from()).isEqualTo(SampleStatus.HELD);
        assertThat(refusal.allowed())
                .containsExactlyInAnyOrder(Action.SUBMIT, Action.RESTART, Action.REPAIR, Action.RESTORE, Action.DELETE);
        assertThat(refusal)
                .hasMessage("cannot hold a sample that is 'held': this is for a sample that is 'released';"
                        + " what can be done: submit, restart, repair, restore, delete");
    }

    @Test
    void whatIsAllowedFollowsTheSample() throws IOException {
        available();

        assertThat(actions.allowed(ID))
                .containsExactly(Action.DELIVER, Action.RESTART, Action.REPAIR, Action.RESTORE, Action.DELETE);
    }

    @Test
    void aSampleThatIsNotThereIsUnknown() {
        assertThatExceptionOfType(UnknownSampleException.class).isThrownBy(() -> actions.delete(ID));
    }

    private interface Attempt {
        Object run() throws IOException;
    }

    private void assertRefused(Action action, String why, Attempt attempt) throws IOException {
        var before = bench.sample("a");

        RefusedActionException refusal = catchThrowableOfType(RefusedActionException.class, attempt::run);

        assertThat(refusal.action()).isEqualTo(action);
        assertThat(refusal.reason()).contains(why);
        assertThat(bench.sample("a")).isEqualTo(before);
    }

    private void held() throws IOException {
        bench.forward("a", Bench.noise(1, 100));
        bench.work(1);
        assertThat(bench.sample("a").status()).isEqualTo(SampleStatus.HELD);
    }

    private void available() throws IOException {
        bench.forward("a", Bench.bytes("host" + Bench.VIRUS));
        bench.work(1);
        assertThat(bench.sample("a").status()).isEqualTo(SampleStatus.AVAILABLE);
    }

    private void amend(Header.Builder attributes) throws IOException {
        var sample = bench.sample("a");
        bench.server.place().samples().update(sample, sample.amend(more -> more.setAll(attributes.build())));
    }
}
