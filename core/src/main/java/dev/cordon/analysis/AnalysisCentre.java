package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.station.Station;
import java.io.IOException;

/**
 * Finds out what submissions are and makes definitions against what is new (guide, tables ).
 *
 * <p>Nothing is ever executed: what the guide calls replication is a comparison with what is known of the file from
 * before. What can't be decided that way waits for an expert.
 */
public final class AnalysisCentre {
    private final AnalysisConfig config;
    private final ImmutableList<Station> stations;

    /** Makes a centre; it does nothing until its stations are called. */
    public AnalysisCentre(AnalysisConfig config) {
        this.config = config;
        this.stations = ImmutableList.of(
                new ImportStation(config),
                new ClassifyStation(config),
                new ReplicateStation(config),
                new ScoreStation(config),
                new DeferStation(config),
                new BuildStation(config));
    }

    /** Returns the stations import, classify, replicate, score, defer and build. */
    public ImmutableList<Station> stations() {
        return stations;
    }

    /**
     * Does to a sample that waits for an expert what the expert has decided.
     *
     * @return the sample as it is then
     * @throws dev.cordon.spi.UnknownSampleException if there is no such sample
     * @throws WireException {@code declined} if the sample does not wait for an expert, the state is none that an expert
     *     can end an analysis in, or the signature does not find the sample or can't be used; {@code unpackage} if a line
     *     can't be read. Nothing has changed then
     */
    public Sample decide(SampleId id, Decision decision) throws IOException {
        return new Expert(config).decide(id, decision);
    }

    /** Returns the samples that wait for an expert, in the order of their arrival. */
    public ImmutableList<Sample> deferred() throws IOException {
        ImmutableList.Builder<Sample> deferred = ImmutableList.builder();
        config.work().all(DeferStation.DEFERRED, deferred::add);
        return deferred.build();
    }

    /**
     * Certifies a set that was published here: says, with the key of the centre, that it is fully tested. To say so of a
     * set that is certified already changes nothing.
     *
     * @return the certification
     * @throws WireException {@code unavailable} if the set is not here, {@code abandoned} if it was withdrawn
     */
    public Certification certify(Sequence sequence) throws IOException {
        if (config.active().isWithdrawn(sequence)) {
            throw new WireException(ErrorCode.ABANDONED, "the definitions were withdrawn");
        }
        DefinitionPackage set = config.definitions()
                .find(sequence)
                .orElseThrow(() -> new WireException(ErrorCode.UNAVAILABLE, "the definitions are not here"));
        Certification certification =
                Certification.sign(set, config.work().clock().instant(), config.key());
        var unused = config.active().certify(certification);
        return config.active().certification(sequence).orElse(certification);
    }

    /**
     * Withdraws the sets above an older one, and goes back to that one here; places that ask for newer definitions hear of
     * it and go back, too.
     *
     * @return the order
     * @throws WireException {@code unavailable} if the set is not here, {@code superseded} if it is not older than the one
     *     in use
     */
    public RollbackOrder orderBack(Sequence target) throws IOException {
        Sequence present = config.active().sequence().orElse(target);
        if (target.compareTo(present) >= 0) {
            throw new WireException(ErrorCode.SUPERSEDED, "the definitions are not older than those in use");
        }
        if (!config.active().holds(target)) {
            throw new WireException(ErrorCode.UNAVAILABLE, "the definitions are not here");
        }
        RollbackOrder order =
                RollbackOrder.sign(present, target, config.work().clock().instant(), config.key());
        var unused = config.active().obey(order);
        return order;
    }
}
