package dev.cordon.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Packed bytes on their way to a sink: scrambled, encoded and digested. */
final class WireOutput {
    /** RFC 2045, 6.8: lines of 76 characters. The last one is ended too. */
    private static final Base64.Encoder LINES = Base64.getMimeEncoder();

    private static final int LINE_BYTES = 57;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int LINES_AT_ONCE = 36;
    private static final int ENCODED_LINE = 78;

    private final Recipe recipe;
    private final Mask mask;
    private final OutputStream sink;
    private final Digester digester = new Digester(Workers.none());
    private final byte[] packed = new byte[LINES_AT_ONCE * LINE_BYTES];
    private final byte[] encoded;
    private int count;
    private long position;

    WireOutput(Recipe recipe, Mask mask, OutputStream sink) {
        this.recipe = recipe;
        this.mask = mask;
        this.sink = sink;
        this.encoded = new byte[recipe.encoding().isPresent() ? LINES_AT_ONCE * ENCODED_LINE : 0];
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, packed.length - count);
            System.arraycopy(bytes, from, packed, count, part);
            added(part);
            from += part;
            left -= part;
        }
    }

    /** Writes what is left and returns what was computed of the bytes as they were sent. */
    Digests finish() throws IOException {
        if (count > 0) {
            send(Arrays.copyOf(packed, count));
        }
        return digester.digests();
    }

    private void added(int part) throws IOException {
        count += part;
        if (count == packed.length) {
            send(packed);
            count = 0;
        }
    }

    private void send(byte[] part) throws IOException {
        if (recipe.scrambling().isPresent()) {
            mask.apply(part, 0, part.length, position);
            position += part.length;
        }
        if (recipe.encoding().isEmpty()) {
            emit(part, part.length);
            return;
        }
        int length = LINES.encode(part, encoded);
        System.arraycopy(LINE_END, 0, encoded, length, LINE_END.length);
        emit(encoded, length + LINE_END.length);
    }

    private void emit(byte[] bytes, int length) throws IOException {
        sink.write(bytes, 0, length);
        digester.add(bytes, 0, length);
    }
}
