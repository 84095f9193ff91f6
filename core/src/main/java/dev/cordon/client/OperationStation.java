package dev.cordon.client;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.scan.Examination;
import dev.cordon.scan.Examiner;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Scanner;
import dev.cordon.statemachine.Advice;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.ScanResult;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The automatic operation of a client: when definitions have arrived it scans what is held and does with what they cure
 * what the policy says; when the server has found a file clean it gives the file back.
 */
final class OperationStation implements Station {
    private static final Duration NOTHING_LEFT = Duration.ofDays(365);

    private final ClientConfig config;
    private final Work work;
    private final LocalQuarantine quarantine;
    private final SampleStatus curable;
    private final Examiner examiner;
    private Optional<Sequence> scannedWith = Optional.empty();

    /**
     * Makes it.
     *
     * @param curable the status of samples whose definitions are known
     */
    OperationStation(ClientConfig config, LocalQuarantine quarantine, SampleStatus curable) {
        this.config = config;
        this.work = config.work();
        this.quarantine = quarantine;
        this.curable = curable;
        this.examiner = new Examiner(config.active().scanner(), config.active().repairer());
    }

    @Override
    public String name() {
        return "operation";
    }

    @Override
    public Duration work() throws IOException {
        Optional<Sequence> active = config.active().sequence();
        if (active.isPresent() && !active.equals(scannedWith)) {
            work.all(SampleStore.Query.all(), sample -> rescan(sample, active.get()));
            scannedWith = active;
        }
        Duration cured = work.each(curable, this::cure);
        Duration released = work.each(SampleStatus.UNNEEDED, this::release);
        return cured.compareTo(released) < 0 ? cured : released;
    }

    /** Looks at a held file again with definitions that have just arrived. */
    private void rescan(Sample sample, Sequence active) throws IOException {
        boolean seen = sample.find(Attributes.SCAN_SIGNATURES_SEQUENCE)
                .filter(active::equals)
                .isPresent();
        if (seen || !LocalQuarantine.isIsolated(sample) || isOnTheWay(sample.status())) {
            return;
        }
        Examination examination = examine(sample);
        if (examination.result() == ScanResult.BADSCAN) {
            return;
        }
        if (sample.status() == SampleStatus.SUBMITTED && examination.virus().isPresent()) {
            SampleEvent cured = new SampleEvent.NewerDefinitions(active.value());
            work.store().update(sample, sample.on(cured, work.clock().instant(), examination::describe));
            return;
        }
        Sample described = work.store().update(sample, sample.amend(more -> {
            examination.describe(more);
            if (sample.status() == SampleStatus.UNNEEDED) {
                more.remove(CordonFields.DUE);
            }
        }));
        if (examination.result() == ScanResult.REPAIRED) {
            repair(described);
        }
    }

    /** What has been told its definitions is cured when it is their turn. */
    private static boolean isOnTheWay(SampleStatus status) {
        return status == SampleStatus.NEEDED || status == SampleStatus.DISTRIBUTE;
    }

    /** Does to a file what the definitions that it needed make possible. */
    private void cure(Sample sample) throws IOException {
        Instant now = work.clock().instant();
        Optional<Sequence> active = config.active()
                .sequence()
                .filter(installed -> sample.sequenceNeeded()
                        .filter(needed -> installed.compareTo(needed) >= 0)
                        .isPresent());
        if (active.isEmpty()) {
            work.store().update(sample, sample.rest(now.plus(work.interval())));
            return;
        }
        Examination examination = examine(sample);
        if (examination.report().verdict() instanceof Scanner.NotScanned notScanned) {
            Sample noted = sample.fault(WireError.of(ErrorCode.INTERNAL), notScanned.reason(), now);
            work.store()
                    .update(
                            sample,
                            noted.retry(now.plus(config.policy().get().backoff().after(sample.attempts() + 1))));
        } else if (examination.virus().isPresent()) {
            detected(sample, examination, active.get());
        } else {
            notDetected(sample, examination, active.get());
        }
    }

    private void detected(Sample sample, Examination examination, Sequence active) throws IOException {
        Sample next = examination.result() == ScanResult.REPAIRED && LocalQuarantine.isIsolated(sample)
                ? repair(sample)
                : sample;
        installed(next, examination, active);
    }

