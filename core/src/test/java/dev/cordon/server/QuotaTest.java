package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.protocol.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server does when its quota is reached. */
class QuotaTest {
    private static final WireError FULL = WireError.of(ErrorCode.INTERNAL, "full");
    private static final int LARGE = 40_000;

    /** Room for two large samples, not for three. */
    private static final long QUOTA = 100_000;

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(folder, settings -> settings.with(Holding.standard().upTo(QUOTA)));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void theQuotaIs500MegabytesAndNothingIsRemovedForItsAge() {
        assertThat(Holding.standard().quotaBytes()).isEqualTo(500_000_000);
        assertThat(Holding.standard().retention()).isEmpty();
    }

    @Test
    void newContentIsRefusedWhereNothingHasComeToRest() throws IOException {
        fill("a", "b");

        Reply reply = bench.forward("c", Bench.noise(3, LARGE));

        assertThat(reply.error()).contains(FULL);
        assertThat(bench.ids()).containsExactly("a", "b");
    }

    @Test
    void whoeverLooksAfterTheServerHearsOfTheRefusal() throws IOException {
        fill("a", "b");

        bench.forward("c", Bench.noise(3, LARGE));

        assertThat(bench.server.errors().list()).extracting(GeneralError::error).containsExactly(FULL);
    }

    @Test
    void copiesOfWhatIsHeldAreTakenHoweverFullItIs() throws IOException {
        fill("a", "b");

        for (int copy = 0; copy < 100; copy++) {
            assertThat(bench.forward("copy" + copy, Bench.noise(1, LARGE)).error())
                    .isEmpty();
        }

        assertThat(bench.samples()).hasSize(102);
        assertThat(bench.server.occupancy().contents()).isEqualTo(2);
    }

    @Test
    void theSampleThatCameToRestFirstMakesRoom() throws IOException {
        fill("a", "b");
        bench.finish("b");
        bench.finish("a");

        assertThat(bench.forward("c", Bench.noise(3, LARGE)).error()).isEmpty();

        assertThat(bench.ids()).containsExactly("a", "c");
    }

    @Test
    void aSampleWhoseBytesOthersHaveMakesNoRoomAlone() throws IOException {
        fill("a", "b");
        bench.forward("a2", Bench.noise(1, LARGE));
        bench.finish("a");

        assertThat(bench.forward("c", Bench.noise(3, LARGE)).error()).contains(FULL);

        assertThat(bench.ids()).containsExactly("a", "a2", "b");
    }

    @Test
    void nothingIsGivenUpForASampleThatCanNeverFit() throws IOException {
        fill("a");
        bench.finish("a");

        assertThat(bench.forward("b", Bench.noise(3, (int) QUOTA + 1)).error()).contains(FULL);

        assertThat(bench.ids()).containsExactly("a");
    }

    @Test
    void nothingIsGivenUpWhereThatIsNotEnough() throws IOException {
        fill("a", "b");
        bench.finish("a");

        assertThat(bench.forward("c", Bench.noise(3, LARGE + 30_000)).error()).contains(FULL);

        assertThat(bench.ids()).containsExactly("a", "b");
    }

    @Test
    void aSampleThatIsHereIsAnsweredHoweverFullItIs() throws IOException {
        fill("a", "b");
        bench.finish("a");

        assertThat(bench.forward("b", Bench.noise(2, LARGE)).error()).isEmpty();

        assertThat(bench.ids()).containsExactly("a", "b");
    }

    @Test
    void anIdThatIsTakenCostsNobodyHisPlace() throws IOException {
        fill("a", "b");
        bench.finish("a");

        assertThat(bench.forward("b", Bench.noise(3, LARGE)).error().map(WireError::code))
                .contains(ErrorCode.SAMPLE);

        assertThat(bench.ids()).containsExactly("a", "b");
    }

    @Test
    void whatTheDiskHasNoRoomForIsRefusedBeforeItIsRead() throws IOException {
        Header announced = Header.builder()
                .set("Cordon-Sample-Id", "c")
                .set("X-Sample-Type", "file")
                .set("X-Sample-Size", "1")
                .set("X-Sample-Checksum", "00000000000000000000000000000000")
                .set("X-Checksum-Method", "md5")
                .set("X-Content-Checksum", "00000000000000000000000000000000")
                .set(ContentKeys.CONTENT_LENGTH, Long.MAX_VALUE)
                .build();

        Reply reply = bench.forward(announced, new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("nothing is to be read");
            }
        });

        assertThat(reply.error()).contains(FULL);
    }

    @Test
    void theOccupancyTellsHowFullItIs() throws IOException {
        fill("a", "b");
        bench.forward("a2", Bench.noise(1, LARGE));

        Occupancy occupancy = bench.server.occupancy();

        assertThat(occupancy.samples()).isEqualTo(3);
        assertThat(occupancy.contents()).isEqualTo(2);
        assertThat(occupancy.quotaBytes()).isEqualTo(QUOTA);
        assertThat(occupancy.bytes()).isBetween(2L * LARGE, QUOTA);
    }

    private void fill(String... ids) throws IOException {
        for (String id : ImmutableList.copyOf(ids)) {
            assertThat(bench.forward(id, Bench.noise(id.charAt(0) - 'a' + 1, LARGE))
                            .error())
                    .isEmpty();
        }
    }
}
