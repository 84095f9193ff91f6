package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.io.BaseEncoding;
import java.util.Arrays;

/**
 * The bytes with which content is scrambled, over and over from its first byte.
 *
 * <p>All who exchange messages have to agree on it. It keeps content from being run by accident and protects no secret.
 * Immutable.
 */
public final class Mask {
    private static final Mask STANDARD = new Mask(new byte[] {(byte) 0xA5});
    private static final BaseEncoding HEX = BaseEncoding.base16();
    private static final int LONGEST = 256;
    private static final int REPEATED = 4 << 10;

    private final byte[] bytes;

    /** The mask as often as it fits, so that many bytes are scrambled at once. */
    private final byte[] repeated;

    private Mask(byte[] bytes) {
        this.bytes = bytes;
        this.repeated = new byte[bytes.length * (REPEATED / bytes.length)];
        for (int index = 0; index < repeated.length; index++) {
            repeated[index] = bytes[index % bytes.length];
        }
    }

    /** Returns the mask of one byte, A5. */
    public static Mask standard() {
        return STANDARD;
    }

    /**
     * Returns the mask that hexadecimal digits stand for.
     *
     * @param digits two for each of 1 to 256 bytes, in any case
     * @throws IllegalArgumentException if the text is anything else, or would scramble nothing
     */
    public static Mask ofHex(String digits) {
        String upper = Ascii.toUpperCase(digits);
        checkArgument(!upper.isEmpty() && HEX.canDecode(upper), "a mask is an even number of hexadecimal digits");
        byte[] bytes = HEX.decode(upper);
        checkArgument(bytes.length <= LONGEST, "a mask has at most 256 bytes");
        checkArgument(!Arrays.equals(bytes, new byte[bytes.length]), "a mask of zeroes scrambles nothing");
        return new Mask(bytes);
    }

    /** Scrambles bytes in place, or gives them back; {@code position} is that of the first in the content. */
    void apply(byte[] buffer, int offset, int length, long position) {
        int phase = (int) (position % repeated.length);
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, repeated.length - phase);
            for (int index = 0; index < count; index++) {
                buffer[offset + done + index] ^= repeated[phase + index];
            }
            done += count;
            phase = 0;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask && Arrays.equals(bytes, mask.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the bytes in hexadecimal digits. */
    @Override
    public String toString() {
        return HEX.encode(bytes);
    }
}
