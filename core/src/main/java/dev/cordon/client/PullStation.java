package dev.cordon.client;

import dev.cordon.codec.Header;
import dev.cordon.exchange.NewerDefinitions;
import dev.cordon.exchange.Polled;
import dev.cordon.sample.Column;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Fetches definitions from the parent where it can't push them: by interval, and at once while a file that was
 * found clean waits here for its first scan. Those that a file waits for are fetched whether they are certified or not.
 */
final class PullStation implements Station {
    private final ClientConfig config;
    private final Transport parent;
    private final Supplier<Header> signature;
    private Instant asked;

    /**
     * Makes it.
     *
     * @param parent who is asked
     * @param signature what each request says of who asks; read at each, as it may change
     */
    PullStation(ClientConfig config, Transport parent, Supplier<Header> signature) {
        this.config = config;
        this.parent = parent;
        this.signature = signature;
        this.asked = config.work().clock().instant();
    }

    @Override
    public String name() {
        return "pull";
    }

    @Override
    public Duration work() throws IOException {
        Instant now = config.work().clock().instant();
        Duration interval = config.policy().get().definitionsInterval();
        if (!now.isBefore(asked.plus(interval)) || isWaitedFor()) {
            NewerDefinitions.Outcome outcome =
                    new NewerDefinitions(parent, config.active(), config.packages(), signature.get()).pull(polled());
            asked = now;
            outcome.orThrow();
        }
        return config.work().interval();
    }

    private Polled polled() throws IOException {
        return isNeeded() ? Polled.NEWEST : config.policy().get().definitionsPolled();
    }

    private boolean isNeeded() throws IOException {
        SampleStore.Query needed = SampleStore.Query.all().where(Column.STATUS, SampleStatus.NEEDED.token());
        return !config.work().store().list(needed).samples().isEmpty();
    }

    private boolean isWaitedFor() throws IOException {
        if (config.active().sequence().isPresent()) {
            return false;
        }
        SampleStore.Query clean = SampleStore.Query.all().where(Column.STATUS, SampleStatus.UNNEEDED.token());
        return config.work().store().list(clean).samples().stream().anyMatch(LocalQuarantine::isIsolated);
    }
}
