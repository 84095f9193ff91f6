package dev.cordon.client;

import static dev.cordon.client.Bench.CLEAN;
import static dev.cordon.client.Bench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Geometry;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sectors;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.testkit.Samples;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies go to the server once, however often they are sent, and whatever the server says the file stays. */
class ForwardingTest {
    @TempDir
    private Path folder;

    private Bench bench;
    private ServerPlace server;
    private final List<Header> requests = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        bench = Bench.in(folder);
        server = ServerPlace.open(
                PlaceConfig.at(folder.resolve("server")).with(bench.clock), Optional.empty(), name -> Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        bench.close();
    }

    private ForwardStation to(Transport transport) throws IOException {
        return new ForwardStation(bench.config(), transport);
    }

    private Transport online() {
        return new Line() {
            @Override
            public Received send(Request request) throws IOException {
                requests.add(request.header());
                return new LoopbackTransport(server.place().desk(), bench.clock).send(request);
            }
        };
    }

    private Transport refusing(ErrorCode code) {
        return new Line() {
            @Override
            public Received send(Request request) {
                requests.add(request.header());
                Header refusal = Header.builder()
                        .set(ContentKeys.ERROR, WireError.of(code))
                        .build();
                return new Received(refusal, InputStream.nullInputStream());
            }
        };
    }

    private abstract static class Line implements Transport {
        @Override
        public void close() {}
    }

    private Sample show(SampleId id) throws IOException {
        return bench.quarantine().show(id);
    }

    @Test
    void aReplyThatIsLostMakesNoSecondSample() throws IOException {
        SampleId id = bench.isolated("tool", CLEAN).id();
        Transport deaf = new Line() {
            @Override
            public Received send(Request request) throws IOException {
                online().send(request).close();
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> bench.work(to(deaf))).isInstanceOf(IOException.class);
        bench.clock.advance(Duration.ofSeconds(1));

        bench.work(to(online()));

        assertThat(show(id).status()).isEqualTo(SampleStatus.SUBMITTED);
        assertThat(requests).as("sent twice").hasSize(2);
        assertThat(server.place().samples().list(SampleStore.Query.all()).samples())
                .extracting(Sample::id)
                .containsExactly(id);
    }

    @Test
    void aServerThatIsDownCostsNoAttempt() throws IOException {
        SampleId id = bench.isolated("tool", CLEAN).id();
        Transport down = new Line() {
            @Override
            public Received send(Request request) throws IOException {
                throw new IOException("connection refused");
            }
        };

        assertThatThrownBy(() -> bench.work(to(down))).isInstanceOf(IOException.class);

        assertThat(show(id).attempts()).isZero();
        assertThat(show(id).status()).isEqualTo(SampleStatus.RELEASED);
    }

    @Test
    void aRefusedSampleWaitsLongerEachTime() throws IOException {
        SampleId id = bench.isolated("tool", CLEAN).id();
        ForwardStation station = to(refusing(ErrorCode.INTERNAL));

        bench.work(station);
        assertThat(show(id).due()).contains(bench.clock.instant().plusSeconds(10));
        bench.clock.advance(Duration.ofSeconds(8));
        bench.work(station);
        assertThat(requests).as("not before it is due").hasSize(1);
        bench.work(station);

        assertThat(requests).hasSize(2);
        assertThat(show(id).due()).contains(bench.clock.instant().plusSeconds(20));
    }

    private SampleId givenUp() throws IOException {
        SampleId id = bench.isolated("tool", CLEAN).id();
        ForwardStation station = to(refusing(ErrorCode.INTERNAL));
        for (int attempt = 0; attempt < 3; attempt++) {
            bench.clock.advance(Duration.ofHours(1));
            bench.work(station);
        }
        return id;
    }

    @Test
    void aSampleThatIsAlwaysRefusedIsGivenUpAndStaysIsolated() throws IOException {
        SampleId id = givenUp();

        assertThat(show(id).status()).isEqualTo(SampleStatus.ERROR);
        assertThat(show(id).faults()).hasSize(3);
        assertThat(show(id).find(CordonFields.DISPOSITION)).contains("isolated");
    }

    @Test
    void aPersonCanForwardWhatWasGivenUp() throws IOException {
        SampleId id = givenUp();

        bench.quarantine().forward(id);
        bench.work(to(online()));

        assertThat(show(id).status()).isEqualTo(SampleStatus.SUBMITTED);
    }

    @Test
    void aPersonNeedNotWaitForTheNextAttempt() throws IOException {
        SampleId id = bench.isolated("tool", CLEAN).id();
        bench.work(to(refusing(ErrorCode.INTERNAL)));

        bench.quarantine().forward(id);
        bench.work(to(online()));

        assertThat(show(id).status()).isEqualTo(SampleStatus.SUBMITTED);
    }

    @Test
    void whatWasForwardedIsNotForwardedAgain() throws IOException {
        SampleId id = bench.isolated("tool", CLEAN).id();
        bench.work(to(online()));

        assertRefused(Refusal.NOT_POSSIBLE, () -> bench.quarantine().forward(id));
    }

    @Test
    void whatIsHeldBackGoesWhenAPersonSaysSo() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        Sample held = bench.store.update(sample, sample.on(new SampleEvent.Withdrawn(), bench.clock.instant()));

        assertThat(bench.quarantine().forward(held.id()).status()).isEqualTo(SampleStatus.RELEASED);
    }

    @Test
    void whatOnlyTheClientNeedsIsNotSaid() throws IOException {
        Path file = bench.write("tool", CLEAN);
        assumeThat(Files.getFileStore(file).supportsFileAttributeView("user")).isTrue();
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                .write("origin", ByteBuffer.wrap("x".getBytes(StandardCharsets.US_ASCII)));
        bench.quarantine().isolate(file, SampleReason.MANUAL);

        bench.work(to(online()));

        assertThat(requests.get(0).fields())
                .extracting(Header.Field::name)
                .filteredOn(name -> name.startsWith("Cordon-"))
                .containsExactlyInAnyOrder(
                        "Cordon-Sample-Id",
                        "Cordon-Sample-Digest",
                        "Cordon-File-Modified",
                        "Cordon-File-Owner",
                        "Cordon-File-Permissions");
    }

    @Test
    void sectorsArriveAsSectors() throws IOException {
        Path image = bench.write("disk.img", "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        SampleId id = bench.quarantine()
                .isolateSectors(
                        image, Geometry.parse("2/2/1 chs 4 bytes"), Sectors.parse("0/1/0 1/1/0"), SampleReason.MANUAL)
                .id();

        bench.work(to(online()));

        Sample arrived = server.place().samples().find(id).orElseThrow();
        assertThat(arrived.find(Attributes.SAMPLE_TYPE)).contains(SampleType.SECTOR);
        assertThat(arrived.attributes().text("X-Sample-Sector")).contains("0/1/0 1/1/0");
        assertThat(arrived.attributes().text("X-Sample-Geometry")).contains("2/2/1 chs 4 bytes");
        assertThat(Samples.captured(server.place().samples(), id)).isEqualTo("4567cdef");
    }
}
