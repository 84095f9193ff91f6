package dev.cordon.simulation;

import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.HeaderWriter;
import dev.cordon.codec.WireException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

/**
 * The bytes that a wire carries.
 *
 * @param header the header fields and the empty line after them
 * @param content the content
 * @param cut whether the connection breaks where the content ends
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares messages.
record Message(byte[] header, byte[] content, boolean cut) {
    private static final HeaderReader READER = new HeaderReader(HeaderLimits.standard());

    static Message of(Header header, byte[] content) {
        return new Message(HeaderWriter.bytes(header), content, false);
    }

    Header fields() throws WireException {
        return READER.read(header);
    }

    InputStream stream() {
        InputStream bytes = new ByteArrayInputStream(content);
        return cut ? new Broken(bytes) : bytes;
    }

    int size() {
        return header.length + content.length;
    }

    /**
     * Returns the message with damage that the protocol can see: in the content, which has checksums, at its end, or a
     * header that can't be read. A header whose values were changed and can still be read is for TLS to find out.
     */
    Message damaged(Random random) {
        int kind = content.length == 0 ? 2 : random.nextInt(3);
        return switch (kind) {
            case 0 -> {
                byte[] other = content.clone();
                other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
                yield new Message(header, other, false);
            }
            case 1 -> new Message(header, Arrays.copyOf(content, random.nextInt(content.length)), true);
            default -> {
                byte[] other = header.clone();
                other[random.nextInt(other.length - 2)] = 0;
                yield new Message(other, content, false);
            }
        };
    }

    /** A stream that fails where it ends. */
    private static final class Broken extends FilterInputStream {
        Broken(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            return whole(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return whole(super.read(bytes, offset, length));
        }

        private static int whole(int count) throws IOException {
            if (count < 0) {
                throw new IOException("the connection is broken");
            }
            return count;
        }
    }
}
