package dev.cordon.scan;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import com.google.common.io.Files;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the signatures of a set, by which its findings are told from those of whatever else an engine scans with.
 * Findings of other databases under the same name can't be told apart. Immutable.
 *
 * @param names as the databases have them
 */
public record VirusNames(ImmutableSet<String> names) {
    /** What clamd puts behind the names of databases that are not from the makers of ClamAV. */
    private static final String UNOFFICIAL = ".UNOFFICIAL";

    /** The names of databases of digests stand in their third field, of others in the first. */
    private static final ImmutableSet<String> DIGESTS = ImmutableSet.of("hdb", "hsb");

    private static final Splitter COLONS = Splitter.on(':');

    /** Returns the names of no set. */
    public static VirusNames none() {
        return new VirusNames(ImmutableSet.of());
    }

    /**
     * Returns the names of a set.
     *
     * @throws IOException if its databases can't be read
     */
    public static VirusNames of(DefinitionSet set) throws IOException {
        ImmutableSet.Builder<String> names = ImmutableSet.builder();
        for (Map.Entry<String, ByteSource> database : set.databases().entrySet()) {
            int field = DIGESTS.contains(Files.getFileExtension(database.getKey())) ? 2 : 0;
            for (String line : database.getValue()
                    .asCharSource(StandardCharsets.ISO_8859_1)
                    .readLines()) {
                List<String> fields = COLONS.splitToList(line);
                if (fields.size() > field) {
                    names.add(fields.get(field));
                }
            }
        }
        return new VirusNames(names.build());
    }

    /**
     * Returns the name in the set of what was found, without the {@code .UNOFFICIAL} that clamd puts behind it; empty if
     * nothing was found, or nothing of the set.
     */
    public Optional<String> found(Scanner.Verdict verdict) {
        if (!(verdict instanceof Scanner.Detected detected)) {
            return Optional.empty();
        }
        String virus = detected.virus();
        String plain = virus.endsWith(UNOFFICIAL) ? virus.substring(0, virus.length() - UNOFFICIAL.length()) : virus;
        return Optional.of(names.contains(virus) ? virus : plain).filter(names::contains);
    }
}
