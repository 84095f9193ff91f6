package dev.cordon.analysis;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Syntaxes;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.sample.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What analysis has made against one virus: a signature that finds it and a repair that takes it out, each a line of its
 * database.
 *
 * @param virus the name
 * @param signature a line of a {@code .ndb} database
 * @param repair a line of a {@code .rdb} database
 */
record Cure(String virus, String signature, String repair) {
    private static final String SIGNATURES = "auto.ndb";
    private static final String REPAIRS = "auto.rdb";
    private static final String REPAIRS_HEAD = "#cordon-rdb 1\n";
    private static final Key<String> VIRUS = Key.of("Cordon-Analysis-Virus", Syntaxes.opaque());
    private static final Key<String> SIGNATURE = Key.of("Cordon-Analysis-Signature", Syntaxes.opaque());
    private static final Key<String> REPAIR = Key.of("Cordon-Analysis-Repair", Syntaxes.opaque());

    /** Keeps the cure with the sample until it is built into a set. */
    void describe(Header.Builder sample) {
        sample.set(VIRUS, virus).set(SIGNATURE, signature).set(REPAIR, repair);
    }

    static Optional<Cure> of(Sample sample) {
        return sample.find(VIRUS)
                .flatMap(virus -> sample.find(SIGNATURE)
                        .flatMap(signature -> sample.find(REPAIR).map(repair -> new Cure(virus, signature, repair))));
    }

    /** Returns a set with all databases of the one before and this cure. */
    DefinitionSet addedTo(Optional<DefinitionSet> before, Sequence sequence, DailyVersion version, Instant now)
            throws IOException {
        Map<String, ByteSource> databases =
                new TreeMap<>(before.map(DefinitionSet::databases).orElse(ImmutableSortedMap.of()));
        extend(databases, SIGNATURES, "", signature);
        extend(databases, REPAIRS, REPAIRS_HEAD, repair);
        return new DefinitionSet(sequence, version, now, ImmutableSortedMap.copyOf(databases));
    }

    private static void extend(Map<String, ByteSource> databases, String name, String head, String line)
            throws IOException {
        Optional<ByteSource> before = Optional.ofNullable(databases.get(name));
        String text = before.isPresent()
                ? before.get().asCharSource(StandardCharsets.US_ASCII).read()
                : head;
        databases.put(name, ByteSource.wrap((text + line + "\n").getBytes(StandardCharsets.US_ASCII)));
    }
}