    /** Newer definitions that find nothing are the cure for a misfire, and a riddle for anything else. */
    private void notDetected(Sample sample, Examination examination, Sequence active) throws IOException {
        boolean misfired = sample.state()
                .flatMap(OpenToken::known)
                .filter(AnalysisState.MISFIRED::equals)
                .isPresent();
        if (!misfired) {
            Instant now = work.clock().instant();
            SampleEvent event = new SampleEvent.PersonNeeded("definitions " + active + " find nothing in the file");
            work.store().update(sample, sample.on(event, now, examination::describe));
            return;
        }
        Sample next = LocalQuarantine.isIsolated(sample) ? restore(sample) : sample;
        installed(next, examination, active);
    }

    private void installed(Sample sample, Examination examination, Sequence active) throws IOException {
        Instant now = work.clock().instant();
        work.store().update(sample, sample.on(new SampleEvent.Reported(active.value()), now, examination::describe));
    }

    /** Gives back a file that needs no definitions because there is nothing in it. */
    private void release(Sample sample) throws IOException {
        Sample next = sample;
        if (LocalQuarantine.isIsolated(sample) && isReleased(sample) && mayRestore(sample, operation())) {
            if (config.active().sequence().isEmpty()) {
                Instant soon = work.clock().instant().plus(work.interval());
                work.store().update(sample, sample.rest(soon));
                return;
            }
            next = restore(sample);
        }
        work.store().update(next, next.rest(work.clock().instant().plus(NOTHING_LEFT)));
    }

    /** Repairs a file as the policy says, and returns its sample as it is then. */
    private Sample repair(Sample sample) throws IOException {
        return switch (operation()) {
            case NOTHING -> sample;
            case REPAIR_ONLY -> attempt(sample, () -> prove(sample));
            case REPAIR_AND_RESTORE ->
                GivingBack.hasPlace(sample)
                        ? attempt(sample, () -> quarantine.repair(sample.id(), Destination.original()))
                        : attempt(sample, () -> prove(sample));
            case ASK ->
                GivingBack.hasPlace(sample) && isApproved(sample, Approval.Proposal.REPAIR)
                        ? attempt(sample, () -> quarantine.repair(sample.id(), Destination.original()))
                        : sample;
        };
    }

    private Sample prove(Sample sample) throws IOException {
        String digest = quarantine.proveRepair(sample.id()).toString();
        return work.store().update(sample, sample.amend(more -> more.set(CordonFields.REPAIR, digest)));
    }

    /** Gives a clean file back as the policy says, and returns its sample as it is then. */
    private Sample restore(Sample sample) throws IOException {
        AutomaticOperation operation = operation();
        boolean agreed = mayRestore(sample, operation)
                && (operation != AutomaticOperation.ASK || isApproved(sample, Approval.Proposal.RESTORE));
        return agreed ? attempt(sample, () -> quarantine.restore(sample.id(), Destination.original())) : sample;
    }

    private AutomaticOperation operation() {
        return config.policy().get().operation();
    }

    private static boolean mayRestore(Sample sample, AutomaticOperation operation) {
        return GivingBack.hasPlace(sample)
                && switch (operation) {
                    case REPAIR_AND_RESTORE, ASK -> true;
                    case REPAIR_ONLY, NOTHING -> false;
                };
    }

    /** A product that fails to answer has not agreed. */
    private boolean isApproved(Sample sample, Approval.Proposal proposal) {
        try {
            return config.approval().approves(sample, proposal);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private interface Action {
        Object run() throws IOException;
    }

    /** Tries to give a file back; a refusal stays with the sample for a person to see. */
    private Sample attempt(Sample sample, Action action) throws IOException {
        try {
            var unused = action.run();
            return quarantine.show(sample.id());
        } catch (QuarantineException e) {
            Sample present = quarantine.show(sample.id());
            Instant now = work.clock().instant();
            WireError error = WireError.of(e.refusal().code());
            return work.store().update(present, present.fault(error, e.reason(), now));
        }
    }

    private Examination examine(Sample sample) throws IOException {
        return examiner.examine(config.contents().captured(work.store(), sample.id()));
    }

    /** The server says so in one word; a gateway says it by the state. */
    private static boolean isReleased(Sample sample) {
        Optional<String> state =
                sample.state().flatMap(OpenToken::known).map(Advice::of).map(Advice::token);
        return sample.find(CordonFields.ADVICE)
                .or(() -> state)
                .filter(Advice.RELEASE.token()::equals)
                .isPresent();
    }
}
