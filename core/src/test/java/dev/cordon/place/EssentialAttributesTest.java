package dev.cordon.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Geometry;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sectors;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.codec.WireError;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.exchange.SampleContents;
import dev.cordon.gateway.Customers;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Essential;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.SampleStore;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real places refuse a request for every attribute that the table calls essential to it, when it is missing and when it
 * can't be read, and keep nothing of it.
 */
class EssentialAttributesTest {
    private static final byte[] CAPTURED = "captured".getBytes(StandardCharsets.US_ASCII);
    private static final Customer CUSTOMER = new Customer(CustomerIdentifier.parse("ONE gold"), "11111111");

    /** No syntax takes a tab, and a field may hold one. */
    private static final String UNREADABLE = "a\tb";

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());

    @TempDir
    private Path folder;

    private ServerPlace server;
    private GatewayPlace gateway;
    private ClientPlace client;
    private Map<MessageKind, Request> requests;

    /** A request that is answered, and by whom. */
    private record Request(Place place, Transaction transaction, Header header, ByteSource content) {
        Reply answer(Header changed) {
            try (Received received = new Received(changed, content.openStream())) {
                return place.desk().answer(transaction, received);
            } catch (IOException e) {
                throw new AssertionError("the content can be read", e);
            }
        }
    }

    @BeforeEach
    void open() throws IOException {
        LoopbackTransport nobody =
                new LoopbackTransport(new Desk(ImmutableMap.of(), (transaction, failure) -> {}), clock);
        server = ServerPlace.open(at("server"), Optional.empty(), name -> Optional.empty());
        gateway = GatewayPlace.open(at("gateway"), Customers.of(List.of(CUSTOMER)), new Upstream(nobody, CUSTOMER));
        client = ClientPlace.open(at("client"), nobody, Header.empty());
        requests = requests();
    }

    private PlaceConfig at(String home) {
        return PlaceConfig.at(folder.resolve(home)).with(clock).trusting(key.trusted());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        gateway.close();
        server.close();
    }

    private Map<MessageKind, Request> requests() throws IOException {
        Header customer = signed();
        Header id = Header.builder().set(CordonFields.SAMPLE_ID, "sample-1").build();
        Header sequence = Header.builder()
                .set(Attributes.SIGNATURES_SEQUENCE, Sequence.of(3))
                .build();
        Header confirmation = sequence.toBuilder()
                .set(CordonFields.TARGET, "0123456789ABCDEF0123456789ABCDEF")
                .build();
        EncodedContent content = content();
        ByteSource wire = ByteSource.wrap(content.wire().read());
        Header sample = content.fields().toBuilder()
                .set(ContentKeys.CONTENT_LENGTH, wire.size())
                .set(Attributes.SAMPLE_TYPE, SampleType.SECTOR)
                .set(Attributes.SAMPLE_GEOMETRY, new Geometry(1, 1, 1, CAPTURED.length))
                .set(Attributes.SAMPLE_SECTOR, Sectors.parse("0/0/1"))
                .build();
        content.close();
        PackageMessage.Parts parts =
                new PackageMessage(Mask.standard(), 1 << 20, spooling()).parts(set(), Optional.empty());
        ByteSource none = ByteSource.empty();
        return ImmutableMap.<MessageKind, Request>builder()
                .put(
                        MessageKind.SAMPLE_TO_SERVER,
                        new Request(server.place(), Transaction.FORWARD_SAMPLE, both(sample, id), wire))
                .put(MessageKind.STATUS_QUERY, new Request(server.place(), Transaction.QUERY_STATUS, id, none))
                .put(
                        MessageKind.SAMPLE_TO_GATEWAY,
                        new Request(
                                gateway.place(),
                                Transaction.SUBMIT_SAMPLE,
                                both(sample, customer).toBuilder()
                                        .set(CordonFields.SUBMISSION, "1")
                                        .build(),
                                wire))
                .put(
                        MessageKind.ANALYSIS_QUERY,
                        new Request(
                                gateway.place(),
                                Transaction.QUERY_STATUS,
                                customer.toBuilder()
                                        .set(Attributes.ANALYSIS_COOKIE, "cookie")
                                        .build(),
                                none))
                .put(
                        MessageKind.NEWEST_QUERY,
                        new Request(server.place(), Transaction.QUERY_DEFINITIONS, Header.empty(), none))
                .put(
                        MessageKind.CUSTOMER_NEWEST_QUERY,
                        new Request(gateway.place(), Transaction.QUERY_DEFINITIONS, customer, none))
                .put(
                        MessageKind.DEFINITIONS_REQUEST,
                        new Request(server.place(), Transaction.FETCH_DEFINITIONS, sequence, none))
                .put(
                        MessageKind.CUSTOMER_DEFINITIONS_REQUEST,
                        new Request(gateway.place(), Transaction.FETCH_DEFINITIONS, both(customer, sequence), none))
                .put(
                        MessageKind.DEFINITIONS_PACKAGE,
                        new Request(client.place(), Transaction.OFFER_DEFINITIONS, parts.header(), parts.content()))
                .put(
                        MessageKind.SEQUENCE_QUERY,
                        new Request(client.place(), Transaction.QUERY_SEQUENCE, Header.empty(), none))
                .put(
                        MessageKind.CONFIRMATION,
                        new Request(server.place(), Transaction.CONFIRM_DEFINITIONS, confirmation, none))
                .buildOrThrow();
    }

    private static Header signed() {
        Header.Builder header = Header.builder();
        CUSTOMER.sign(header);
        return header.build();
    }

    private static Header both(Header one, Header other) {
        return one.toBuilder().setAll(other).build();
    }

    private EncodedContent content() throws IOException {
        return new SampleContents(Mask.standard(), 1 << 20, spooling()).capture(new ByteArrayInputStream(CAPTURED));
    }

    private Spooling spooling() {
        return new Spooling(1 << 20, folder);
    }

    private DefinitionPackage set() throws IOException {
        ByteSource database = ByteSource.wrap("Other:0:*:0102030405060708\n".getBytes(StandardCharsets.US_ASCII));
        return DefinitionPackage.sign(
                new DefinitionSet(
                        Sequence.of(3),
                        new DailyVersion(LocalDate.of(2026, 1, 1), 1),
                        clock.instant(),
                        ImmutableSortedMap.of("other.ndb", database)),
                key);
    }

    /** What is not a request of its own is a reply, or lies in a file. */
    @Test
    void everyRequestIsTried() {
        assertThat(requests.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(MessageKind.values())
                        .filter(kind -> !kind.route().equals("back to who asked"))
                        .filter(kind -> !List.of(
                                        MessageKind.SAMPLE,
                                        MessageKind.STATUS_REPORT,
                                        MessageKind.SUBMISSION_RECEIPT,
                                        MessageKind.ANALYSIS_REPORT)
                                .contains(kind))
                        .toList());
        assertThat(requests.values().stream().map(Request::transaction))
                .containsAll(Arrays.stream(Transaction.values())
                        .filter(transaction -> !transaction.isForOperators())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void aRequestWithAllThatIsEssentialIsNotCalledIncomplete(MessageKind kind) {
        requestOf(kind)
                .ifPresent(request -> assertThat(
                                request.answer(request.header()).error().map(WireError::code))
                        .isNotIn(Optional.of(ErrorCode.MISSING), Optional.of(ErrorCode.MALFORMED)));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMissingIsNamed(MessageKind kind) {
        requestOf(kind).ifPresent(request -> {
            for (Essential essential : kind.essentials()) {
                Header without =
                        request.header().toBuilder().remove(essential.key()).build();

                assertThat(request.answer(without).error())
                        .contains(
                                WireError.of(ErrorCode.MISSING, essential.key().name()));
            }
            assertThat(kept()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatCanNotBeReadIsNamed(MessageKind kind) {
        requestOf(kind).ifPresent(request -> {
            for (Essential essential : kind.essentials()) {
                Header broken = request.header().toBuilder()
                        .set(essential.key().name(), UNREADABLE)
                        .build();

                assertThat(request.answer(broken).error())
                        .contains(WireError.of(
                                essential.key().equals(Attributes.SAMPLE_TYPE) ? ErrorCode.TYPE : ErrorCode.MALFORMED,
                                essential.key().name()));
            }
            assertThat(kept()).isZero();
        });
    }

    private Optional<Request> requestOf(MessageKind kind) {
        return Optional.ofNullable(requests.get(kind));
    }

    private int kept() {
        try {
            return server.place()
                            .samples()
                            .list(SampleStore.Query.all())
                            .samples()
                            .size()
                    + gateway.place()
                            .samples()
                            .list(SampleStore.Query.all())
                            .samples()
                            .size();
        } catch (IOException e) {
            throw new AssertionError("the samples can be listed", e);
        }
    }
}
