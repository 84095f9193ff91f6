package dev.cordon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.analysis.Laboratory;
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
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Settings;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.StatusReport;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Checkup;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Whatever two customers submit in whatever order, with restarts at any time: each hears what would be heard if nobody
 * else were there, and no question is analysed twice.
 */
class SharedAnalysisProperties {
    private static final List<Customer> CUSTOMERS = List.of(
            new Customer(CustomerIdentifier.parse("ONE gold"), "11111111"),
            new Customer(CustomerIdentifier.parse("OTHER platinum"), "22222222"));
    private static final Customer UPWARDS = new Customer(CustomerIdentifier.parse("GW platinum"), "33333333");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int ROUNDS = 60;

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final List<Submitted> submitted = new ArrayList<>();

    private Path folder = Path.of("");
    private Optional<GatewayPlace> gateway = Optional.empty();
    private Optional<AnalysisPlace> centre = Optional.empty();

    /** What is claimed of the file from before. */
    enum Claim {
        NOTHING,
        /** That it was as it is. */
        SAME,
        /** That it was another one. */
        OTHER
    }

    enum What {
        SUBMIT,
        WORK,
        RESTART_GATEWAY,
        RESTART_CENTRE
    }

    record Step(What what, int customer, int content, Claim claim, int station) {}

    record Submitted(Step step, String cookie) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(
                                What.SUBMIT,
                                What.SUBMIT,
                                What.WORK,
                                What.WORK,
                                What.RESTART_GATEWAY,
                                What.RESTART_CENTRE),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(Claim.class),
                        Arbitraries.integers().between(0, 30))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(30);
    }

    @BeforeTry
    void open() throws IOException {
        submitted.clear();
        folder = Files.createTempDirectory("shared-analysis");
        openCentre();
        openGateway();
    }

    private void openCentre() throws IOException {
        centre = Optional.of(
                AnalysisPlace.open(config("analysis"), Customers.of(List.of(UPWARDS)), key, Laboratory.standard()));
    }

    private void openGateway() throws IOException {
        gateway = Optional.of(GatewayPlace.open(
                config("gateway").trusting(key.trusted()),
                Customers.of(CUSTOMERS),
                new Upstream(new ToCentre(), UPWARDS)));
    }

    private PlaceConfig config(String name) {
        return PlaceConfig.at(folder.resolve(name))
                .with(clock)
                .with(Settings.standard().every(SECOND).takingAnHour(1000));
    }

    @AfterTry
    void close() throws IOException {
        gateway.orElseThrow().close();
        centre.orElseThrow().close();
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    @Property(tries = 25)
    void nobodyHearsWhatOthersClaimAndNothingIsAnalysedTwice(@ForAll("steps") List<Step> steps) throws IOException {
        for (Step step : steps) {
            take(step);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Station station : stations()) {
                work(station);
            }
        }

        for (Submitted one : submitted) {
            assertThat(ask(one).state().orElseThrow().text())
                    .as("%s", one.step())
                    .isEqualTo(one.step().claim() == Claim.SAME ? "uninfected" : "deferred");
        }
        long questions = submitted.stream()
                .map(one -> one.step().content() + "/" + one.step().claim())
                .distinct()
                .count();
        assertThat(centre.orElseThrow()
                        .place()
                        .samples()
                        .list(SampleStore.Query.all())
                        .samples())
                .hasSize((int) questions);
    }

    private void take(Step step) throws IOException {
        switch (step.what()) {
            case SUBMIT -> submitted.add(new Submitted(step, submit(step)));
            case WORK -> work(stations().get(step.station() % stations().size()));
            case RESTART_GATEWAY -> {
                gateway.orElseThrow().close();
                openGateway();
            }
            case RESTART_CENTRE -> {
                centre.orElseThrow().close();
                openCentre();
            }
        }
    }

    private List<Station> stations() {
        List<Station> stations = new ArrayList<>(gateway.orElseThrow().place().stations());
        stations.addAll(centre.orElseThrow().place().stations());
        return stations;
    }

    private void work(Station station) throws IOException {
        clock.advance(SECOND);
        var unused = station.work();
    }

    private static byte[] program(int content) {
        byte[] program = new byte[500];
        new Random(content).nextBytes(program);
        program[0] = 'M';
        program[1] = 'Z';
        return program;
    }

    private static Optional<Checkup> checkup(Step step) throws IOException {
        return switch (step.claim()) {
            case NOTHING -> Optional.empty();
            case SAME -> Optional.of(Checkup.of(ByteSource.wrap(program(step.content()))));
            case OTHER -> Optional.of(Checkup.of(ByteSource.wrap(program(99))));
        };
    }

    private String submit(Step step) throws IOException {
        clock.advance(SECOND);
        SampleContents contents = new SampleContents(Mask.standard(), 1 << 20, new Spooling(1 << 20, folder));
        try (EncodedContent content = contents.capture(new ByteArrayInputStream(program(step.content())))) {
            Header.Builder header = content.fields().toBuilder()
                    .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                    .set(CordonFields.SUBMISSION, "s" + submitted.size());
            checkup(step).ifPresent(entry -> header.set(Attributes.SAMPLE_CHECKUP, entry.text()));
            CUSTOMERS.get(step.customer()).sign(header);
            Request request = new Request(Transaction.SUBMIT_SAMPLE, header.build(), content.wire());
            try (Received reply = toGateway().send(request).orThrow()) {
                return StatusReport.from(reply.header()).cookie().orElseThrow();
            }
        }
    }

    private StatusReport ask(Submitted one) throws IOException {
        Header.Builder query = Header.builder().set(Attributes.ANALYSIS_COOKIE, one.cookie());
        CUSTOMERS.get(one.step().customer()).sign(query);
        try (Received reply = toGateway()
                .send(Request.of(Transaction.QUERY_STATUS, query.build()))
                .orThrow()) {
            return StatusReport.from(reply.header());
        }
    }

    private Transport toGateway() {
        return new LoopbackTransport(gateway.orElseThrow().place().desk(), clock);
    }

    /** The way to the centre that is open at that time. */
    private final class ToCentre implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            return new LoopbackTransport(centre.orElseThrow().place().desk(), clock).send(request);
        }

        @Override
        public void close() {}
    }
}
