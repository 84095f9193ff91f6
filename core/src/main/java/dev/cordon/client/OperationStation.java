package dev.cordon.client;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Disposition;
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
 * The automatic operation of a client: when definitions have arrived it scans what is held and repairs and restores what
 * they cure; when the server has found a file clean it gives the file back.
 */
final class OperationStation implements Station {
    private static final Duration NOTHING_LEFT = Duration.ofDays(365);

    private final ClientConfig config;
    private final Work work;
    private final LocalQuarantine quarantine;
    private final Examiner examiner;
    private Optional<Sequence> scannedWith = Optional.empty();

    OperationStation(ClientConfig config, LocalQuarantine quarantine) {
        this.config = config;
        this.work = config.work();
        this.quarantine = quarantine;
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
        Duration cured = work.each(SampleStatus.NEEDED, this::cure);
        Duration released = work.each(SampleStatus.UNNEEDED, this::release);
        return cured.compareTo(released) < 0 ? cured : released;
    }

    /** Looks at a held file again with definitions that have just arrived. */
    private void rescan(Sample sample, Sequence active) throws IOException {
        boolean seen = sample.find(Attributes.SCAN_SIGNATURES_SEQUENCE)
                .filter(active::equals)
                .isPresent();
        if (seen || !isIsolated(sample)) {
            return;
        }
        Examination examination = examine(sample);
        if (examination.result() == ScanResult.BADSCAN) {
            return;
        }
        boolean waiting =
                sample.status() == SampleStatus.SUBMITTED && examination.virus().isPresent();
        Instant now = work.clock().instant();
        Sample next = waiting
                ? sample.on(new SampleEvent.NewerDefinitions(active.value()), now, examination::describe)
                : sample.amend(more -> {
                    examination.describe(more);
                    if (sample.status() == SampleStatus.UNNEEDED) {
                        more.remove(CordonFields.DUE);
                    }
                });
        work.store().update(sample, next);
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
            work.store().update(sample, noted.retry(now.plus(config.backoff().after(sample.attempts() + 1))));
        } else if (examination.virus().isPresent()) {
            detected(sample, examination, active.get());
        } else {
            notDetected(sample, examination, active.get());
        }
    }

    private void detected(Sample sample, Examination examination, Sequence active) throws IOException {
        Sample next = sample;
        if (examination.result() == ScanResult.REPAIRED && isAutomatic() && isIsolated(sample)) {
            next = attempt(sample, () -> quarantine.repair(sample.id(), Optional.empty()));
        }
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
        Sample next = isAutomatic() && isIsolated(sample)
                ? attempt(sample, () -> quarantine.restore(sample.id(), Optional.empty()))
                : sample;
        installed(next, examination, active);
    }

    private void installed(Sample sample, Examination examination, Sequence active) throws IOException {
        Instant now = work.clock().instant();
        work.store().update(sample, sample.on(new SampleEvent.Reported(active.value()), now, examination::describe));
    }

    /** Gives back a file that needs no definitions because there is nothing in it. */
    private void release(Sample sample) throws IOException {
        Sample next = sample;
        if (isIsolated(sample) && isReleased(sample) && isAutomatic()) {
            if (config.active().sequence().isEmpty()) {
                Instant soon = work.clock().instant().plus(work.interval());
                work.store().update(sample, sample.rest(soon));
                return;
            }
            next = attempt(sample, () -> quarantine.restore(sample.id(), Optional.empty()));
        }
        work.store().update(next, next.rest(work.clock().instant().plus(NOTHING_LEFT)));
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
            String reason = Optional.ofNullable(e.getMessage()).orElse("the file could not be given back");
            Sample present = quarantine.show(sample.id());
            Instant now = work.clock().instant();
            return work.store().update(present, present.fault(WireError.of(ErrorCode.INTERNAL), reason, now));
        }
    }

    private Examination examine(Sample sample) throws IOException {
        return examiner.examine(config.contents().captured(work.store(), sample.id()));
    }

    private boolean isAutomatic() {
        return config.operation() == AutomaticOperation.REPAIR_AND_RESTORE;
    }

    private static boolean isIsolated(Sample sample) {
        return sample.find(CordonFields.DISPOSITION)
                .filter(Disposition.ISOLATED.token()::equals)
                .isPresent();
    }

    private static boolean isReleased(Sample sample) {
        return sample.find(CordonFields.ADVICE)
                .filter(Advice.RELEASE.token()::equals)
                .isPresent();
    }
}
