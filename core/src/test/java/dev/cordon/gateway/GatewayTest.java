package dev.cordon.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.AnalysisService;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.SequenceReport;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Settings;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.StatusReport;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front desk, as customers and strangers meet it. */
class GatewayTest {
    private static final Customer ONE = new Customer(CustomerIdentifier.parse("ONE gold"), "11111111");
    private static final Customer OTHER = new Customer(CustomerIdentifier.parse("OTHER platinum"), "22222222");
    private static final byte[] SAMPLE = "a sample".getBytes(StandardCharsets.US_ASCII);

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));

    private final SigningKey key = SigningKey.generate(new SecureRandom());

    @TempDir
    private Path folder;

    private GatewayPlace gateway;
    private Transport transport;

    @BeforeEach
    void open() throws IOException {
        gateway = GatewayPlace.open(
                PlaceConfig.at(folder.resolve("gateway"))
                        .with(clock)
                        .with(Settings.standard().takingAnHour(4))
                        .trusting(key.trusted()),
                Customers.of(List.of(ONE, OTHER)),
                new Upstream(new LoopbackTransport(nobody(), clock), ONE));
        transport = new LoopbackTransport(gateway.place().desk(), clock);
    }

    private static Desk nobody() {
        return new Desk(ImmutableMap.of(), (transaction, failure) -> {});
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
    }

    @Test
    void aSubmissionGetsACookieByWhichItsCustomerAsks() throws IOException {
        StatusReport submitted = submit(ONE, "a", SAMPLE, header -> {});

        StatusReport report = ask(ONE, submitted.cookie().orElseThrow());

        assertThat(report.state().orElseThrow().text()).isEqualTo("accepted");
        assertThat(report.finished()).isEmpty();
        assertThat(report.status()).as("the status in another's quarantine").isEmpty();
    }

    @Test
    void theSameSubmissionIsTheSameCookie() throws IOException {
        assertThat(submit(ONE, "a", SAMPLE, header -> {}).cookie())
                .isEqualTo(submit(ONE, "a", SAMPLE, header -> {}).cookie());
        assertThat(submit(ONE, "b", SAMPLE, header -> {}).cookie())
                .isNotEqualTo(submit(OTHER, "b", SAMPLE, header -> {}).cookie());
        assertThat(gateway.place().samples().list(SampleStore.Query.all()).samples())
                .hasSize(3);
    }

    @Test
    void theSameSubmissionWithAnotherSampleIsRefused() throws IOException {
        submit(ONE, "a", SAMPLE, header -> {});

        assertThat(refusal(() -> submit(ONE, "a", new byte[] {1, 2, 3}, header -> {})))
                .isEqualTo(ErrorCode.SAMPLE);
    }

    @Test
    void nobodyLearnsOfAnotherCustomersSample() throws IOException {
        String cookie = submit(ONE, "a", SAMPLE, header -> {}).cookie().orElseThrow();

        assertThat(refusal(() -> ask(OTHER, cookie))).isEqualTo(ErrorCode.CRUMBLED);
        assertThat(refusal(() -> ask(ONE, cookie.substring(0, cookie.length() - 1) + "x")))
                .isEqualTo(ErrorCode.CRUMBLED);
        assertThat(refusal(() -> ask(ONE, "../../etc/passwd"))).isEqualTo(ErrorCode.CRUMBLED);
    }

    @Test
    void strangersAreDeclined() {
        Customer wrong = new Customer(ONE.identifier(), "33333333");
        Customer unknown = new Customer(CustomerIdentifier.parse("NOBODY gold"), "11111111");

        assertThat(refusal(() -> submit(wrong, "a", SAMPLE, header -> {}))).isEqualTo(ErrorCode.DECLINED);
        assertThat(refusal(() -> submit(unknown, "a", SAMPLE, header -> {}))).isEqualTo(ErrorCode.DECLINED);
        assertThat(refusal(() -> ask(unknown, "x"))).isEqualTo(ErrorCode.DECLINED);
        for (Transaction transaction : List.of(Transaction.QUERY_DEFINITIONS, Transaction.FETCH_DEFINITIONS)) {
            assertThat(refusal(() -> transport
                            .send(Request.of(transaction, Header.empty()))
                            .orThrow()))
                    .isEqualTo(ErrorCode.MISSING);
        }
    }

    @Test
    void customersComeAndGoWithoutARestart() throws IOException {
        AtomicReference<Customers> known = new AtomicReference<>(Customers.of(List.of(ONE)));
        Upstream centre = new Upstream(new LoopbackTransport(nobody(), clock), ONE);
        PlaceConfig config = PlaceConfig.at(folder.resolve("other")).with(clock);
        try (GatewayPlace changing = GatewayPlace.open(config, known::get, centre)) {
            transport = new LoopbackTransport(changing.place().desk(), clock);
            String cookie = submit(ONE, "a", SAMPLE, header -> {}).cookie().orElseThrow();
            assertThat(refusal(() -> submit(OTHER, "a", SAMPLE, header -> {}))).isEqualTo(ErrorCode.DECLINED);

            known.set(Customers.of(List.of(OTHER)));

            assertThat(submit(OTHER, "a", SAMPLE, header -> {}).cookie()).isPresent();
            assertThat(refusal(() -> submit(ONE, "b", SAMPLE, header -> {}))).isEqualTo(ErrorCode.DECLINED);
            assertThat(refusal(() -> ask(ONE, cookie))).isEqualTo(ErrorCode.DECLINED);
            assertThat(refusal(() -> newest(ONE))).isEqualTo(ErrorCode.DECLINED);
        }
    }

    private Optional<Sequence> newest(Customer customer) throws IOException {
        Header.Builder query = Header.builder();
        customer.sign(query);
        return SequenceReport.ask(transport, Transaction.QUERY_DEFINITIONS, query.build());
    }

    @Test
    void credentialsAreNotKept() throws IOException {
        submit(ONE, "a", SAMPLE, header -> {});

        assertThat(gateway.place()
                        .samples()
                        .list(SampleStore.Query.all())
                        .samples()
                        .get(0)
                        .attributes()
                        .fields()
                        .toString())
                .doesNotContain(ONE.credentials());
    }

    @Test
    void whatOnlyAPlaceMaySayIsNotBelieved() throws IOException {
        StatusReport submitted = submit(
                ONE,
                "a",
                SAMPLE,
                header -> header.set(Attributes.SIGNATURES_SEQUENCE, Sequence.of(99))
                        .set(Attributes.DATE_FINISHED, clock.instant())
                        .set("X-Sample-Status", "installed")
                        .set("X-Analysis-State", "uninfected")
                        .set(CordonFields.COOKIE_GIVEN, "mine"));

        StatusReport report = ask(ONE, submitted.cookie().orElseThrow());

        assertThat(report.state().orElseThrow().text()).isEqualTo("accepted");
        assertThat(report.finished()).isEmpty();
        assertThat(report.sequence()).isEmpty();
    }

    @Test
    void whatIsMissingOrMalformedIsNamedAndNothingIsKept() {
        assertThat(refusal(() -> submit(ONE, "a", SAMPLE, header -> header.remove("X-Sample-Type"))))
                .isEqualTo(ErrorCode.MISSING);
        assertThat(refusal(() -> submit(ONE, "a", SAMPLE, header -> header.set("X-Sample-Type", "song"))))
                .isEqualTo(ErrorCode.TYPE);
        assertThat(refusal(() -> submit(ONE, "a", SAMPLE, header -> header.set("X-Sample-Type", "sector"))))
                .as("sectors without a geometry")
                .isEqualTo(ErrorCode.MISSING);
        assertThat(refusal(() -> submit(ONE, "a", SAMPLE, header -> header.set("X-Sample-Size", "99"))))
                .isEqualTo(ErrorCode.SAMPLE);
        assertThat(refusal(() -> submit(ONE, "a", SAMPLE, header -> header.remove(CordonFields.SUBMISSION))))
                .isEqualTo(ErrorCode.MISSING);

        assertThat(gateway.place().samples())
                .satisfies(
                        store -> assertThat(store.list(SampleStore.Query.all()).samples())
                                .isEmpty());
    }

    @Test
    void aPlatformSubmitsNoMoreThanItMayInAnHour() throws IOException {
        for (int number = 0; number < 4; number++) {
            submit(ONE, "a" + number, SAMPLE, from("platform"));
        }

        assertThat(refusal(() -> submit(ONE, "b", SAMPLE, from("platform")))).isEqualTo(ErrorCode.INTERNAL);
        assertThat(submit(ONE, "a0", SAMPLE, from("platform")).cookie())
                .as("what was taken before")
                .isPresent();
        assertThat(submit(ONE, "c", SAMPLE, from("another platform")).cookie()).isPresent();
        assertThat(submit(OTHER, "d", SAMPLE, from("platform")).cookie()).isPresent();
        clock.advance(Duration.ofMinutes(15));
        assertThat(submit(ONE, "b", SAMPLE, from("platform")).cookie()).isPresent();
        assertThat(refusal(() -> submit(ONE, "e", SAMPLE, from("platform")))).isEqualTo(ErrorCode.INTERNAL);
    }

    private static Consumer<Header.Builder> from(String correlator) {
        return header -> header.set(Attributes.PLATFORM_CORRELATOR, correlator);
    }

    @Test
    void platinumIsAnalysedBeforeGoldAndUrgentBeforeUsual() throws IOException {
        submit(ONE, "usual gold", SAMPLE, header -> header.set(Attributes.SAMPLE_PRIORITY, Priority.of(1)));
        submit(ONE, "urgent gold", SAMPLE, header -> header.set(Attributes.SAMPLE_PRIORITY, Priority.of(1000)));
        submit(OTHER, "platinum", SAMPLE, header -> {});
        submit(OTHER, "urgent platinum", SAMPLE, header -> header.set(Attributes.SAMPLE_PRIORITY, Priority.of(1000)));

        assertThat(gateway.place().samples().list(SampleStore.Query.all()).samples().stream()
                        .map(sample -> sample.priority().value()))
                .containsExactlyInAnyOrder(1, 500, 501, 1000);
    }

    @Test
    void whatIsTooSmallOrOnlyDataIsAnsweredAtOnce() throws IOException {
        String small = submit(ONE, "a", new byte[3], header -> {}).cookie().orElseThrow();
        byte[] picture = Arrays.copyOf(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 5000);
        String data = submit(ONE, "b", picture, header -> {}).cookie().orElseThrow();

        filter();

        for (String cookie : List.of(small, data)) {
            StatusReport report = ask(ONE, cookie);
            assertThat(report.state().orElseThrow().text()).isEqualTo("uninfectable");
            assertThat(report.finished()).isPresent();
        }
    }

    @Test
    void whatTheDefinitionsHereKnowIsAnsweredAtOnceAndWhatTheyDoNotWaits() throws IOException {
        install("Known:0:*:" + "11".repeat(20));
        String known = submit(ONE, "a", bytes(0x11), header -> {}).cookie().orElseThrow();
        String unknown = submit(ONE, "b", bytes(0x22), header -> {}).cookie().orElseThrow();

        filter();

        assertThat(ask(ONE, known).state().orElseThrow().text()).isEqualTo("norepair");
        assertThat(ask(ONE, known).sequence()).contains(Sequence.of(1));
        assertThat(ask(ONE, unknown).finished()).isEmpty();
    }

    @Test
    void aQuickCheckEndsHereAndSaysThatItIsNotDefinitive() throws IOException {
        install("Known:0:*:" + "11".repeat(20));
        Consumer<Header.Builder> quick = header -> header.set(Attributes.SAMPLE_SERVICE, AnalysisService.QUICKCHECK);
        String clean = submit(ONE, "a", bytes(0x22), quick).cookie().orElseThrow();
        String known = submit(ONE, "b", bytes(0x11), quick).cookie().orElseThrow();

        filter();

        StatusReport report = ask(ONE, clean);
        assertThat(report.state().orElseThrow().text()).isEqualTo("nodetect");
        assertThat(report.finished()).isPresent();
        assertThat(report.header().find(Attributes.ANALYSIS_SERVICE)).contains(AnalysisService.QUICKCHECK);
        assertThat(ask(ONE, known).header().find(Attributes.ANALYSIS_SERVICE))
                .as("what is known is definitive")
                .isEmpty();
    }

    @Test
    void aQuickCheckThatCouldNotLookIsAnalysed() throws IOException {
        String cookie = submit(
                        ONE,
                        "a",
                        bytes(0x22),
                        header -> header.set(Attributes.SAMPLE_SERVICE, AnalysisService.QUICKCHECK))
                .cookie()
                .orElseThrow();

        filter();

        assertThat(ask(ONE, cookie).finished()).isEmpty();
    }

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[100];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private void filter() throws IOException {
        var unused = gateway.place().stations().get(0).work();
    }

    private void install(String signature) throws IOException {
        DefinitionSet set = new DefinitionSet(
                Sequence.of(1),
                new DailyVersion(LocalDate.of(2026, 1, 1), 1),
                clock.instant(),
                ImmutableSortedMap.of(
                        "test.ndb", ByteSource.wrap((signature + "\n").getBytes(StandardCharsets.US_ASCII))));
        gateway.place().active().install(DefinitionPackage.sign(set, key));
    }

    private interface Action {
        Object run() throws IOException;
    }

    private static ErrorCode refusal(Action action) {
        WireException refusal = catchThrowableOfType(WireException.class, action::run);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.code();
    }

    private StatusReport ask(Customer customer, String cookie) throws IOException {
        Header.Builder query = Header.builder().set(Attributes.ANALYSIS_COOKIE, cookie);
        customer.sign(query);
        try (Received reply = transport
                .send(Request.of(Transaction.QUERY_STATUS, query.build()))
                .orThrow()) {
            return StatusReport.from(reply.header());
        }
    }

    private StatusReport submit(Customer customer, String key, byte[] sample, Consumer<Header.Builder> more)
            throws IOException {
        SampleContents contents = new SampleContents(Mask.standard(), 1 << 20, new Spooling(1 << 20, folder));
        try (EncodedContent content = contents.capture(new ByteArrayInputStream(sample))) {
            Header.Builder header = content.fields().toBuilder()
                    .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                    .set(CordonFields.SUBMISSION, key);
            customer.sign(header);
            more.accept(header);
            Request request = new Request(
                    Transaction.SUBMIT_SAMPLE,
                    header.build(),
                    ByteSource.wrap(content.wire().read()));
            try (Received reply = transport.send(request).orThrow()) {
                return StatusReport.from(reply.header());
            }
        }
    }
}
