package dev.cordon.agent;

import com.google.common.collect.ImmutableList;
import dev.cordon.codec.WireException;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.station.Station;
import java.io.IOException;

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
    private final DefinitionsRequest request;

    /** Makes an agent; it does nothing until its stations are called. */
    public Agent(AgentConfig config) {
        this.outward = ImmutableList.of(new SubmitStation(config), new FollowStation(config));
        this.fetch = new FetchStation(config);
        CertifiedStation asking = new CertifiedStation(config);
        this.certified = asking;
        this.request = new DefinitionsRequest(config, asking);
    }

    /**
     * Asks the gateway for updated definitions for one sample at once, because a person wants it (guide, "Requesting
     * definitions updates manually"): how a submitted sample stands, then for the set that the sample needs or else for
     * the newest one. What comes is installed. To ask again changes nothing where there is nothing newer.
     *
     * @return the sample before it is scanned with what has come
     * @throws UnknownSampleException if there is no such sample
     * @throws WireException {@code declined} if it is known already what the sample needs, and whatever the gateway
     *     refuses or can't be believed
     * @throws IOException if the gateway can't be reached
     */
    public RequestedDefinitions requestDefinitions(SampleId id) throws IOException {
        return request.make(id);
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
