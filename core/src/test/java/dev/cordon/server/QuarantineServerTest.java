package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.SampleContents;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.place.Settings;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The central quarantine at its desk and at its scanner. */
class QuarantineServerTest {
    private static final SampleId ID = new SampleId("0123456789abcdef");
    private static final byte[] SAMPLE = "the bytes of a sample".getBytes(StandardCharsets.US_ASCII);

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());

    @TempDir
    private Path folder;

    private ServerPlace server;

    @BeforeEach
    void open() throws IOException {
        server = ServerPlace.open(
                PlaceConfig.at(folder.resolve("server"))
                        .with(Settings.standard().every(Duration.ofSeconds(1)))
                        .with(clock)
                        .trusting(key.trusted()),
                Optional.empty(),
                name -> Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aForwardedSampleIsQuarantinedOnceHoweverOftenItArrives() throws IOException {
        for (int time = 0; time < 3; time++) {
            Reply reply = forward(message(SAMPLE), wire(SAMPLE));
            assertThat(reply.error()).isEmpty();
            assertThat(reply.header().find(Attributes.SAMPLE_STATUS)).contains(SampleStatus.QUARANTINED);
        }

        assertThat(samples()).hasSize(1);
    }

    @Test
    void theSameIdWithOtherBytesIsRefused() throws IOException {
        forward(message(SAMPLE), wire(SAMPLE));
        byte[] other = {1, 2, 3};

        assertThat(forward(message(other), wire(other)).error()).contains(WireError.of(ErrorCode.SAMPLE));
        assertThat(samples()).hasSize(1);
    }

    @Test
    void damagedMessagesAreRefusedByNameAndLeaveNothing() throws IOException {
        byte[] wire = wire(SAMPLE);
        byte[] flipped = wire.clone();
        flipped[3] ^= 1;
        Header told = message(SAMPLE).toBuilder()
                .set(ContentKeys.CONTENT_LENGTH, (long) wire.length)
                .build();
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(wire, 0, 4), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        });

        refused(ErrorCode.CONTENT, message(SAMPLE), new ByteArrayInputStream(flipped));
        refused(ErrorCode.UNDERRUN, told, new ByteArrayInputStream(Arrays.copyOf(wire, wire.length - 2)));
        refused(ErrorCode.OVERRUN, told, new ByteArrayInputStream(Arrays.copyOf(wire, wire.length + 2)));
        refused(ErrorCode.LOST, told, failing);
        refused(ErrorCode.SAMPLE, with("X-Sample-Size", "1"), new ByteArrayInputStream(wire));
        refused(ErrorCode.MALFORMED, with("X-Sample-Size", "one"), new ByteArrayInputStream(wire));
        refused(ErrorCode.MALFORMED, with("Cordon-Sample-Id", "../../up"), new ByteArrayInputStream(wire));
        refused(ErrorCode.TYPE, with("X-Sample-Type", "song"), new ByteArrayInputStream(wire));
        refused(ErrorCode.OVERRUN, with("X-Sample-Size", "999999999999"), new ByteArrayInputStream(wire));
        refused(
                ErrorCode.MISSING,
                message(SAMPLE).toBuilder().remove("Cordon-Sample-Id").build(),
                new ByteArrayInputStream(wire));

        assertThat(samples()).isEmpty();
    }

    @Test
    void whatOnlyTheServerMaySayIsNotBelieved() throws IOException {
        Header lie = message(SAMPLE).toBuilder()
                .set("X-Sample-Status", "unneeded")
                .set("X-Sample-Changes", "77")
                .set("X-Signatures-Sequence", "00000099")
                .set("X-Analysis-State", "uninfected")
                .set("Cordon-Due", "2999-01-01T00:00:00Z")
                .build();

        forward(lie, wire(SAMPLE));

        Sample kept = samples().get(0);
        assertThat(kept.status()).isEqualTo(SampleStatus.QUARANTINED);
        assertThat(kept.changes()).isEqualTo(1);
        assertThat(kept.sequenceNeeded()).isEmpty();
        assertThat(kept.state()).isEmpty();
        assertThat(kept.due()).isEmpty();
    }

    @Test
    void whatWasNotScannedStaysAndIsNeverTakenForClean() throws IOException {
        forward(message(SAMPLE), wire(SAMPLE));

        work(5);

        Sample waiting = samples().get(0);
        assertThat(waiting.status()).isEqualTo(SampleStatus.QUARANTINED);
        assertThat(waiting.faults()).hasSize(1);
        assertThat(waiting.attempts()).isPositive();

        install();
        work(60);
        assertThat(samples().get(0).status()).isEqualTo(SampleStatus.RELEASED);
    }

    @Test
    void anUnknownSampleIsCrumbled() {
        Header query = Header.builder().set(CordonFields.SAMPLE_ID, "feed").build();

        Reply reply = answer(Transaction.QUERY_STATUS, query, InputStream.nullInputStream());

        assertThat(reply.error()).contains(WireError.of(ErrorCode.CRUMBLED));
    }

    @Test
    void aPersonDoesOnlyWhatIsEligible() throws IOException {
        install();
        forward(message(SAMPLE), wire(SAMPLE));
        work(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.actions().submit(ID, 5))
                .withMessageContaining("by itself");
        assertThat(server.actions().hold(ID).status()).isEqualTo(SampleStatus.HELD);
        assertThat(server.actions().submit(ID, 5).priority().value()).isEqualTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> server.actions().deliver(ID));
        assertThat(server.actions().restart(ID).status()).isEqualTo(SampleStatus.RESTART);
        work(2);
        assertThat(samples().get(0).status()).isEqualTo(SampleStatus.RELEASED);
    }

    @Test
    void aDateOf0IsNoDate() throws IOException {
        install();
        forward(message(SAMPLE), wire(SAMPLE));
        work(1);
        server.actions().hold(ID);
        Sample held = samples().get(0);
        server.place()
                .samples()
                .update(
                        held,
                        held.amend(attributes -> attributes
                                .set(Attributes.DATE_SUBMITTED, Instant.EPOCH)
                                .set(Attributes.DATE_FINISHED.name(), "0")));

        assertThat(server.actions().submit(ID, 5).status()).isEqualTo(SampleStatus.RELEASED);
    }

    @Test
    void whatWasSubmittedIsNotSubmittedAgain() throws IOException {
        install();
        forward(message(SAMPLE), wire(SAMPLE));
        work(1);
        server.actions().hold(ID);
        Sample held = samples().get(0);
        server.place()
                .samples()
                .update(held, held.amend(attributes -> attributes.set(Attributes.DATE_SUBMITTED, clock.instant())));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.actions().submit(ID, 5))
                .withMessageContaining("submitted already");
    }

    @Test
    void definitionsAreServedBySequence() throws IOException {
        install();

        assertThat(answer(Transaction.QUERY_DEFINITIONS, Header.empty(), InputStream.nullInputStream())
                        .header()
                        .find(Attributes.SIGNATURES_SEQUENCE))
                .contains(Sequence.of(3));
        assertThat(fetch(3).error()).isEmpty();
        assertThat(fetch(2).error()).contains(WireError.of(ErrorCode.SUPERSEDED));
        assertThat(fetch(4).error()).contains(WireError.of(ErrorCode.UNAVAILABLE));
    }

    @Test
    void definitionsOfAStrangerAreNotInstalled() throws IOException {
        SigningKey stranger = SigningKey.generate(new SecureRandom());

        WireException refusal = catchThrowableOfType(
                WireException.class, () -> server.place().active().install(DefinitionPackage.sign(set(), stranger)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.UNPACKAGE);
        assertThat(server.place().active().sequence()).isEmpty();
    }

    private Reply fetch(int sequence) {
        Header wanted = Header.builder()
                .set(Attributes.SIGNATURES_SEQUENCE, Sequence.of(sequence))
                .build();
        return answer(Transaction.FETCH_DEFINITIONS, wanted, InputStream.nullInputStream());
    }

    private void refused(ErrorCode code, Header header, InputStream wire) {
        assertThat(answer(Transaction.FORWARD_SAMPLE, header, wire).error().map(WireError::code))
                .contains(code);
    }

    private Reply forward(Header header, byte[] wire) {
        return answer(Transaction.FORWARD_SAMPLE, header, new ByteArrayInputStream(wire));
    }

    private Reply answer(Transaction transaction, Header header, InputStream content) {
        return server.place().desk().answer(transaction, new Received(header, content));
    }

    private List<Sample> samples() throws IOException {
        return server.place().samples().list(SampleStore.Query.all()).samples();
    }

    private void work(int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            clock.advance(Duration.ofSeconds(1));
            for (Station station : server.place().stations()) {
                var unused = station.work();
            }
        }
    }

    private void install() throws IOException {
        server.place().active().install(DefinitionPackage.sign(set(), key));
    }

    private DefinitionSet set() {
        ByteSource database = ByteSource.wrap("Other:0:*:0102030405060708\n".getBytes(StandardCharsets.US_ASCII));
        return new DefinitionSet(
                Sequence.of(3),
                new DailyVersion(LocalDate.of(2026, 1, 1), 1),
                clock.instant(),
                ImmutableSortedMap.of("other.ndb", database));
    }

    private Header with(String name, String value) throws IOException {
        return message(SAMPLE).toBuilder().set(name, value).build();
    }

    private Header message(byte[] sample) throws IOException {
        try (EncodedContent content = content(sample)) {
            return content.fields().toBuilder()
                    .set(CordonFields.SAMPLE_ID, ID.value())
                    .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                    .build();
        }
    }

    private byte[] wire(byte[] sample) throws IOException {
        try (EncodedContent content = content(sample)) {
            return content.wire().read();
        }
    }

    private EncodedContent content(byte[] sample) throws IOException {
        return new SampleContents(Mask.standard(), 1 << 20, new Spooling(1 << 20, folder))
                .capture(new ByteArrayInputStream(sample));
    }
}
