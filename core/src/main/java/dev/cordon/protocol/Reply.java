package dev.cordon.protocol;

import com.google.common.io.ByteSource;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * What a place answers. Whoever has sent it closes it; its content can't be read afterwards.
 *
 * @param header the attributes; {@code X-Error} among them says that the request was refused
 * @param content the content as it goes over the wire; empty where there is none
 * @param spool where the content waits
 */
public record Reply(Header header, ByteSource content, Closeable spool) implements Closeable {
    /** Makes an answer whose content waits nowhere that has to be cleared. */
    public Reply(Header header, ByteSource content) {
        this(header, content, () -> {});
    }

    /** Returns an answer without content. */
    public static Reply of(Header header) {
        return new Reply(header, ByteSource.empty());
    }

    /** Returns the answer that says why a request was refused. */
    public static Reply refused(WireError error) {
        return of(Header.builder().set(ContentKeys.ERROR, error).build());
    }

    /** Returns why the request was refused; empty if it was not. */
    public Optional<WireError> error() {
        return header.find(ContentKeys.ERROR);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
