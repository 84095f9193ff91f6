package dev.cordon.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes base64 (RFC 2045, 6.8) with lines of any length. Unlike MIME's own reader it refuses foreign characters, so
 * that damage is not read over.
 */
final class Base64InputStream extends InputStream {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int BUFFER = 4 << 10;
    private static final int PADDING = '=';

    /** What characters stand for; negative for those that are not of the alphabet. */
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int value = 0; value < ALPHABET.length(); value++) {
            VALUES[ALPHABET.charAt(value)] = (byte) value;
        }
    }

    private final InputStream source;
    private final byte[] input = new byte[BUFFER];
    private int position;
    private int limit;
    private final byte[] decoded = new byte[3];
    private int next;
    private int available;
    private boolean ended;

    Base64InputStream(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        if (next == available && !decodeGroup()) {
            return -1;
        }
        return decoded[next++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            if (next == available && !ended) {
                count += decodeGroups(buffer, offset + count, length - count);
            }
            int single = count < length ? read() : -1;
            if (single < 0) {
                break;
            }
            buffer[offset + count++] = (byte) single;
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    /** Decodes groups of four characters as far as they follow each other without anything special. */
    private int decodeGroups(byte[] buffer, int offset, int length) {
        int from = position;
        int to = offset;
        while (from <= limit - 4 && to <= offset + length - 3) {
            int bits = VALUES[input[from] & 0xff] << 18
                    | VALUES[input[from + 1] & 0xff] << 12
                    | VALUES[input[from + 2] & 0xff] << 6
                    | VALUES[input[from + 3] & 0xff];
            if (bits < 0) {
                break;
            }
            buffer[to] = (byte) (bits >> 16);
            buffer[to + 1] = (byte) (bits >> 8);
            buffer[to + 2] = (byte) bits;
            from += 4;
            to += 3;
        }
        position = from;
        return to - offset;
    }

    /** Decodes the next group of four characters, whatever stands between them. */
    private boolean decodeGroup() throws IOException {
        int first = ended ? -1 : character();
        if (first < 0) {
            ended = true;
            return false;
        }
        int second = needed();
        int third = needed();
        int fourth = needed();
        int bits = value(first) << 18 | value(second) << 12;
        available = third == PADDING ? 1 : fourth == PADDING ? 2 : 3;
        bits |= available > 1 ? value(third) << 6 : 0;
        bits |= available > 2 ? value(fourth) : 0;
        if (available < 3) {
            finish(fourth, bits);
        }
        decoded[0] = (byte) (bits >> 16);
        decoded[1] = (byte) (bits >> 8);
        decoded[2] = (byte) bits;
        next = 0;
        return true;
    }

    private void finish(int fourth, int bits) throws IOException {
        boolean spareBits = (bits & (available == 1 ? 0xffff : 0xff)) != 0;
        if (fourth != PADDING || spareBits || character() >= 0) {
            throw new UnpackException("the base64 of the content does not end as it should");
        }
        ended = true;
    }

    private int needed() throws IOException {
        int character = character();
        if (character < 0) {
            throw new UnpackException("the base64 of the content ends within a group");
        }
        return character;
    }

    private static int value(int character) throws IOException {
        int value = VALUES[character];
        if (value < 0) {
            throw new UnpackException("the base64 of the content has a foreign character");
        }
        return value;
    }

    private int character() throws IOException {
        int character = nextByte();
        while (character == '\r' || character == '\n' || character == ' ' || character == '\t') {
            character = nextByte();
        }
        return character;
    }

    private int nextByte() throws IOException {
        if (position == limit) {
            position = 0;
            do {
                limit = source.read(input, 0, input.length);
            } while (limit == 0);
            limit = Math.max(0, limit);
        }
        return position == limit ? -1 : input[position++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
