package dev.cordon.icap;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/** Reads contents so that their failures are no failures of the server. */
final class Contents {
    private Contents() {}

    /** A content that can't be read. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1;

        UnreadableException(IOException cause) {
            super("the content could not be read to its end", cause);
        }
    }

    /** Opens a content; single bytes of it can be read. */
    static InputStream open(ByteSource content) throws UnreadableException {
        try {
            return content.openBufferedStream();
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    /** Reads as many bytes as there are and are wanted. */
    static int read(InputStream content, byte[] into, int most) throws UnreadableException {
        try {
            return content.readNBytes(into, 0, most);
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    /** Reads the next byte; -1 at the end. */
    static int read(InputStream content) throws UnreadableException {
        try {
            return content.read();
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }
}
