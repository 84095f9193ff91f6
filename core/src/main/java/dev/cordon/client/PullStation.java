package dev.cordon.client;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.exchange.SequenceReport;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Column;
import dev.cordon.sample.Disposition;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fetches definitions from the server where the server can't push them: by interval, and at once while a file that was
 * found clean waits here for its first scan.
 */
final class PullStation implements Station {
    private final ClientConfig config;
    private Instant next;

    PullStation(ClientConfig config) {
        this.config = config;
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
        Optional<Sequence> newest = SequenceReport.ask(config.server(), Transaction.QUERY_DEFINITIONS, Header.empty());
        Optional<Sequence> installed = config.active().sequence();
        if (newest.isEmpty()
                || installed.filter(own -> own.compareTo(newest.get()) >= 0).isPresent()) {
            return;
        }
        Header wanted = Header.builder()
                .set(Attributes.SIGNATURES_SEQUENCE, newest.get())
                .build();
        try (Received reply = config.server()
                .send(Request.of(Transaction.FETCH_DEFINITIONS, wanted))
                .orThrow()) {
            config.active().install(config.packages().read(reply));
        }
    }

    private boolean isWaitedFor() throws IOException {
        if (config.active().sequence().isPresent()) {
            return false;
        }
        SampleStore.Query clean = SampleStore.Query.all().where(Column.STATUS, SampleStatus.UNNEEDED.token());
        return config.work().store().list(clean).samples().stream().anyMatch(PullStation::isIsolated);
    }

    private static boolean isIsolated(Sample sample) {
        return sample.find(CordonFields.DISPOSITION)
                .filter(Disposition.ISOLATED.token()::equals)
                .isPresent();
    }
}
