package dev.cordon.strip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands in the place of a part of which nothing stays. */
final class Overwritten {
    private static final String SHORTEST_WITH_TEXT = "<x></x>";
    private static final int SHORTEST = "<x/>".length();

    private Overwritten() {}

    /** Returns as many zero bytes. */
    static byte[] bytes(int length) {
        return new byte[length];
    }

    /** Returns a well-formed document of one element and as many bytes; zero bytes where none is so short. */
    static byte[] xml(int length) {
        if (length < SHORTEST) {
            return bytes(length);
        }
        boolean hasText = length >= SHORTEST_WITH_TEXT.length();
        byte[] filler = new byte[length];
        Arrays.fill(filler, hasText ? (byte) '0' : (byte) ' ');
        put("<x", filler, 0);
        put(hasText ? ">" : "", filler, 2);
        String end = hasText ? "</x>" : "/>";
        put(end, filler, length - end.length());
        return filler;
    }

    private static void put(String text, byte[] filler, int position) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, filler, position, bytes.length);
    }
}
