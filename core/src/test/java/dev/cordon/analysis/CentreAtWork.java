package dev.cordon.analysis;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.SampleType;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.SampleContents;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.Place;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Settings;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.StatusReport;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Checkup;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An analysis centre that a gateway submits to, with a clock of its own. */
final class CentreAtWork implements Closeable {
    private static final Customer GATEWAY =
            new Customer(CustomerIdentifier.parse("GW gold"), "0123456789ABCDEF0123456789ABCDEF");
    private static final int ROUNDS = 20;

    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-05-06T07:08:09Z"));
    private final Path folder;
    private UnaryOperator<PlaceConfig> setUp = config -> config;
    private Optional<AnalysisPlace> centre = Optional.empty();
    private int submissions;

    /** Names a folder; the centre is opened with nothing but what is standard unless it is opened otherwise before. */
    CentreAtWork(Path folder) {
        this.folder = folder;
    }

    void open(Laboratory laboratory) throws IOException {
        PlaceConfig config = PlaceConfig.at(folder.resolve("analysis"))
                .with(Settings.standard().every(Duration.ofSeconds(1)))
                .with(clock);
        centre = Optional.of(AnalysisPlace.open(setUp.apply(config), Customers.of(List.of(GATEWAY)), key, laboratory));
    }

    /** Opens it as a place that is set up in another way. */
    void open(Laboratory laboratory, UnaryOperator<PlaceConfig> other) throws IOException {
        setUp = other;
        open(laboratory);
    }

    AnalysisPlace centre() {
        return centre.orElseThrow();
    }

    Place place() {
        return centre().place();
    }

    SigningKey key() {
        return key;
    }

    SettableClock clock() {
        return clock;
    }

    /** Submits a sample and returns what is heard of it after the centre has worked. */
    StatusReport analyse(byte[] sample, Optional<byte[]> before) throws IOException {
        String cookie = submit(sample, before);
        work();
        return report(cookie);
    }

    /** Submits a sample and returns its cookie. */
    String submit(byte[] sample, Optional<byte[]> before) throws IOException {
        if (centre.isEmpty()) {
            open(Laboratory.standard());
        }
        submissions++;
        Header.Builder header = Header.builder()
                .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                .set(CordonFields.SUBMISSION, "submission-" + submissions);
        if (before.isPresent()) {
            header.set(
                    Attributes.SAMPLE_CHECKUP,
                    Checkup.of(ByteSource.wrap(before.get())).text());
        }
        GATEWAY.sign(header);
        SampleContents contents = new SampleContents(Mask.standard(), 1 << 27, new Spooling(1 << 20, folder));
        try (EncodedContent content = contents.capture(new ByteArrayInputStream(sample))) {
            Request request = new Request(
                    Transaction.SUBMIT_SAMPLE, header.setAll(content.fields()).build(), content.wire());
            try (Received reply = transport().send(request).orThrow()) {
                return StatusReport.from(reply.header()).cookie().orElseThrow();
            }
        }
    }

    void work() throws IOException {
        workExcept();
    }

    /** Has all stations work but some. */
    void workExcept(String... resting) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            clock.advance(Duration.ofSeconds(1));
            for (Station station : place().stations()) {
                if (!List.of(resting).contains(station.name())) {
                    var unused = station.work();
                }
            }
        }
    }

    StatusReport report(String cookie) throws IOException {
        Header.Builder query = Header.builder().set(Attributes.ANALYSIS_COOKIE, cookie);
        GATEWAY.sign(query);
        try (Received reply = transport()
                .send(Request.of(Transaction.QUERY_STATUS, query.build()))
                .orThrow()) {
            return StatusReport.from(reply.header());
        }
    }

    private LoopbackTransport transport() {
        return new LoopbackTransport(place().desk(), clock);
    }

    @Override
    public void close() throws IOException {
        if (centre.isPresent()) {
            centre.get().close();
        }
    }

    /** Returns the state that a report tells. */
    static String state(StatusReport report) {
        return report.state().orElseThrow().text();
    }
}
