package dev.cordon.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Sequence;
import dev.cordon.attribute.StripMethod;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.SampleContents;
import dev.cordon.gateway.Customers;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.place.Settings;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import dev.cordon.strip.Documents;
import dev.cordon.testkit.Samples;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves a server under each policy on stripping, as a gateway receives it. */
class StrippedSubmissionTest {
    private static final String SECRET = "Wobbegong";
    private static final ByteSource LETTER = ByteSource.wrap(("Dear " + SECRET).getBytes(StandardCharsets.US_ASCII));
    private static final SampleId ID = new SampleId("a");
    private static final long LARGEST = 1 << 20;

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T10:00:00Z"));
    private final SecureRandom random = new SecureRandom();
    private final SigningKey key = SigningKey.generate(random);
    private final Customer customer = new Customer(CustomerIdentifier.parse("TEST gold"), "0".repeat(48));

    @TempDir
    private Path folder;

    private GatewayPlace gateway;
    private ServerPlace server;
    private boolean repliesAreLost;

    @BeforeEach
    void open() throws IOException {
        Desk nobody = new Desk(Map.of(), (transaction, failure) -> {});
        gateway = GatewayPlace.open(
                PlaceConfig.at(folder.resolve("gateway")).with(clock),
                Customers.of(List.of(customer)),
                new Upstream(new LoopbackTransport(nobody, clock), customer));
        openServer(StripPolicy.OFF);
    }

    private void openServer(StripPolicy policy) throws IOException {
        PlaceConfig config = PlaceConfig.at(folder.resolve("server"))
                .with(clock)
                .with(Settings.standard().every(Duration.ofSeconds(1)).stripping(policy))
                .trusting(key.trusted());
        server = ServerPlace.open(config, Optional.of(new Upstream(new Line(), customer)), name -> Optional.empty());
    }

    private void reopenServer(StripPolicy policy) throws IOException {
        server.close();
        openServer(policy);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        gateway.close();
    }

    @Test
    void withoutThePolicyTheFileIsSentAsItIs() throws IOException {
        install("base.ndb", "Other:0:*:00112233445566");
        release(document());

        submit();

        Sample ticket = received().orElseThrow();
        assertThat(ticket.find(Attributes.SAMPLE_STRIP)).isEmpty();
        assertThat(captured(gateway.place().samples(), ticket.id()))
                .isEqualTo(document().read());
    }

    @ParameterizedTest
    @EnumSource(value = StripPolicy.class, names = "OFF", mode = EnumSource.Mode.EXCLUDE)
    void aDocumentIsSentStrippedWithTheChecksumAndSizeOfWhatIsSent(StripPolicy policy) throws IOException {
        reopenServer(policy);
        install("base.ndb", "Other:0:*:00112233445566");
        release(document());

        submit();

        Sample ticket = received().orElseThrow();
        byte[] sent = captured(gateway.place().samples(), ticket.id());
        assertThat(Bytes.indexOf(sent, SECRET.getBytes(StandardCharsets.UTF_8))).isNegative();
        assertThat(Bytes.indexOf(sent, Documents.code(1))).isNotNegative();
        assertThat(ticket.find(Attributes.SAMPLE_STRIP))
                .contains(OpenToken.of("overwrite-zeroes", StripMethod.OVERWRITE_ZEROES));
        assertThat(ticket.size()).isEqualTo(sent.length);
        assertThat(ticket.digest()).isEqualTo(Hashing.sha256().hashBytes(sent));
        assertThat(ticket.find(ContentKeys.SAMPLE_CHECKSUM)).contains(md5(sent));
        assertThat(ticket.find(Attributes.SAMPLE_CHECKUP))
                .as("digests of the file with the data of the user")
                .isEmpty();
    }

    @SuppressWarnings("deprecation") // the guide's checksum
    private static HashCode md5(byte[] sent) {
        return Hashing.md5().hashBytes(sent);
    }

    @Test
    void theFullFileStaysAndTheSampleSaysWhatWasSent() throws IOException {
        reopenServer(StripPolicy.REQUIRED);
        install("base.ndb", "Other:0:*:00112233445566");
        release(document());

        submit();

        Sample held = held();
        assertThat(held.status()).isEqualTo(SampleStatus.SUBMITTED);
        assertThat(captured(server.place().samples(), ID)).isEqualTo(document().read());
        assertThat(held.digest())
                .isEqualTo(Hashing.sha256().hashBytes(document().read()));
        assertThat(held.find(Attributes.SAMPLE_STRIP)).isEmpty();
        assertThat(held.find(CordonFields.SUBMITTED_DIGEST))
                .isEqualTo(received().map(Sample::digest));
    }

    @Test
    void whatCanNotBeStrippedIsSentAsItIsWherePossibleIsEnough() throws IOException {
        reopenServer(StripPolicy.WHERE_POSSIBLE);
        install("base.ndb", "Other:0:*:00112233445566");
        release(LETTER);

        submit();

        Sample ticket = received().orElseThrow();
        assertThat(ticket.find(Attributes.SAMPLE_STRIP)).isEmpty();
        assertThat(captured(gateway.place().samples(), ticket.id())).isEqualTo(LETTER.read());
        assertThat(held().find(CordonFields.SUBMITTED_DIGEST)).isEmpty();
    }

