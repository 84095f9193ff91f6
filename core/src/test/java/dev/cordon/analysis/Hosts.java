package dev.cordon.analysis;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.sample.Checkup;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** Harmless files, and what infections do to files. */
final class Hosts {
    private Hosts() {}

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A jump over the first three bytes, which stand behind the body; it leads elsewhere in each file. */
    static byte[] jumping(byte[] host, byte[] body) {
        byte[] kept = Arrays.copyOf(host, 3);
        byte[] jump = {(byte) 0xe9, (byte) (host.length - 3), (byte) (host.length - 3 >> 8)};
        byte[] rest = Arrays.copyOfRange(host, 3, host.length);
        return Bytes.concat(jump, rest, body, kept, new byte[] {0x55, (byte) 0xaa});
    }

    /** The body stands over the beginning, which stands at the end. */
    static byte[] swapped(byte[] host, byte[] body) {
        byte[] infected = Bytes.concat(host, Arrays.copyOf(host, body.length));
        System.arraycopy(body, 0, infected, 0, body.length);
        return infected;
    }

    static byte[] over(byte[] host, byte[] body, int at) {
        byte[] infected = host.clone();
        System.arraycopy(body, 0, infected, at, body.length);
        return infected;
    }

    /** A file with space that is filled with one byte. */
    static byte[] withSpace(byte[] host, int at, int length, int fill) {
        byte[] spacious = host.clone();
        Arrays.fill(spacious, at, at + length, (byte) fill);
        return spacious;
    }

    static Checkup checkup(byte[] host) throws IOException {
        return Checkup.of(ByteSource.wrap(host));
    }
}
