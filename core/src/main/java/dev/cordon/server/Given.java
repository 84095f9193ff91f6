package dev.cordon.server;

import com.google.common.io.ByteSource;
import dev.cordon.codec.Header;
import dev.cordon.sample.Sample;
import java.io.Closeable;
import java.io.IOException;

/**
 * What a person gets of a sample. Whoever has written it closes it.
 *
 * @param sample the sample
 * @param fields the attributes of the content
 * @param wire the content, scrambled
 * @param spool where it waits
 */
record Given(Sample sample, Header fields, ByteSource wire, Closeable spool) implements Closeable {
    @Override
    public void close() throws IOException {
        spool.close();
    }
}
