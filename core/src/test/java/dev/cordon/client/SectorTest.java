package dev.cordon.client;

import static dev.cordon.client.Bench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Geometry;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sectors;
import dev.cordon.sample.Sample;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sectors of a disk, read from an image that is never written. */
class SectorTest {
    private static final Geometry FLOPPY = Geometry.parse("80/2/18 chs 512 bytes");
    private static final int SECTORS = 80 * 2 * 18;

    @TempDir
    private Path folder;

    private Bench bench;
    private Path image;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.in(folder);
        byte[] disk = new byte[SECTORS * 512];
        for (int sector = 0; sector < SECTORS; sector++) {
            Arrays.fill(disk, sector * 512, (sector + 1) * 512, (byte) (sector % 251));
        }
        image = bench.write("floppy.img", disk);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private Sample isolate(Geometry geometry, String sectors) throws IOException {
        return bench.quarantine().isolateSectors(image, geometry, Sectors.parse(sectors), SampleReason.MANUAL);
    }

    private byte[] captured(Sample sample) throws IOException {
        Path out = bench.files.resolve("sectors");
        bench.quarantine().restoreUnscanned(sample.id(), Destination.at(out));
        return Files.readAllBytes(out);
    }

    @ParameterizedTest
    @CsvSource({
        "0/0/0, 0, 1",
        "0/0/0-0/0/17, 0, 18",
        "0/1/0, 18, 1",
        "1/0/0, 36, 1",
        "79/1/17, 2879, 1",
        "0/0/17-0/1/1, 17, 3"
    })
    void theSectorsAreThoseOfTheAddresses(String sectors, int first, int count) throws IOException {
        byte[] bytes = captured(isolate(FLOPPY, sectors));

        byte[] disk = Files.readAllBytes(image);
        assertThat(bytes).isEqualTo(Arrays.copyOfRange(disk, first * 512, (first + count) * 512));
    }

    @Test
    void severalRangesFollowEachOtherAsTheyAreNamed() throws IOException {
        byte[] bytes = captured(isolate(FLOPPY, "0/1/0 0/0/1-0/0/2 0/1/0"));

        assertThat(new int[] {bytes[0], bytes[512], bytes[1024], bytes[1536]}).containsExactly(18, 1, 2, 18);
    }

    @Test
    void theSampleSaysWhatItHolds() throws IOException {
        Sample sample = isolate(FLOPPY, "0/0/0-0/0/17 79/1/17");

        assertThat(sample.find(Attributes.SAMPLE_TYPE)).contains(SampleType.SECTOR);
        assertThat(sample.find(Attributes.SAMPLE_GEOMETRY)).contains(FLOPPY);
        assertThat(sample.attributes().text("X-Sample-Sector")).contains("0/0/0-0/0/17 79/1/17");
        assertThat(sample.find(CordonFields.PATH)).as("a place to write to").isEmpty();
        assertThat(sample.size()).isEqualTo(19 * 512);
    }

    @Test
    void theImageStaysAsItIs() throws IOException {
        byte[] before = Files.readAllBytes(image);
        FileTime modified = Files.getLastModifiedTime(image);

        isolate(FLOPPY, "0/0/0-9/1/17");

        assertThat(image).hasBinaryContent(before);
        assertThat(Files.getLastModifiedTime(image)).isEqualTo(modified);
    }

    @Test
    void nothingIsEverWrittenIntoTheImage() throws IOException {
        Sample sample = isolate(FLOPPY, "0/0/0");

        assertRefused(
                Refusal.NO_PLACE,
                () -> bench.quarantine()
                        .restoreUnscanned(sample.id(), Destination.original().replacing()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80/0/0", "0/2/0", "0/0/18", "0/0/0-0/0/18", "79/1/0-80/0/0", "999999999/0/0"})
    void whatIsNotOnTheDiskIsRefused(String sectors) {
        assertRefused(Refusal.BAD_SECTORS, () -> isolate(FLOPPY, sectors));
    }

    @Test
    void numbersBeyondAnyDiskAreRefused() {
        Geometry absurd = Geometry.parse("999999999/999999999/999999999 chs 999999999 bytes");

        assertRefused(Refusal.BAD_SECTORS, () -> isolate(absurd, "999999998/999999998/999999998"));
    }

    @Test
    void sizesThatAddUpToNoNumberAreRefused() {
        Geometry large = Geometry.parse("999999999/1/9 chs 999999999 bytes");
        String most = "0/0/0-999999998/0/8 ".repeat(2).trim();

        assertRefused(Refusal.BAD_SECTORS, () -> isolate(large, most));
    }

    @Test
    void moreThanTheQuarantineTakesIsRefused() {
        assertRefused(Refusal.TOO_LARGE, () -> isolate(FLOPPY, "0/0/0-79/1/17"));
    }

    @Test
    void anImageThatEndsTooSoonIsRefused() throws IOException {
        try (RandomAccessFile cut = new RandomAccessFile(image.toFile(), "rw")) {
            cut.setLength(18 * 512 - 1);
        }

        assertRefused(Refusal.SHORT_IMAGE, () -> isolate(FLOPPY, "0/0/17"));

        assertThat(bench.quarantine().list()).isEmpty();
    }

    @Test
    void anImageThatIsWrittenMeanwhileIsRefused() throws IOException {
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public SeekableByteChannel read(Path name) throws IOException {
                Files.setLastModifiedTime(image, FileTime.fromMillis(1));
                return super.read(name);
            }
        });

        assertRefused(
                Refusal.CHANGED,
                () -> quarantine.isolateSectors(image, FLOPPY, Sectors.parse("0/0/0"), SampleReason.MANUAL));
    }

    @Test
    void anImageBehindALinkIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(bench.files.resolve("link"), image);

        assertRefused(
                Refusal.LINK,
                () -> bench.quarantine().isolateSectors(link, FLOPPY, Sectors.parse("0/0/0"), SampleReason.MANUAL));
    }
}
