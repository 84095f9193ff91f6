package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncoderTest {
    private static final byte[] TEXT = "captured".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theFieldsStandInAFixedOrder() {
        Recipe full = new Recipe(
                Optional.of(Compression.DEFLATE), Optional.of(Scrambling.XOR_VAMPISH), Optional.of(Encoding.BASE64));

        assertThat(Contents.pack(TEXT, full, Mask.standard()).fields())
                .extracting(Header.Field::name)
                .containsExactly(
                        "X-Checksum-Method",
                        "X-Content-Checksum",
                        "X-Content-Compression",
                        "X-Content-Scrambling",
                        "X-Content-Encoding",
                        "Content-Digest",
                        "X-Sample-Size",
                        "X-Sample-Checksum",
                        "Cordon-Sample-Digest");
    }

    @Test
    void emptyContentIsDescribedByTheFieldsOfTheSampleOnly() {
        assertThat(Contents.pack(new byte[0], Recipe.plain(), Mask.standard()).fields())
                .extracting(Header.Field::name)
                .containsExactly("X-Sample-Size", "X-Sample-Checksum", "Cordon-Sample-Digest");
    }

    @Test
    void aStepThatIsLeftOutIsNotNamed() throws WireException {
        Header fields = Contents.pack(TEXT, Recipe.standard(), Mask.standard()).fields();

        assertThat(fields.has(ContentKeys.CONTENT_ENCODING)).isFalse();
        assertThat(Recipe.of(fields)).isEqualTo(Recipe.standard());
    }

    @Test
    void base64HasLinesOf76ColumnsThatEndInCrLf() {
        Recipe encoded = new Recipe(Optional.empty(), Optional.empty(), Optional.of(Encoding.BASE64));
        String wire = new String(
                Contents.pack(new byte[114], encoded, Mask.standard()).wire(), StandardCharsets.US_ASCII);

        assertThat(wire).isEqualTo(("A".repeat(76) + "\r\n").repeat(2));
    }

    @Test
    void anArchiveIsCarriedAsItIs() {
        Recipe zip = new Recipe(Optional.of(Compression.ZIP), Optional.empty(), Optional.empty());

        assertThat(Contents.pack(TEXT, zip, Mask.standard()).wire()).isEqualTo(TEXT);
    }

    @Test
    void theMaskRepeatsFromTheFirstByte() {
        Recipe scrambled = new Recipe(Optional.empty(), Optional.of(Scrambling.XOR_VAMPISH), Optional.empty());

        assertThat(Contents.pack(new byte[5], scrambled, Mask.ofHex("0102")).wire())
                .containsExactly(1, 2, 1, 2, 1);
        assertThat(Contents.pack(new byte[2], scrambled, Mask.standard()).wire())
                .containsExactly(0xA5, 0xA5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "ABC", "GG", "00", "0000", "A5 A5"})
    void aMaskThatIsNotHexadecimalOrScramblesNothingIsRefused(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> Mask.ofHex(digits));
    }

    @ParameterizedTest
    @CsvSource({"100, true", "99, false"})
    void contentStaysInMemoryUpToTheThreshold(int memoryBytes, boolean inMemory, @TempDir Path folder)
            throws IOException {
        Spooling spooling = new Spooling(memoryBytes, folder);
        try (EncodedContent content = new ContentEncoder(Recipe.plain(), Mask.standard(), spooling)
                .encode(new ByteArrayInputStream(new byte[100]))) {
            assertThat(folder.toFile().list().length == 0).isEqualTo(inMemory);
            assertThat(content.wireSize()).isEqualTo(100);
            assertThat(content.captured().size()).isEqualTo(100);
        }
    }

    @Test
    void nothingIsLeftOfACaptureThatFails(@TempDir Path folder) {
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(new byte[500]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unreadable");
            }
        });
        ContentEncoder encoder = new ContentEncoder(Recipe.plain(), Mask.standard(), new Spooling(100, folder));

        assertThatIOException().isThrownBy(() -> encoder.encode(failing)).withMessage("unreadable");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEncoderThatIsUsedAgainAfterAFailureMakesTheSame() throws IOException {
        ContentEncoder encoder = new ContentEncoder(Recipe.standard(), Mask.standard(), Contents.MEMORY);
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(new byte[500_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unreadable");
            }
        });
        assertThatIOException().isThrownBy(() -> encoder.encode(failing));

        try (EncodedContent content = encoder.encode(new ByteArrayInputStream(TEXT))) {
            assertThat(content.fields())
                    .isEqualTo(Contents.pack(TEXT, Recipe.standard(), Mask.standard())
                            .fields());
        }
    }

    @Test
    void nothingIsLeftOfACaptureThatEndsInAnError(@TempDir Path folder) {
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(new byte[500]), new InputStream() {
            @Override
            public int read() {
                throw new StackOverflowError();
            }
        });
        ContentEncoder encoder = new ContentEncoder(Recipe.plain(), Mask.standard(), new Spooling(100, folder));

        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> encoder.encode(failing));
        assertThat(folder).isEmptyDirectory();
    }
}
