package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockDeflaterTest {
    private static final int STORED = 0;
    private static final int FIXED = 1;
    private static final int DYNAMIC = 2;

    @Test
    void nothingIsOneFixedBlock() throws IOException {
        byte[] deflated = Inflated.deflated(new byte[0]);

        assertThat(deflated).containsExactly(0x03, 0x00);
        assertThat(Inflated.inflated(deflated)).isEmpty();
    }

    @Test
    void littleIsFixed() throws IOException {
        byte[] captured = {'a', 'b', 'c'};

        assertThat(form(Inflated.deflated(captured))).isEqualTo(FIXED);
        assertThat(Inflated.inflated(Inflated.deflated(captured))).isEqualTo(captured);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 65_534, 65_535, 65_536, 200_000})
    void whatCanNotBeCompressedIsStored(int length) throws IOException {
        byte[] captured = new byte[length];
        new Random(length).nextBytes(captured);
        byte[] deflated = Inflated.deflated(captured);

        assertThat(form(deflated)).isEqualTo(STORED);
        assertThat(deflated.length).isLessThanOrEqualTo(length + 5 * (length / 16_000 + 2));
        assertThat(Inflated.inflated(deflated)).isEqualTo(captured);
    }

    @Test
    void theLongestMatchesReachTheLastByte() throws IOException {
        byte[] captured = new byte[1 + 258 * 5];
        byte[] deflated = Inflated.deflated(captured);

        assertThat(deflated.length).isLessThan(20);
        assertThat(Inflated.inflated(deflated)).isEqualTo(captured);
    }

    @ParameterizedTest
    @ValueSource(ints = {32_766, 32_767, 32_768, 32_769})
    void matchesReachBackAsFarAsTheyMay(int distance) throws IOException {
        byte[] repeated = new byte[200];
        new Random(1).nextBytes(repeated);
        byte[] captured = new byte[distance + repeated.length];
        System.arraycopy(repeated, 0, captured, 0, repeated.length);
        System.arraycopy(repeated, 0, captured, distance, repeated.length);

        assertThat(Inflated.inflated(Inflated.deflated(captured))).isEqualTo(captured);
    }

    @Test
    void aPartRefersToWhatWentBeforeIt() throws IOException {
        byte[] part = new byte[20_000];
        new Random(2).nextBytes(part);
        byte[] captured = Arrays.copyOf(part, 2 * part.length);
        System.arraycopy(part, 0, captured, part.length, part.length);
        byte[] deflated = Inflated.deflated(captured, part.length);

        assertThat(deflated.length).isLessThan(part.length + 600);
        assertThat(Inflated.inflated(deflated)).isEqualTo(captured);
    }

    @ParameterizedTest
    @ValueSource(ints = {4 << 10, 64 << 10, 1 << 20})
    void programsAreAsSmallAsTheUsualDeflaterMakesThem(int length) throws IOException {
        byte[] captured = programs(length);
        byte[] deflated = Inflated.deflated(captured);

        assertThat(form(deflated)).isEqualTo(DYNAMIC);
        assertThat(deflated.length).isLessThanOrEqualTo(usual(captured) * 1005 / 1000);
        assertThat(Inflated.inflated(deflated)).isEqualTo(captured);
    }

    @Test
    void whatWasDeflatedBeforeLeavesNoTrace() throws IOException {
        byte[] captured = programs(100_000);
        BlockDeflater used = new BlockDeflater();
        byte[] other = new byte[300_000 + MatchFinder.MARGIN];
        new Random(3).nextBytes(other);
        used.deflate(other, 40_000, 300_000, false);

        assertThat(bytes(used, captured)).isEqualTo(bytes(new BlockDeflater(), captured));
    }

    private static byte[] bytes(BlockDeflater deflater, byte[] captured) throws IOException {
        byte[] bytes = Arrays.copyOf(captured, captured.length + MatchFinder.MARGIN);
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        WireOutput wire = new WireOutput(Recipe.plain(), Mask.standard(), sink);
        deflater.deflate(bytes, 0, captured.length, true).writeTo(wire);
        wire.finish();
        return sink.toByteArray();
    }

    private static int form(byte[] deflated) {
        return deflated[0] >> 1 & 3;
    }

    private static int usual(byte[] captured) {
        Deflater deflater = new Deflater(6, true);
        try {
            deflater.setInput(captured);
            deflater.finish();
            return deflater.deflate(new byte[captured.length]);
        } finally {
            deflater.end();
        }
    }

    private static byte[] programs(int length) throws IOException {
        try (InputStream modules = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib", "modules"))) {
            modules.skipNBytes(8 << 20);
            return modules.readNBytes(length);
        }
    }
}
