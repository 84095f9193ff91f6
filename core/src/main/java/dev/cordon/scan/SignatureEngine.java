package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import com.google.common.io.Files;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The built-in engine: reads text databases and needs nothing beside them.
 *
 * <p>Signatures come from ClamAV's {@code .hdb}, {@code .hsb} and {@code .ndb}, repairs from {@code .rdb}.
 * {@code docs/definitions.md} says which lines are read. A line of ClamAV's that asks for what this engine can't do is
 * left out and reported ({@link Engine.Loaded#unsupported}); a set with a malformed line is refused as a whole, with the
 * name of the database and the number of the line. Safe for use by many threads; what it loads keeps no database open.
 */
public final class SignatureEngine implements Engine {

    private final Supplier<ArchiveLimits> limits;

    /** Makes an engine that looks into archives within {@link ArchiveLimits#standard}. */
    public SignatureEngine() {
        this(ArchiveLimits.standard());
    }

    /** Makes an engine that looks into archives within limits. */
    public SignatureEngine(ArchiveLimits limits) {
        this(() -> limits);
    }

    /**
     * Makes an engine that looks into archives within limits that may change; each scan keeps those that it began with.
     *
     * @param limits says what they are; called by the threads that scan
     */
    public SignatureEngine(Supplier<ArchiveLimits> limits) {
        this.limits = limits;
    }

    @Override
    public Loaded load(DefinitionSet set) throws IOException {
        Databases databases = new Databases(limits);
        for (Map.Entry<String, ByteSource> database : set.databases().entrySet()) {
            databases.read(database.getKey(), database.getValue());
        }
        return databases.loaded(set);
    }

    /** Reads one version of the repair language. */
    private interface RepairReader {
        Repair read(DatabaseLine line) throws LineException;
    }

    /** What has been read so far. */
    private static final class Databases {
        private final Supplier<ArchiveLimits> limits;
        private final ImmutableList.Builder<HashSignature> hashes = ImmutableList.builder();
        private final BodySignatures.Builder bodies = new BodySignatures.Builder();
        private final ImmutableListMultimap.Builder<String, Repair> repairs = ImmutableListMultimap.builder();
        private final ImmutableMap<String, DatabaseText.LineReader> languages = ImmutableMap.of(
                "#cordon-rdb 1", repairs(RepairParser::version1), "#cordon-rdb 2", repairs(RepairParser::version2));
        private final List<UnsupportedLine> unsupported = new ArrayList<>();

        Databases(Supplier<ArchiveLimits> limits) {
            this.limits = limits;
        }

        void read(String file, ByteSource database) throws IOException {
            switch (Files.getFileExtension(file)) {
                case "hdb", "hsb" ->
                    DatabaseText.read(file, database, line -> hashes.add(HashSignature.parse(line)), unsupported);
                case "ndb" ->
                    DatabaseText.read(file, database, line -> bodies.add(BodySignature.parse(line)), unsupported);
                case "rdb" -> DatabaseText.read(file, languages, database);
                default ->
                    throw new WireException(
                            ErrorCode.UNPACKAGE, "database " + file + " is of a kind that is not supported");
            }
        }

        private DatabaseText.LineReader repairs(RepairReader language) {
            return line -> repairs.put(line.virus(0), language.read(line));
        }

        Loaded loaded(DefinitionSet set) {
            HashSignatures wholeFiles = new HashSignatures(hashes.build());
            return new Loaded(
                    new SignatureScanner(wholeFiles, bodies.build(), limits, set),
                    new DatabaseRepairer(repairs.build()),
                    ImmutableList.copyOf(unsupported));
        }
    }
}
