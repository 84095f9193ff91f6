package dev.cordon.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** What deflated parts are to the JDK's reader. */
final class Inflated {
    private static final Recipe PLAIN = new Recipe(Optional.empty(), Optional.empty(), Optional.empty());

    private Inflated() {}

    /** Returns the deflated form of bytes in parts that end at the given places. */
    static byte[] deflated(byte[] captured, int... ends) {
        try {
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            WireOutput wire = new WireOutput(PLAIN, Mask.standard(), deflated);
            BlockDeflater deflater = new BlockDeflater();
            byte[] bytes = Arrays.copyOf(captured, captured.length + MatchFinder.MARGIN);
            int start = 0;
            for (int end : ends) {
                deflater.deflate(bytes, start, end, false).writeTo(wire);
                start = end;
            }
            deflater.deflate(bytes, start, captured.length, true).writeTo(wire);
            wire.finish();
            return deflated.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] inflated(byte[] deflated) throws IOException {
        try (InputStream inflating = new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true))) {
            return inflating.readAllBytes();
        }
    }
}
