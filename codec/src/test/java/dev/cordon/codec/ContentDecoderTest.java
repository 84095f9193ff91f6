package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDecoderTest {
    private static final byte[] TEXT = "some captured text, some captured text".getBytes(StandardCharsets.US_ASCII);
    private static final Recipe BASE64 =
            new Recipe(Optional.of(Compression.DEFLATE), Optional.empty(), Optional.of(Encoding.BASE64));

    @Test
    void aDamagedContentIsNamedBeforeItsUnpackingFails() throws IOException {
        Contents.Packed packed = Contents.pack(TEXT, Recipe.standard(), Mask.standard());

        assertThat(Contents.refusal(packed.fields(), new byte[] {1, 2, 3})).contains(WireError.of(ErrorCode.CONTENT));
    }

    @Test
    void aWrongSizeAndAWrongChecksumAreNamedSample() throws IOException {
        Contents.Packed packed = Contents.pack(TEXT, Recipe.standard(), Mask.standard());
        for (long size : new long[] {0, TEXT.length - 1, TEXT.length + 1}) {
            Header wrong = packed.fields().toBuilder()
                    .set(ContentKeys.SAMPLE_SIZE, size)
                    .build();
            assertThat(Contents.refusal(wrong, packed.wire())).contains(WireError.of(ErrorCode.SAMPLE));
        }
        Header other = packed.fields().toBuilder()
                .set(ContentKeys.SAMPLE_CHECKSUM, packed.fields().require(ContentKeys.CONTENT_CHECKSUM))
                .build();
        assertThat(Contents.refusal(other, packed.wire())).contains(WireError.of(ErrorCode.SAMPLE));
    }

    @Test
    void theWrongMaskIsNoticed() throws IOException {
        Contents.Packed packed = Contents.pack(TEXT, Recipe.standard(), Mask.ofHex("0102"));

        assertThat(Contents.refusal(packed.fields(), packed.wire()).map(WireError::code))
                .contains(ErrorCode.UNPACKAGE);
    }

    @Test
    void contentWithoutItsChecksumIsRefused() throws IOException {
        Contents.Packed packed = Contents.pack(TEXT, Recipe.standard(), Mask.standard());
        Header without =
                packed.fields().toBuilder().remove(ContentKeys.CONTENT_CHECKSUM).build();

        assertThat(Contents.refusal(without, packed.wire()))
                .contains(WireError.of(ErrorCode.MISSING, "X-Content-Checksum"));
    }

    @Test
    void anUnknownMethodIsMalformed() throws IOException {
        Header header = Header.builder().set("X-Content-Compression", "rar").build();

        assertThat(Contents.refusal(header, TEXT)).contains(WireError.of(ErrorCode.MALFORMED, "X-Content-Compression"));
    }

    @Test
    void sizeAndChecksumOfTheSampleNeedNotBeThere() throws IOException {
        Contents.Packed packed = Contents.pack(TEXT, Recipe.standard(), Mask.standard());
        Header bare = packed.fields().toBuilder()
                .remove(ContentKeys.SAMPLE_SIZE)
                .remove(ContentKeys.SAMPLE_CHECKSUM)
                .remove(ContentKeys.SAMPLE_DIGEST)
                .remove(ContentKeys.CONTENT_DIGEST)
                .build();

        assertThat(Contents.unpack(bare, packed.wire(), Mask.standard())).isEqualTo(TEXT);
    }

    @Test
    void aZlibWrapperIsTaken() throws IOException {
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        try (OutputStream deflater = new DeflaterOutputStream(zlib)) {
            deflater.write(TEXT);
        }
        Contents.Packed plain = Contents.pack(zlib.toByteArray(), Recipe.plain(), Mask.standard());
        Header header = plain.fields().toBuilder()
                .remove(ContentKeys.SAMPLE_SIZE)
                .remove(ContentKeys.SAMPLE_CHECKSUM)
                .remove(ContentKeys.SAMPLE_DIGEST)
                .set(ContentKeys.CONTENT_COMPRESSION, Compression.DEFLATE)
                .build();

        assertThat(Contents.unpack(header, plain.wire(), Mask.standard())).isEqualTo(TEXT);
    }

    @Test
    void base64WithOtherLinesIsTaken() throws IOException {
        Contents.Packed packed = Contents.pack(TEXT, BASE64, Mask.standard());
        String oneLine = new String(packed.wire(), StandardCharsets.US_ASCII).replace("\r\n", "");
        byte[] wire = oneLine.replaceAll("(.{5})", "$1 \n").getBytes(StandardCharsets.US_ASCII);

        assertThat(Contents.captured(packed.fields(), wire, Mask.standard())).isEqualTo(TEXT);
    }

    @Test
    void base64WithForeignCharactersIsRefused() {
        Contents.Packed packed = Contents.pack(TEXT, BASE64, Mask.standard());
        byte[] wire = packed.wire().clone();
        wire[3] = '*';

        WireException refusal = catchThrowableOfType(
                WireException.class, () -> Contents.captured(packed.fields(), wire, Mask.standard()));

        assertThat(refusal.code()).isEqualTo(ErrorCode.UNPACKAGE);
    }

    @Test
    void aBombEndsAtTheDeclaredSize() throws IOException {
        Contents.Packed bomb = Contents.pack(new byte[Contents.MAX_SIZE], Recipe.standard(), Mask.standard());
        Header lie = bomb.fields().toBuilder().set(ContentKeys.SAMPLE_SIZE, 10L).build();
        ByteArrayOutputStream sink = new ByteArrayOutputStream();

        WireException refusal = catchThrowableOfType(
                WireException.class,
                () -> new ContentDecoder(Mask.standard(), Contents.MAX_SIZE)
                        .decode(lie, new ByteArrayInputStream(bomb.wire()), sink));

        assertThat(refusal.code()).isEqualTo(ErrorCode.SAMPLE);
        assertThat(sink.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void aBombWithoutADeclaredSizeEndsAtTheLimit() {
        Contents.Packed bomb = Contents.pack(new byte[100_000], Recipe.standard(), Mask.standard());
        Header silent =
                bomb.fields().toBuilder().remove(ContentKeys.SAMPLE_SIZE).build();

        WireException refusal = catchThrowableOfType(
                WireException.class,
                () -> new ContentDecoder(Mask.standard(), 1000)
                        .decode(silent, new ByteArrayInputStream(bomb.wire()), OutputStream.nullOutputStream()));

        assertThat(refusal.code()).isEqualTo(ErrorCode.OVERRUN);
    }

    @Test
    void aFailingConnectionIsALossAndAFailingSinkIsNot() {
        Contents.Packed packed = Contents.pack(TEXT, Recipe.standard(), Mask.standard());
        ContentDecoder decoder = new ContentDecoder(Mask.standard(), Contents.MAX_SIZE);
        InputStream cut = new SequenceInputStream(
                new ByteArrayInputStream(Arrays.copyOf(packed.wire(), 5)), new FailingInputStream());

        WireException loss = catchThrowableOfType(
                WireException.class, () -> decoder.decode(packed.fields(), cut, OutputStream.nullOutputStream()));
        assertThat(loss.code()).isEqualTo(ErrorCode.LOST);

        OutputStream full = new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatIOException()
                .isThrownBy(() -> decoder.decode(packed.fields(), new ByteArrayInputStream(packed.wire()), full))
                .isNotInstanceOf(WireException.class)
                .withMessage("disk full");
    }

    @Test
    void aLongContentIsSpooledToAFileThatIsDeletedInTheEnd(@TempDir Path folder) throws IOException {
        Spooling spooling = new Spooling(100, folder);
        byte[] captured = new byte[5000];
        try (EncodedContent content = new ContentEncoder(Recipe.plain(), Mask.standard(), spooling)
                .encode(new ByteArrayInputStream(captured))) {
            assertThat(folder).isNotEmptyDirectory();
            assertThat(content.wire().read()).isEqualTo(captured);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothingIsLeftOfAContentThatIsRefused(@TempDir Path folder) {
        Contents.Packed packed = Contents.pack(new byte[5000], Recipe.plain(), Mask.standard());
        byte[] cut = Arrays.copyOf(packed.wire(), 4000);

        catchThrowableOfType(
                WireException.class,
                () -> new ContentDecoder(Mask.standard(), Contents.MAX_SIZE)
                        .receive(packed.fields(), new ByteArrayInputStream(cut), new Spooling(100, folder)));

        assertThat(folder).isEmptyDirectory();
    }

    private static final class FailingInputStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("gone");
        }
    }

    @Test
    void capturedBytesCanBeSkipped() throws IOException {
        Contents.Packed packed = Contents.pack(TEXT, Recipe.standard(), Mask.standard());
        ContentDecoder decoder = new ContentDecoder(Mask.standard(), Contents.MAX_SIZE);
        try (InputStream captured = decoder.captured(packed.fields(), ByteSource.wrap(packed.wire()))
                .openStream()) {
            ByteStreams.skipFully(captured, 5);
            assertThat(captured.read()).isEqualTo(TEXT[5]);
        }
    }
}
