package dev.cordon.scan;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A content that can't be read beyond its first bytes. */
final class BrokenContent extends ByteSource {
    private final ByteSource readable;

    BrokenContent(ByteSource readable) {
        this.readable = readable;
    }

    @Override
    public InputStream openStream() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is broken");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(readable.openStream(), broken);
    }
}
