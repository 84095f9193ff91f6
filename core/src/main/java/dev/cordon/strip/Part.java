package dev.cordon.strip;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** One part of a package. Whoever asks for its bytes does not change them. */
final class Part {
    private final String name;
    private final int method;
    private final long crc;
    private final byte[] bytes;
    private final byte[] packed;

    /**
     * Makes a part.
     *
     * @param name its name, as it is packed
     * @param method how it is packed: stored or deflated
     * @param crc the checksum of its bytes
     * @param bytes its bytes
     * @param packed its bytes as they are packed
     */
    Part(String name, int method, long crc, byte[] bytes, byte[] packed) {
        this.name = name;
        this.method = method;
        this.crc = crc;
        this.bytes = bytes;
        this.packed = packed;
    }

    String name() {
        return name;
    }

    int method() {
        return method;
    }

    long crc() {
        return crc;
    }

    byte[] bytes() {
        return bytes;
    }

    byte[] packed() {
        return packed;
    }

    boolean isFolder() {
        return name.endsWith("/");
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Refuses packed bytes behind whose end more is hidden. */
    void requireNothingBehind() throws StripRefusal {
        if (isEmpty() || method == ZipArchiveEntry.STORED) {
            return;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            // One byte more than there are: an end right after the last of them is seen only when more is asked for.
            byte[] unpacked = new byte[bytes.length + 1];
            int count = 0;
            int step = inflater.inflate(unpacked);
            while (step > 0) {
                count += step;
                step = inflater.inflate(unpacked, count, unpacked.length - count);
            }
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw StripRefusal.malformed("the archive holds more than its parts");
            }
        } catch (DataFormatException e) {
            throw StripRefusal.malformed("the archive is damaged");
        } finally {
            inflater.end();
        }
    }
}
