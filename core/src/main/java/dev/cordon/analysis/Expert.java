package dev.cordon.analysis;

import com.google.common.base.CharMatcher;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.FinalMeaning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Does to deferred samples what an expert decides. */
final class Expert {
    private static final CharMatcher PRINTABLE = CharMatcher.inRange(' ', '~');

    private final AnalysisConfig config;
    private final Work work;

    Expert(AnalysisConfig config) {
        this.config = config;
        this.work = config.work();
    }

    Sample decide(SampleId id, Decision decision) throws IOException {
        Sample sample = work.store().find(id).orElseThrow(() -> new UnknownSampleException(id));
        if (!Deferred.waits(sample)) {
            throw new WireException(ErrorCode.DECLINED, "the sample does not wait for an expert");
        }
        Instant now = work.clock().instant();
        return work.store().update(sample, next(sample, decision, now));
    }

    private Sample next(Sample sample, Decision decision, Instant now) throws IOException {
        if (decision instanceof Decision.Conclude conclude) {
            return concluded(sample, conclude.outcome(), now);
        }
        if (decision instanceof Decision.Sign sign) {
            Cure cure = cure(sample, sign);
            return sample.on(new AnalysisEvent.SignatureGiven(), now, cure::describe);
        }
        return sample.on(new AnalysisEvent.NewerDefinitions(), now);
    }

    private static Sample concluded(Sample sample, AnalysisState outcome, Instant now) throws WireException {
        FinalMeaning meaning = FinalMeaning.of(outcome);
        if (meaning == FinalMeaning.FAULT || meaning == FinalMeaning.DEFINITIONS_NEEDED) {
            throw new WireException(ErrorCode.DECLINED, "an expert can't end an analysis in this state");
        }
        return Conclusion.of(outcome, sample, now);
    }

    /** Tries the lines alone, so that whoever typed them hears at once what is wrong with them. */
    private Cure cure(Sample sample, Decision.Sign sign) throws IOException {
        requireOneLine(sign.signature());
        if (sign.repair().isPresent()) {
            requireOneLine(sign.repair().get());
        }
        String virus = name(sign.signature());
        if (sign.repair()
                .map(Expert::name)
                .filter(other -> !other.equals(virus))
                .isPresent()) {
            throw new WireException(ErrorCode.DECLINED, "signature and repair are not of one name");
        }
        Cure cure = new Cure(virus, sign.signature(), sign.repair());
        Engine.Loaded loaded = cure.alone();
        if (!loaded.unsupported().isEmpty()) {
            throw new WireException(
                    ErrorCode.DECLINED,
                    "the signature can't be used: "
                            + loaded.unsupported().get(0).reason());
        }
        requireUse(loaded, cure, sample);
        return cure;
    }

    /** An analysis that ends as broken can't be decided about any more, so what can be tried now is. */
    private void requireUse(Engine.Loaded loaded, Cure cure, Sample sample) throws IOException {
        ByteSource content = config.contents().captured(work.store(), sample.id());
        require(finds(loaded, content), "the signature does not find the sample");
        for (ByteSource clean : config.laboratory().clean().corpus()) {
            require(!finds(loaded, clean), "the signature finds something in a file that is known to be clean");
        }
        if (cure.repair().isPresent()) {
            requireRepair(loaded, cure, content, sample);
        }
    }

    private static void requireRepair(Engine.Loaded loaded, Cure cure, ByteSource content, Sample sample)
            throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        Repairer.Outcome outcome = loaded.repairer().repair(new Repairer.Request(content, cure.virus()), sink);
        require(outcome instanceof Repairer.Repaired, "the repair does not repair the sample");
        ByteSource repaired = ByteSource.wrap(sink.toByteArray());
        require(!finds(loaded, repaired), "the signature is still found in what the repair gives back");
        Optional<Checkup> original = sample.find(Attributes.SAMPLE_CHECKUP).flatMap(Checkup::parse);
        require(
                original.isEmpty() || original.get().matches(repaired),
                "the repair does not give back the file from before");
    }

    private static boolean finds(Engine.Loaded loaded, ByteSource content) {
        return loaded.scanner().scan(new Scanner.Request(content)).verdict() instanceof Scanner.Detected;
    }

    private static void require(boolean isSo, String reason) throws WireException {
        if (!isSo) {
            throw new WireException(ErrorCode.DECLINED, reason);
        }
    }

    private static void requireOneLine(String text) throws WireException {
        if (!PRINTABLE.matchesAllOf(text)) {
            throw new WireException(ErrorCode.UNPACKAGE, "one line of printable ASCII is expected");
        }
    }

    private static String name(String line) {
        int end = line.indexOf(':');
        return end < 0 ? line : line.substring(0, end);
    }
}
