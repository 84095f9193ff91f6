package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Replicator;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.AnalysisState;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The other samples that a centre has, for those who look for relatives of one. */
final class Others {
    /** How many samples are looked at, those that came last first. */
    private static final int MOST = 64;

    private static final Set<AnalysisState> STATES = EnumSet.of(
            AnalysisState.BINARY,
            AnalysisState.BINARY_SCORING,
            AnalysisState.MACRO,
            AnalysisState.MACRO_SCORING,
            AnalysisState.SIGNATURES,
            AnalysisState.DEFERRED,
            AnalysisState.INFECTED,
            AnalysisState.NOREPAIR);

    private final AnalysisConfig config;

    Others(AnalysisConfig config) {
        this.config = config;
    }

    /** Returns what a replicator is asked about a sample. */
    Replicator.Request request(Sample sample) {
        return new Replicator.Request(content(sample), original(sample), () -> of(sample));
    }

    private ImmutableList<Replicator.Specimen> of(Sample sample) throws IOException {
        SampleStore.Query newest = SampleStore.Query.all()
                .where(Column.STATE, STATES.stream().map(AnalysisState::token).toArray(String[]::new))
                .orderedBy(Column.RECEIVED, true)
                .inPagesOf(MOST);
        ImmutableList.Builder<Replicator.Specimen> others = ImmutableList.builder();
        for (Sample other : config.work().store().list(newest).samples()) {
            if (!other.digest().equals(sample.digest()) && other.size() <= ComparingReplicator.LONGEST_RELATIVE) {
                original(other).ifPresent(original -> others.add(new Replicator.Specimen(content(other), original)));
            }
        }
        return others.build();
    }

    /** Returns whether a sample itself can be read; where not, no other is to blame. */
    boolean isReadable(Sample sample) {
        try {
            var unused = content(sample).copyTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private ByteSource content(Sample sample) {
        return config.contents().captured(config.work().store(), sample.id());
    }

    private static Optional<Checkup> original(Sample sample) {
        return sample.find(Attributes.SAMPLE_CHECKUP).flatMap(Checkup::parse);
    }
}
