package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The laws of the content pipeline. */
class ContentProperties {
    @Property
    void whatWasPackedIsUnpacked(
            @ForAll @Size(max = 5000) byte[] captured, @ForAll("recipes") Recipe recipe, @ForAll("masks") Mask mask)
            throws IOException {
        Contents.Packed packed = Contents.pack(captured, recipe, mask);

        assertThat(Contents.unpack(packed.fields(), packed.wire(), mask)).isEqualTo(captured);
        assertThat(Contents.captured(packed.fields(), packed.wire(), mask)).isEqualTo(captured);
    }

    @Property
    void theFieldsSayWhatTheBytesAre(@ForAll @Size(max = 500) byte[] captured, @ForAll("recipes") Recipe recipe)
            throws WireException {
        Contents.Packed packed = Contents.pack(captured, recipe, Mask.standard());

        assertThat(packed.fields().require(ContentKeys.SAMPLE_SIZE)).isEqualTo(captured.length);
        assertThat(packed.fields().require(ContentKeys.SAMPLE_DIGEST))
                .isEqualTo(Hashing.sha256().hashBytes(captured));
        assertThat(packed.fields().find(ContentKeys.CONTENT_DIGEST))
                .isEqualTo(
                        packed.wire().length == 0
                                ? Optional.empty()
                                : Optional.of(Hashing.sha256().hashBytes(packed.wire())));
    }

    @Property
    void anyFlippedBitIsDetected(
            @ForAll @Size(min = 1, max = 300) byte[] captured,
            @ForAll("recipes") Recipe recipe,
            @ForAll @IntRange(max = 1 << 20) int where)
            throws IOException {
        Contents.Packed packed = Contents.pack(captured, recipe, Mask.standard());
        byte[] wire = packed.wire().clone();
        wire[where / 8 % wire.length] ^= (byte) (1 << where % 8);

        assertThat(Contents.refusal(packed.fields(), wire)).contains(WireError.of(ErrorCode.CONTENT));
    }

    @Property
    void anyMissingByteIsDetected(
            @ForAll @Size(min = 1, max = 300) byte[] captured,
            @ForAll("recipes") Recipe recipe,
            @ForAll @IntRange(max = 1 << 20) int where)
            throws IOException {
        Contents.Packed packed = Contents.pack(captured, recipe, Mask.standard());
        byte[] wire = without(packed.wire(), where % packed.wire().length);

        assertThat(Contents.refusal(packed.fields(), wire)).contains(WireError.of(ErrorCode.CONTENT));
        assertThat(Contents.refusal(announced(packed), wire))
                .contains(WireError.of(ErrorCode.UNDERRUN, packed.wire().length, wire.length));
    }

    @Property
    void anyAddedByteIsDetected(
            @ForAll @Size(max = 300) byte[] captured, @ForAll("recipes") Recipe recipe, @ForAll byte more)
            throws IOException {
        Contents.Packed packed = Contents.pack(captured, recipe, Mask.standard());
        byte[] wire = Arrays.copyOf(packed.wire(), packed.wire().length + 1);
        wire[wire.length - 1] = more;

        assertThat(Contents.refusal(packed.fields(), wire)).isPresent();
        if (packed.wire().length > 0) {
            assertThat(Contents.refusal(announced(packed), wire).map(WireError::code))
                    .contains(ErrorCode.OVERRUN);
        }
    }

    @Property
    void foreignBytesAreRefusedAndNothingElse(@ForAll @Size(max = 500) byte[] foreign, @ForAll("recipes") Recipe recipe)
            throws IOException {
        Header.Builder header = Header.builder()
                .set(ContentKeys.CHECKSUM_METHOD, ChecksumMethod.MD5)
                .set(ContentKeys.CONTENT_CHECKSUM, md5(foreign));
        recipe.describe(header);

        Optional<WireError> refusal = Contents.refusal(header.build(), foreign);

        refusal.ifPresent(error -> assertThat(error.code()).isEqualTo(ErrorCode.UNPACKAGE));
    }

    @Property
    void whatIsReceivedIsKeptAsItCame(@ForAll @Size(max = 500) byte[] captured, @ForAll("recipes") Recipe recipe)
            throws IOException {
        Contents.Packed packed = Contents.pack(captured, recipe, Mask.standard());

        try (EncodedContent received = new ContentDecoder(Mask.standard(), Contents.MAX_SIZE)
                .receive(packed.fields(), new ByteArrayInputStream(packed.wire()), Contents.MEMORY)) {
            assertThat(received.wire().read()).isEqualTo(packed.wire());
            assertThat(received.fields()).isEqualTo(packed.fields());
        }
    }

    @Provide
    Arbitrary<Recipe> recipes() {
        return Combinators.combine(
                        Arbitraries.of(
                                Optional.empty(), Optional.of(Compression.DEFLATE), Optional.of(Compression.ZIP)),
                        Arbitraries.of(Optional.empty(), Optional.of(Scrambling.XOR_VAMPISH)),
                        Arbitraries.of(Optional.empty(), Optional.of(Encoding.BASE64)))
                .as((compression, scrambling, encoding) -> new Recipe(
                        compression.map(Compression.class::cast),
                        scrambling.map(Scrambling.class::cast),
                        encoding.map(Encoding.class::cast)));
    }

    @Provide
    Arbitrary<Mask> masks() {
        return Arbitraries.strings()
                .withChars("0123456789abcdefABCDEF")
                .ofMinLength(2)
                .ofMaxLength(40)
                .map(digits -> digits.length() % 2 == 0 ? digits : digits + "1")
                .filter(digits -> !digits.matches("0*"))
                .map(Mask::ofHex);
    }

    private static Header announced(Contents.Packed packed) {
        return packed.fields().toBuilder()
                .set(ContentKeys.CONTENT_LENGTH, (long) packed.wire().length)
                .build();
    }

    private static byte[] without(byte[] bytes, int index) {
        byte[] rest = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, index + 1, rest, index, rest.length - index);
        return rest;
    }

    @SuppressWarnings("deprecation")
    private static HashCode md5(byte[] bytes) {
        return Hashing.md5().hashBytes(bytes);
    }
}
