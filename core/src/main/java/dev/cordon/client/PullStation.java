package dev.cordon.client;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.exchange.SequenceReport;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Column;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fetches definitions from the parent where it can't push them: by interval, and at once while a file that was
 * found clean waits here for its first scan.
 */
final class PullStation implements Station {
    private final ClientConfig config;
    private final Transport parent;
    private final Header signature;
    private Instant next;

    /**
     * Makes it.
     *
     * @param parent who is asked
     * @param signature what each request says of who asks
     */
    PullStation(ClientConfig config, Transport parent, Header signature) {
        this.config = config;
        this.parent = parent;
        this.signature = signature;
        this.next = config.work().clock().instant().plus(config.definitionsInterval());
    }

    @Override
    public String name() {
        return "pull";
    }

    @Override
    public Duration work() throws IOException {
        Instant now = config.work().clock().instant();
        if (!now.isBefore(next) || isWaitedFor()) {
            pull();
            next = now.plus(config.definitionsInterval());
        }
        return config.work().interval();
    }

    private void pull() throws IOException {
        Optional<Sequence> newest = SequenceReport.ask(parent, Transaction.QUERY_DEFINITIONS, signature);
        Optional<Sequence> installed = config.active().sequence();
        if (newest.isEmpty()
                || installed.filter(own -> own.compareTo(newest.get()) >= 0).isPresent()) {
            return;
        }
        Header wanted = signature.toBuilder()
                .set(Attributes.SIGNATURES_SEQUENCE, newest.get())
                .build();
        try (Received reply =
                parent.send(Request.of(Transaction.FETCH_DEFINITIONS, wanted)).orThrow()) {
            config.active().install(config.packages().read(reply));
        }
    }

    private boolean isWaitedFor() throws IOException {
        if (config.active().sequence().isPresent()) {
            return false;
        }
        SampleStore.Query clean = SampleStore.Query.all().where(Column.STATUS, SampleStatus.UNNEEDED.token());
        return config.work().store().list(clean).samples().stream().anyMatch(LocalQuarantine::isIsolated);
    }
}
