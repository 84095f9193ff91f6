package dev.cordon.server;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.exchange.Work;
import dev.cordon.recording.ScanEvent;
import dev.cordon.sample.Sample;
import dev.cordon.scan.Examination;
import dev.cordon.scan.Examiner;
import dev.cordon.spi.Scanner;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.ScanMeaning;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Scans samples that have arrived, with the definitions of the server. */
final class ScanStation implements Station {
    private final ServerConfig config;
    private final Work work;
    private final Examiner examiner;

    ScanStation(ServerConfig config) {
        this.config = config;
        this.work = config.work();
        this.examiner = new Examiner(config.active().scanner(), config.active().repairer());
    }

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.QUARANTINED, this::scan);
    }

    void scan(Sample sample) throws IOException {
        ScanEvent event = ScanEvent.start(sample);
        ByteSource captured = config.contents().captured(work.store(), sample.id());
        Examination examination = examiner.examine(captured);
        event.finish(examination);
        work.store().update(sample, next(sample, examination, work.clock().instant()));
    }

    private Sample next(Sample sample, Examination examination, Instant now) {
        if (examination.report().verdict() instanceof Scanner.NotScanned notScanned) {
            return notScanned(sample, notScanned, now);
        }
        ServerPolicy policy = config.policy().get();
        Optional<SampleEvent> event = ScanMeaning.event(
                examination.result(),
                number(examination.report().coverage().sequence()).orElse(0),
                number(sample.find(CordonFields.CLIENT_SEQUENCE)),
                policy.delivery(),
                submission(sample, policy));
        return event.map(happened -> sample.on(happened, now, examination::describe))
                .orElseGet(() -> again(sample, "the scan gave no usable result", now));
    }

    /** A sample of priority 0 is never submitted by itself (guide, "Submitting files manually"). */
    private static Handling submission(Sample sample, ServerPolicy policy) {
        return sample.priority().value() == 0 ? Handling.MANUAL : policy.submission();
    }

    private Sample notScanned(Sample sample, Scanner.NotScanned verdict, Instant now) {
        return switch (verdict.obstacle()) {
            case ENCRYPTED, TOO_LARGE, UNREADABLE -> sample.on(new SampleEvent.PersonNeeded(verdict.reason()), now);
            case FAULT, TIMEOUT, NO_DEFINITIONS -> {
                config.errors().note(name(), WireError.of(ErrorCode.INTERNAL), verdict.reason());
                yield again(sample, verdict.reason(), now);
            }
        };
    }

    private Sample again(Sample sample, String reason, Instant now) {
        Backoff backoff = config.policy().get().backoff();
        int failures = sample.attempts() + 1;
        WireError error = WireError.of(ErrorCode.INTERNAL);
        if (backoff.givesUpAfter(failures)) {
            return sample.fault(error, reason, now).on(new SampleEvent.Faulted(reason), now);
        }
        Instant due = now.plus(backoff.after(failures));
        return failures == 1 ? sample.fault(error, reason, now).retry(due) : sample.retry(due);
    }

    private static OptionalInt number(Optional<Sequence> sequence) {
        return sequence.map(Sequence::value).map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
