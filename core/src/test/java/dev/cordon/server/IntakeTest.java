package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Priority;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.codec.WireError;
import dev.cordon.exchange.SampleContents;
import dev.cordon.protocol.Reply;
import dev.cordon.sample.SampleId;
import dev.cordon.statemachine.SampleStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples that clients forward whole, cut off, or with lies about them. */
class IntakeTest {
    /** Longer than what waits in memory, so that it goes through a file. */
    private static final int LONG = 1_000_000;

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void anEmptySampleIsASample() throws IOException {
        assertThat(bench.forward("empty", new byte[0]).error()).isEmpty();

        assertThat(bench.sample("empty").size()).isZero();
        assertThat(bench.sample("empty").status()).isEqualTo(SampleStatus.QUARANTINED);
    }

    @Test
    void aLongSampleComesWhole() throws IOException {
        assertThat(bench.forward("long", Bench.noise(1, 30 * LONG)).error()).isEmpty();

        var content = bench.server.place().samples().content(new SampleId("long"));
        assertThat(Bench.decoder().captured(content.fields(), content.wire()).read())
                .isEqualTo(Bench.noise(1, 30 * LONG));
    }

    @Test
    void aLongSampleLeavesNothingInTheSpool() throws IOException {
        bench.forward("long", Bench.noise(1, LONG));

        assertThat(bench.spooled()).isEmpty();
    }

    @Test
    void manySamplesOfOneContentTakeItsRoomOnce() throws IOException {
        for (int sample = 0; sample < 10; sample++) {
            bench.forward("sample" + sample, Bench.noise(1, LONG));
        }

        assertThat(bench.samples()).hasSize(10);
        assertThat(bench.server.occupancy().bytes()).isLessThan(2L * LONG);
    }

    @Test
    void aSenderThatGoesAwayLeavesNothing() throws IOException {
        InputStream away = new SequenceInputStream(new ByteArrayInputStream(Bench.noise(1, LONG)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        });

        Reply reply = bench.forward(announced(Bench.noise(1, 2 * LONG)), away);

        assertThat(reply.error().map(WireError::code)).contains(ErrorCode.LOST);
        assertNothingIsLeft();
    }

    @Test
    void contentThatIsShorterThanAnnouncedLeavesNothing() throws IOException {
        byte[] wire = wire(Bench.noise(1, LONG));

        Reply reply = bench.forward(
                announced(Bench.noise(1, LONG)), new ByteArrayInputStream(Arrays.copyOf(wire, wire.length - 1)));

        assertThat(reply.error()).contains(WireError.of(ErrorCode.UNDERRUN, wire.length, wire.length - 1));
        assertNothingIsLeft();
    }

    @Test
    void contentThatIsLongerThanAnnouncedLeavesNothing() throws IOException {
        byte[] wire = wire(Bench.noise(1, LONG));

        Reply reply = bench.forward(
                announced(Bench.noise(1, LONG)), new ByteArrayInputStream(Arrays.copyOf(wire, wire.length + LONG)));

        assertThat(reply.error().map(WireError::code)).contains(ErrorCode.OVERRUN);
        assertNothingIsLeft();
    }

    @Test
    void contentThatNeverEndsLeavesNothing() throws IOException {
        Header header = announced(Bench.noise(1, LONG)).toBuilder()
                .remove(ContentKeys.CONTENT_LENGTH)
                .build();

        Reply reply = bench.forward(header, new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        });

        assertThat(reply.error().map(WireError::code)).contains(ErrorCode.OVERRUN);
        assertNothingIsLeft();
    }

    @Test
    void aSampleLargerThanIsTakenIsRefusedByItsHeader() throws IOException {
        Header header = announced(new byte[] {1}).toBuilder()
                .set(ContentKeys.SAMPLE_SIZE, (1L << 30) + 1)
                .build();

        Reply reply = bench.forward(header, new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("nothing is to be read");
            }
        });

        assertThat(reply.error()).contains(WireError.of(ErrorCode.OVERRUN, 1L << 30, (1L << 30) + 1));
        assertNothingIsLeft();
    }

    @Test
    void whatAProcessHasLeftInTheSpoolIsGoneAtTheNextStart() throws IOException {
        bench.close();
        Path left = Files.createFile(folder.resolve("server").resolve("spool").resolve("spool1.tmp"));

        bench = Bench.open(folder);

        assertThat(left).doesNotExist();
    }

    @Test
    void aSampleWithoutAPriorityGetsTheOneThatIsSet() throws IOException {
        bench.close();
        bench = Bench.open(folder, settings -> settings.with(Priority.of(40)));

        bench.forward("unsaid", Bench.noise(1, 10));

        assertThat(bench.sample("unsaid").priority()).isEqualTo(Priority.of(40));
    }

    @Test
    void aSampleKeepsThePriorityThatItsClientNames() throws IOException {
        Header named = Header.builder()
                .set(Attributes.SAMPLE_PRIORITY, Priority.of(900))
                .build();

        bench.forward("said", Bench.noise(1, 10), named);

        assertThat(bench.sample("said").priority()).isEqualTo(Priority.of(900));
    }

    @Test
    void aSampleOfPriority0WaitsForAPerson() throws IOException {
        bench.install();
        Header named =
                Header.builder().set(Attributes.SAMPLE_PRIORITY, Priority.NONE).build();

        bench.forward("said", Bench.noise(1, 10), named);
        bench.work(1);

        assertThat(bench.sample("said").status()).isEqualTo(SampleStatus.HELD);
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(bench.samples()).isEmpty();
        assertThat(bench.spooled()).isEmpty();
        assertThat(bench.server.occupancy().contents()).isZero();
    }

    private Header announced(byte[] bytes) throws IOException {
        try (EncodedContent content = content(bytes)) {
            return content.fields().toBuilder()
                    .set("Cordon-Sample-Id", "sample")
                    .set("X-Sample-Type", "file")
                    .set(ContentKeys.CONTENT_LENGTH, content.wireSize())
                    .build();
        }
    }

    private byte[] wire(byte[] bytes) throws IOException {
        try (EncodedContent content = content(bytes)) {
            return content.wire().read();
        }
    }

    private EncodedContent content(byte[] bytes) throws IOException {
        return new SampleContents(Mask.standard(), 1 << 30, new Spooling(64 << 20, folder))
                .capture(new ByteArrayInputStream(bytes));
    }
}
