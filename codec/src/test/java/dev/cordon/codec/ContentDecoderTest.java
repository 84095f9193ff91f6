package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import com.google.common.io.CountingInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @MethodSource("contentsThatUnpackToNothing")
    void contentThatNeverEndsIsReadToTheAnnouncedLengthAndALittleMore(String field, String method, byte[] endless)
            throws IOException {
        Header announced = Header.builder()
                .set(ContentKeys.CONTENT_LENGTH, 10L)
                .set(ContentKeys.CHECKSUM_METHOD, ChecksumMethod.MD5)
                .set("X-Content-Checksum", "663E6092463AA20EF6A14E8B137AEF30")
                .set(field, method)
                .build();
        CountingInputStream wire = new CountingInputStream(new RepeatingInputStream(endless));

        WireException refusal = catchThrowableOfType(
                WireException.class,
                () -> new ContentDecoder(Mask.standard(), Contents.MAX_SIZE)
                        .decode(announced, wire, OutputStream.nullOutputStream()));

        assertThat(refusal.code()).isEqualTo(ErrorCode.OVERRUN);
        assertThat(wire.getCount()).isLessThan(100_000);
    }

    @ParameterizedTest
    @MethodSource("contentsThatUnpackToNothing")
    void contentThatNeverEndsFillsNoDiskWithoutAnAnnouncedLength(
            String field, String method, byte[] endless, @TempDir Path folder) {
        Header silent = Header.builder()
                .set(ContentKeys.CHECKSUM_METHOD, ChecksumMethod.MD5)
                .set("X-Content-Checksum", "663E6092463AA20EF6A14E8B137AEF30")
                .set(field, method)
                .build();
        CountingInputStream wire = new CountingInputStream(new RepeatingInputStream(endless));

        WireException refusal = catchThrowableOfType(
                WireException.class,
                () -> new ContentDecoder(Mask.standard(), 1000).receive(silent, wire, new Spooling(100, folder)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.OVERRUN);
        assertThat(wire.getCount()).isLessThan(200_000);
        assertThat(folder).isEmptyDirectory();
    }

    static Stream<Arguments> contentsThatUnpackToNothing() {
        byte[] emptyBlock = {0, 0, 0, (byte) 0xff, (byte) 0xff};
        return Stream.of(
                Arguments.of("X-Content-Encoding", "base64", new byte[] {'\n'}),
                Arguments.of("X-Content-Compression", "deflate", emptyBlock));
    }

    /** Gives the same bytes again and again; it ends at last, so that who reads on fails and does not hang. */
    private static final class RepeatingInputStream extends InputStream {
        private static final int LONG = 10_000_000;

        private final byte[] bytes;
        private int count;

        RepeatingInputStream(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return count == LONG ? -1 : bytes[count++ % bytes.length] & 0xff;
        }
    }

    @Test
    void capturedBytesReleaseTheirSource() throws IOException {
        for (Recipe recipe : new Recipe[] {Recipe.plain(), Recipe.standard(), BASE64}) {
            Contents.Packed packed = Contents.pack(TEXT, recipe, Mask.standard());
            ClosedSource source = new ClosedSource(packed.wire());

            new ContentDecoder(Mask.standard(), Contents.MAX_SIZE)
                    .captured(packed.fields(), source)
                    .read();

            assertThat(source.closed).as("closed with %s", recipe).isTrue();
        }
    }

    private static final class ClosedSource extends ByteSource {
        private final byte[] bytes;
        private boolean closed;

        ClosedSource(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream openStream() {
            return new ByteArrayInputStream(bytes) {
                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }

    @Test
    void aSizeBeyondTheLimitIsNotBelieved() throws IOException {
        Header lie = Header.builder()
                .set(ContentKeys.SAMPLE_SIZE, (long) Integer.MAX_VALUE)
                .build();
        ByteSource captured = new ContentDecoder(Mask.standard(), 1000).captured(lie, ByteSource.wrap(TEXT));

        assertThat(captured.sizeIfKnown().isPresent()).isFalse();
        assertThat(captured.read()).isEqualTo(TEXT);
    }

    /** Each message has every fault from its own place in the order to the end of it. */
    @Test
    void theFirstFaultInTheOrderOfChecksIsNamed() throws IOException {
        Contents.Packed packed = Contents.pack(TEXT, Recipe.standard(), Mask.standard());
        byte[] foreign = {1, 2, 3};
        Header sample = packed.fields().toBuilder()
                .set(ContentKeys.SAMPLE_SIZE, 1L)
                .set(ContentKeys.CONTENT_LENGTH, (long) packed.wire().length)
                .build();
        Header unpackage = sample.toBuilder()
                .set(ContentKeys.CONTENT_LENGTH, 3L)
                .set(ContentKeys.CONTENT_CHECKSUM, Syntaxes.md5().parse("5289DF737DF57326FCDD22597AFB1FAC"))
                .remove(ContentKeys.CONTENT_DIGEST)
                .build();
        Header content = sample.toBuilder().set(ContentKeys.CONTENT_LENGTH, 3L).build();
        Header missing = sample.toBuilder().remove(ContentKeys.CHECKSUM_METHOD).build();
        Header malformed = missing.toBuilder().set("X-Content-Scrambling", "?").build();

        assertThat(Contents.refusal(sample, packed.wire())).contains(WireError.of(ErrorCode.SAMPLE));
        assertThat(Contents.refusal(unpackage, foreign)).contains(WireError.of(ErrorCode.UNPACKAGE));
        assertThat(Contents.refusal(content, foreign)).contains(WireError.of(ErrorCode.CONTENT));
        assertThat(Contents.refusal(sample, foreign))
                .contains(WireError.of(ErrorCode.UNDERRUN, packed.wire().length, 3));
        assertThat(Contents.refusal(missing, foreign)).contains(WireError.of(ErrorCode.MISSING, "X-Checksum-Method"));
        assertThat(Contents.refusal(malformed, foreign))
                .contains(WireError.of(ErrorCode.MALFORMED, "X-Content-Scrambling"));
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

    @Test
    void contentAnnouncedLongerThanTheLimitIsRefusedBeforeItIsRead() {
        Header header = Header.builder()
                .set(ContentKeys.CHECKSUM_METHOD, ChecksumMethod.MD5)
                .set("X-Content-Checksum", "0".repeat(32))
                .set(ContentKeys.CONTENT_LENGTH, 50_000_000L)
                .build();
        InputStream unread = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("it was read");
            }
        };

        WireException refusal = catchThrowableOfType(
                WireException.class,
                () -> new ContentDecoder(Mask.standard(), 1000)
                        .decode(header, unread, OutputStream.nullOutputStream()));

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.OVERRUN, 2000 + (64 << 10), 50_000_000));
    }

    @Test
    void anUnknownChecksumMethodIsRefusedWhateverFollows() {
        Header header = Header.builder().set("X-Checksum-Method", "crc32").build();

        WireException refusal =
                catchThrowableOfType(WireException.class, () -> Contents.unpack(header, new byte[0], Mask.standard()));

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.MALFORMED, "X-Checksum-Method"));
    }

    @Test
    void aReadOfNothingIsNotTheEndOfBase64() throws IOException {
        Recipe encoded = new Recipe(Optional.empty(), Optional.empty(), Optional.of(Encoding.BASE64));
        Contents.Packed packed = Contents.pack(new byte[9000], encoded, Mask.standard());
        InputStream halting = new FilterInputStream(new ByteArrayInputStream(packed.wire())) {
            private boolean nothing;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                nothing = !nothing;
                return nothing ? 0 : super.read(buffer, offset, Math.min(length, 1000));
            }
        };

        Digests captured = new ContentDecoder(Mask.standard(), Contents.MAX_SIZE)
                .decode(packed.fields(), halting, OutputStream.nullOutputStream());

        assertThat(captured.size()).isEqualTo(9000);
    }
}
