package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Finds out what submissions are and makes definitions against what is new (guide, tables ).
 *
 * <p>Nothing is ever executed: what the guide calls replication is a comparison with what is known of the file from
 * before. What can't be decided that way waits for an expert.
 */
public final class AnalysisCentre {
    private final AnalysisConfig config;
    private final ImmutableList<Station> stations;
    private final BuildStation builds;

    /** Makes a centre; it does nothing until its stations are called. */
    public AnalysisCentre(AnalysisConfig config) {
        this.config = config;
        this.builds = new BuildStation(config);
        this.stations = ImmutableList.of(
                new ImportStation(config),
                new ClassifyStation(config),
                new ReplicateStation(config),
                new ScoreStation(config),
                new DeferStation(config),
                builds);
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
     *     can end an analysis in, the signature can't be used, does not find the sample or finds a file that is known to be
     *     clean, or the repair does not undo it; {@code unpackage} if a line can't be read. Nothing has changed then
     */
    public Sample decide(SampleId id, Decision decision) throws IOException {
        return new Expert(config).decide(id, decision);
    }

    /** Returns the samples that wait for an expert, in the order of their arrival. */
    public ImmutableList<Deferred> deferred() throws IOException {
        ImmutableList.Builder<Deferred> deferred = ImmutableList.builder();
        config.work().all(DeferStation.DEFERRED, sample -> deferred.add(Deferred.of(sample, config.work())));
        return deferred.build();
    }

    /** Returns a sample that waits for an expert; empty if there is none of this id, or it does not wait. */
    public Optional<Deferred> deferred(SampleId id) throws IOException {
        Optional<Sample> waiting = config.work().store().find(id).filter(Deferred::waits);
        return waiting.isPresent() ? Optional.of(Deferred.of(waiting.get(), config.work())) : Optional.empty();
    }

    /**
     * Returns the captured bytes of a sample, whether it waits or not, unpacked while they are read; may be opened several
     * times. They are dangerous.
     */
    public ByteSource content(SampleId id) {
        return config.contents().captured(config.work().store(), id);
    }

    /**
     * Writes a sample to a file as a sample message, whether it waits or not. Its content is scrambled, so that nothing
     * runs it by mistake and no scanner takes it away; {@code cordon decode} takes it out, with the mask of this place. For
     * its owner only, and noted in the history of the sample before.
     *
     * @param to a file that is not there yet, or a folder that is: there the file has the id of the sample with {@code
     *     .msg} behind it
     * @param random where the name of the unfinished file comes from
     * @return where the file is
     * @throws dev.cordon.spi.UnknownSampleException if there is no such sample
     * @throws dev.cordon.exchange.PlaceTakenException if the file can't be written there; nothing is left of it
     * @throws WireException {@code sample} if the content that is kept is damaged; nothing is written then
     */
    public Path export(SampleId id, Path to, SecureRandom random) throws IOException {
        return new Export(config, random).asMessage(id, to);
    }

    /**
     * Writes a sample to a file as it was captured, whether it waits or not; otherwise as {@link #export}. The file may be
     * dangerous: it can be started by mistake, and scanners of this machine may take it away. In a folder it has the id of
     * the sample with {@code .sample} behind it, which nothing starts.
     */
    public Path exportPlain(SampleId id, Path to, SecureRandom random) throws IOException {
        return new Export(config, random).plain(id, to);
    }

    /**
     * Builds the definitions in use anew, as the first build of a day does: without signatures of the centre that stand in
     * files that are known to be clean. For a person who has found a false positive and has put the file to the clean ones.
     * Waits for a build that is under way.
     *
     * @return the sequence of the new set, which is in use and can be fetched; empty if the build would change nothing
     * @throws WireException {@code abandoned} if the set has failed its tests, {@code unavailable} if there are no
     *     definitions yet
     * @throws IOException if an engine can't be reached; nothing has changed then
     */
    public Optional<Sequence> rebuild() throws IOException {
        return builds.rebuild();
    }

    /**
     * Publishes a set that a person has made, after the tests that every set of the centre has to pass. Later sets grow from
     * it, so it has to hold what those before hold. Waits for a build that is under way.
     *
     * @param packaged signed with the key of the centre, and of a sequence above all that were used here, by 1,000 at the most
     * @throws WireException {@code unpackage} if the package is damaged or was not signed with that key, {@code superseded}
     *     if its sequence is not above all others, {@code declined} if it is too far above or the set lacks the name of a
     *     signature in use, {@code abandoned} if it has failed its tests. Nothing has changed then
     * @throws IOException if an engine can't be reached; nothing has changed then
     */
    public void publish(DefinitionPackage packaged) throws IOException {
        builds.publish(packaged);
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
