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
    private final ImmutableList<Station> stations;

    /** Makes an agent; it does nothing until its stations are called. */
    public Agent(AgentConfig config) {
        this.stations =
                ImmutableList.of(new SubmitStation(config), new FollowStation(config), new FetchStation(config));
    }

    /** Returns the stations submit, follow and fetch. */
    public ImmutableList<Station> stations() {
        return stations;
    }
}
