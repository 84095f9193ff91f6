package dev.cordon.agent;

import dev.cordon.codec.Header;
import dev.cordon.exchange.NewerDefinitions;
import dev.cordon.exchange.Polled;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks the gateway by interval for newer definitions and installs them here (guide, "Certified definitions interval").
 * What is said of certification and can't be believed fails the call, after all else was done. A place that has none yet
 * asks at once, and from then on as often as it asks about samples.
 */
final class CertifiedStation implements Station {
    private final AgentConfig config;
    private Optional<Instant> asked;

    CertifiedStation(AgentConfig config) {
        this.config = config;
        this.asked = Optional.of(config.work().clock().instant()).filter(opened -> hasDefinitions());
    }

    @Override
    public String name() {
        return "certified";
    }

    @Override
    public Duration work() throws IOException {
        Instant now = config.work().clock().instant();
        if (isDue(now)) {
            NewerDefinitions.Outcome outcome = ask(config.policy().get().definitionsPolled());
            asked = Optional.of(now);
            outcome.orThrow();
        }
        return config.work().interval();
    }

    /** Judged each time, so that another interval counts from the last question on. */
    private boolean isDue(Instant now) {
        AgentPolicy policy = config.policy().get();
        Duration interval = hasDefinitions() ? policy.definitionsInterval() : policy.statusInterval();
        return asked.map(last -> last.plus(interval)).filter(now::isBefore).isEmpty();
    }

    /** Asks now, whether it is time or not. */
    NewerDefinitions.Outcome ask(Polled polled) throws IOException {
        NewerDefinitions.Outcome outcome = newer().pull(polled);
        outcome.certified().ifPresent(sequence -> config.arrivals().arrived(sequence, true));
        return outcome;
    }

    private NewerDefinitions newer() {
        Header.Builder signature = Header.builder();
        config.customer().get().sign(signature);
        return new NewerDefinitions(config.gateway(), config.active(), config.packages(), signature.build());
    }

    private boolean hasDefinitions() {
        return config.active().sequence().isPresent();
    }
}
