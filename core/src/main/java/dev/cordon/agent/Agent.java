package dev.cordon.agent;

import com.google.common.collect.ImmutableList;
import dev.cordon.station.Station;

/**
 * The Quarantine Agent: submits samples to a gateway, follows them there, and fetches the definitions they need (guide,
 * "Analyzing viruses").
 *
 * <p>The same stations serve a server that submits to a gateway and a gateway that submits to the analysis centre.
 */
public final class Agent {
    private final ImmutableList<Station> outward;
    private final Station fetch;
    private final Station certified;

    /** Makes an agent; it does nothing until its stations are called. */
    public Agent(AgentConfig config) {
        this.outward = ImmutableList.of(new SubmitStation(config), new FollowStation(config));
        this.fetch = new FetchStation(config);
        this.certified = new CertifiedStation(config);
    }

    /** Returns the stations submit, follow, fetch and certified. */
    public ImmutableList<Station> stations() {
        return ImmutableList.<Station>builder()
                .addAll(outward)
                .add(fetch)
                .add(certified)
                .build();
    }

    /** Returns the stations submit, follow and fetch, for a place that asks for newer definitions in another way. */
    public ImmutableList<Station> stationsThatFetchForSamples() {
        return ImmutableList.<Station>builder().addAll(outward).add(fetch).build();
    }

    /** Returns the stations submit and follow, for a place that gets all its definitions in another way. */
    public ImmutableList<Station> stationsWithoutFetch() {
        return outward;
    }
}
