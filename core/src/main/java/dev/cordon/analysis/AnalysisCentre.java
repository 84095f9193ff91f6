package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import dev.cordon.station.Station;

/**
 * Finds out what submissions are and makes definitions against what is new (guide, tables ).
 *
 * <p>Nothing is ever executed: what the guide calls replication is a comparison with what is known of the file from
 * before. What can't be decided that way waits for an expert.
 */
public final class AnalysisCentre {
    private final ImmutableList<Station> stations;

    /** Makes a centre; it does nothing until its stations are called. */
    public AnalysisCentre(AnalysisConfig config) {
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
}
