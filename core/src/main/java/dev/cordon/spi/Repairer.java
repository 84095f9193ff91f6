package dev.cordon.spi;

import com.google.common.hash.HashCode;
import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.OutputStream;

/** Takes malicious code out of a file, where it is known how. Safe for use by many threads. */
public interface Repairer {
    /**
     * Writes the repaired bytes to a sink and returns what was done; where nothing was repaired the sink may hold
     * anything and is to be thrown away.
     *
     * @throws IOException if the content can't be read or the sink can't be written
     */
    Outcome repair(Request request, OutputStream sink) throws IOException;

    /**
     * What is to be repaired.
     *
     * @param content the captured bytes; may be opened several times
     * @param virus the name of what a scan has found in them
     */
    record Request(ByteSource content, String virus) {}

    /** What came of a repair. */
    sealed interface Outcome {}

    /**
     * The code was taken out.
     *
     * @param size the size of the repaired file in bytes
     * @param sha256 the digest of the repaired file
     */
    record Repaired(long size, HashCode sha256) implements Outcome {}

    /** There are no instructions for this virus. */
    record NoRepair() implements Outcome {}

    /**
     * There are instructions, but the content is not as they expect it.
     *
     * @param reason what did not fit; one line that holds nothing of the content
     */
    record Failed(String reason) implements Outcome {}
}
