package dev.cordon.clamav;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import java.io.IOException;
import java.util.Map;

/**
 * How clamd shows that it scans with a set: it has a signature that goes with the set and with no other, and finds by it a
 * content that is nowhere else.
 *
 * @param sequence the sequence of the set
 * @param version its version
 * @param text the content
 */
record Proof(Sequence sequence, DailyVersion version, String text) {
    /** The level of ClamAV's engines that is known to read the line. */
    private static final int LEVEL = 73;

    static Proof of(DefinitionSet set) throws IOException {
        Hasher hasher = Hashing.sha256().newHasher();
        for (Map.Entry<String, ByteSource> database : set.databases().entrySet()) {
            hasher.putString(database.getKey() + "\n", US_ASCII)
                    .putBytes(database.getValue().hash(Hashing.sha256()).asBytes());
        }
        String text = "cordon definitions " + set.sequence() + " " + hasher.hash() + "\n";
        return new Proof(set.sequence(), set.version(), text);
    }

    byte[] content() {
        return text.getBytes(US_ASCII);
    }

    /** Returns the name by which the content is found. */
    String name() {
        return "Cordon.Definitions." + digest().substring(0, 16);
    }

    /** Returns the database with the signature. */
    String database() {
        return digest() + ":" + content().length + ":" + name() + ":" + LEVEL + "\n";
    }

    private String digest() {
        return Hashing.sha256().hashBytes(content()).toString();
    }
}
