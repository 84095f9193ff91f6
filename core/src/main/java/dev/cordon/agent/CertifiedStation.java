package dev.cordon.agent;

import dev.cordon.codec.Header;
import dev.cordon.exchange.NewerDefinitions;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Asks the gateway by interval for newer definitions and installs them here (guide, "Certified definitions interval").
 * What is said of certification and can't be believed fails the call, after all else was done. A place that has none yet asks at once, and from then on as often as it asks about samples.
 */
final class CertifiedStation implements Station {
    private final AgentConfig config;
    private final NewerDefinitions newer;
    private Instant next;

    CertifiedStation(AgentConfig config) {
        Header.Builder signature = Header.builder();
        config.customer().sign(signature);
        this.config = config;
        this.newer = new NewerDefinitions(config.gateway(), config.active(), config.packages(), signature.build());
        this.next =
                config.work().clock().instant().plus(hasDefinitions() ? config.definitionsInterval() : Duration.ZERO);
    }

    @Override
    public String name() {
        return "certified";
    }

    @Override
    public Duration work() throws IOException {
        Instant now = config.work().clock().instant();
        if (!now.isBefore(next)) {
            NewerDefinitions.Outcome outcome = newer.pull();
            next = now.plus(hasDefinitions() ? config.definitionsInterval() : config.statusInterval());
            outcome.certified().ifPresent(sequence -> config.arrivals().arrived(sequence, true));
            outcome.orThrow();
        }
        return config.work().interval();
    }

    private boolean hasDefinitions() {
        return config.active().sequence().isPresent();
    }
}
