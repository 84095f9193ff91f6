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
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What analysis has made against one virus: a signature that finds it and, if it is known how, a repair that takes it out,
 * each a line of its database.
 *
 * @param virus the name
 * @param signature a line of a {@code .ndb} database
 * @param repair a line of a {@code .rdb} database, if there is one
 */
record Cure(String virus, String signature, Optional<String> repair) {
    /** The database of the signatures that the centre makes. */
    static final String SIGNATURES = "auto.ndb";

    /** The database of their repairs. */
    static final String REPAIRS = "auto.rdb";

    private static final DailyVersion TRIAL = new DailyVersion(LocalDate.EPOCH, 1);
    private static final String REPAIRS_HEAD = "#cordon-rdb 2\n";
    private static final String OLDER_REPAIRS_HEAD = "#cordon-rdb 1\n";
    private static final Key<String> VIRUS = Key.of("Cordon-Analysis-Virus", Syntaxes.opaque());
    private static final Key<String> SIGNATURE = Key.of("Cordon-Analysis-Signature", Syntaxes.opaque());
    private static final Key<String> REPAIR = Key.of("Cordon-Analysis-Repair", Syntaxes.opaque());

    /** Keeps the cure with the sample until it is built into a set. */
    void describe(Header.Builder sample) {
        sample.set(VIRUS, virus).set(SIGNATURE, signature);
        repair.ifPresentOrElse(line -> sample.set(REPAIR, line), () -> sample.remove(REPAIR));
    }

    static Optional<Cure> of(Sample sample) {
        return sample.find(VIRUS)
                .flatMap(virus ->
                        sample.find(SIGNATURE).map(signature -> new Cure(virus, signature, sample.find(REPAIR))));
    }

    /** Loads it alone, without a set that anybody gets. */
    Engine.Loaded alone() throws IOException {
        return new SignatureEngine().load(addedTo(Optional.empty(), Sequence.of(0), TRIAL, Instant.EPOCH));
    }

    /** Returns a set with all databases of the one before and this cure. */
    DefinitionSet addedTo(Optional<DefinitionSet> before, Sequence sequence, DailyVersion version, Instant now)
            throws IOException {
        Map<String, ByteSource> databases =
                new TreeMap<>(before.map(DefinitionSet::databases).orElse(ImmutableSortedMap.of()));
        databases.put(SIGNATURES, extended(text(databases, SIGNATURES), signature));
        if (repair.isPresent()) {
            String older = text(databases, REPAIRS);
            databases.put(REPAIRS, extended(older.isEmpty() ? REPAIRS_HEAD : renewed(older), repair.get()));
        }
        return new DefinitionSet(sequence, version, now, ImmutableSortedMap.copyOf(databases));
    }

    /** Returns the lines of a database of a set, none if it is not there. */
    static List<String> lines(DefinitionSet set, String database) throws IOException {
        return text(set.databases(), database).lines().toList();
    }

    private static String text(Map<String, ByteSource> databases, String name) throws IOException {
        ByteSource before = databases.getOrDefault(name, ByteSource.empty());
        return before.asCharSource(StandardCharsets.US_ASCII).read();
    }

    /** Every line of the older language means the same in the present one. */
    private static String renewed(String repairs) {
        return repairs.startsWith(OLDER_REPAIRS_HEAD)
                ? REPAIRS_HEAD + repairs.substring(OLDER_REPAIRS_HEAD.length())
                : repairs;
    }

    private static ByteSource extended(String text, String line) {
        return ByteSource.wrap((text + line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
