package dev.cordon.scan;

import com.google.common.io.ByteSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/** A content of unknown size that arrives in pieces of random length. */
final class Pieces extends ByteSource {
    private final ByteSource whole;
    private final int longest;

    Pieces(ByteSource whole, int longest) {
        this.whole = whole;
        this.longest = longest;
    }

    @Override
    public InputStream openStream() throws IOException {
        Random lengths = new Random(longest);
        return new FilterInputStream(whole.openStream()) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return super.read(target, from, Math.min(length, 1 + lengths.nextInt(longest)));
            }
        };
    }
}