    @Test
    void whatCanNotBeStrippedGoesToAPersonWhereItIsRequired() throws IOException {
        reopenServer(StripPolicy.REQUIRED);
        install("base.ndb", "Other:0:*:00112233445566");
        release(LETTER);

        submit();

        assertThat(received()).isEmpty();
        assertThat(held().status()).isEqualTo(SampleStatus.ATTENTION);
        assertThat(held().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).startsWith("not stripped of user data: "));
    }

    @Test
    void whatTheScannerFindsInTheCodeItFindsInWhatIsSent() throws IOException {
        reopenServer(StripPolicy.REQUIRED);
        install("base.ndb", "Macro.Test:0:*:" + hex(Documents.code(1), 100, 40));
        release(document());

        submit();

        assertThat(received().flatMap(ticket -> ticket.find(Attributes.SAMPLE_STRIP)))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(value = StripPolicy.class, names = "OFF", mode = EnumSource.Mode.EXCLUDE)
    void whatTheScannerWouldNotFindAnyMoreIsNotSentStripped(StripPolicy policy) throws IOException {
        reopenServer(policy);
        byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
        install("base.ndb", "Text.Test:0:*:" + hex(secret, 0, secret.length));
        release(document());

        submit();

        if (policy == StripPolicy.REQUIRED) {
            assertThat(received()).isEmpty();
            assertThat(held().status()).isEqualTo(SampleStatus.ATTENTION);
        } else {
            Sample ticket = received().orElseThrow();
            assertThat(captured(gateway.place().samples(), ticket.id()))
                    .isEqualTo(document().read());
        }
    }

    @ParameterizedTest
    @EnumSource(value = StripPolicy.class, names = "OFF", mode = EnumSource.Mode.EXCLUDE)
    void whileNobodyCanVerifyItNothingIsSentAndItIsTriedAgain(StripPolicy policy) throws IOException {
        reopenServer(policy);
        release(document());

        submit();
        assertThat(received()).isEmpty();
        assertThat(held().status()).isEqualTo(SampleStatus.RELEASED);
        assertThat(held().due()).isPresent();

        install("base.ndb", "Other:0:*:00112233445566");
        clock.advance(Duration.ofSeconds(30));
        submit();
        assertThat(received().flatMap(ticket -> ticket.find(Attributes.SAMPLE_STRIP)))
                .isPresent();
    }

    @Test
    void aReplyThatIsLostMakesNoSecondSubmission() throws IOException {
        reopenServer(StripPolicy.REQUIRED);
        install("base.ndb", "Other:0:*:00112233445566");
        release(document());
        repliesAreLost = true;

        submit();
        repliesAreLost = false;
        clock.advance(Duration.ofSeconds(30));
        submit();

        assertThat(gateway.place().samples().list(SampleStore.Query.all()).samples())
                .hasSize(1);
        assertThat(held().status()).isEqualTo(SampleStatus.SUBMITTED);
    }

    @Test
    void aPolicyThatChangesBetweenTwoAttemptsStopsNothing() throws IOException {
        reopenServer(StripPolicy.REQUIRED);
        install("base.ndb", "Other:0:*:00112233445566");
        release(document());
        repliesAreLost = true;
        submit();

        repliesAreLost = false;
        reopenServer(StripPolicy.OFF);
        clock.advance(Duration.ofSeconds(30));
        submit();

        assertThat(held().status()).isEqualTo(SampleStatus.SUBMITTED);
        assertThat(held().find(CordonFields.SUBMITTED_DIGEST)).isEmpty();
    }

    private static ByteSource document() throws IOException {
        return Documents.withBody(Documents.body(SECRET))
                .macros(Documents.code(1))
                .build(ZipEntry.STORED);
    }

    private void release(ByteSource captured) throws IOException {
        SampleContents contents = new SampleContents(Mask.standard(), LARGEST, new Spooling(1 << 20, folder));
        Header more = Header.builder().set(Attributes.SAMPLE_CHECKUP, "00").build();
        try (EncodedContent content = contents.capture(captured.openStream())) {
            Sample sample = Samples.received(ID.value(), content, clock.instant(), more)
                    .on(new SampleEvent.Unresolved(Handling.AUTOMATIC), clock.instant());
            var unused = server.place().samples().add(sample, content);
        }
    }

    private void submit() throws IOException {
        Station station = server.place().stations().stream()
                .filter(each -> each.name().equals("submit"))
                .findFirst()
                .orElseThrow();
        try {
            var unused = station.work();
        } catch (IOException e) {
            assertThat(repliesAreLost).as("a station fails: %s", e).isTrue();
        }
    }

    private void install(String database, String line) throws IOException {
        DefinitionSet set = new DefinitionSet(
                Sequence.of(1),
                new DailyVersion(LocalDate.of(2026, 11, 24), 1),
                clock.instant(),
                ImmutableSortedMap.of(database, ByteSource.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII))));
        server.place().active().install(DefinitionPackage.sign(set, key));
    }

    private static String hex(byte[] bytes, int from, int length) {
        return BaseEncoding.base16().lowerCase().encode(bytes, from, length);
    }

    private Sample held() throws IOException {
        return server.place().samples().find(ID).orElseThrow();
    }

    private Optional<Sample> received() throws IOException {
        return gateway.place().samples().list(SampleStore.Query.all()).samples().stream()
                .findFirst();
    }

    private static byte[] captured(SampleStore store, SampleId id) throws IOException {
        SampleStore.Content content = store.content(id);
        return new ContentDecoder(Mask.standard(), LARGEST)
                .captured(content.fields(), content.wire())
                .read();
    }

    /** The line to the gateway, on which replies can be lost. */
    private final class Line implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            Received reply = new LoopbackTransport(gateway.place().desk(), clock).send(request);
            if (repliesAreLost) {
                throw new IOException("the reply is lost");
            }
            return reply;
        }

        @Override
        public void close() {}
    }
}
