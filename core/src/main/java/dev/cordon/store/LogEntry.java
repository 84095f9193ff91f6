package dev.cordon.store;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.HeaderWriter;
import dev.cordon.codec.Key;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An entry of the log of a store: what a sample is from now on, or that it is gone. Immutable.
 *
 * <pre>{@code
 * kept <serial> <id> <SHA-256 of the captured bytes> <bytes for lists> <of attributes> <of journal> <CRC-32C>
 * what lists and claims go by
 * attributes as a message without content, the empty line at their end included
 * journal
 * }</pre>
 *
 * <p>The entry of a sample that is gone begins with {@code removed} and has nothing else. What lists and claims
 * go by ({@link Kept#line}) stands by itself, so that a store is opened without reading the rest. Of two entries
 * of one sample that with the higher serial counts. The checksum is over the first line up to the blank before it, and
 * over everything after that line.
 */
final class LogEntry {
    private static final String KEPT = "kept";
    private static final String REMOVED = "removed";
    private static final Splitter FIELDS = Splitter.on(' ');

    /** Longer than any first line. */
    private static final int FIRST_LINE = 300;

    private static final ImmutableSet<Key<?>> ESSENTIAL = ImmutableSet.of(
            Attributes.SAMPLE_STATUS, Attributes.SAMPLE_CHANGES, ContentKeys.SAMPLE_SIZE, ContentKeys.SAMPLE_DIGEST);

    /** More than a message may hold, because a place adds to what it has received. */
    private static final HeaderReader READER =
            new HeaderReader(new HeaderLimits(1 << 20, 1 << 10, 64 << 10, ImmutableMap.of()));

    private final boolean kept;
    private final long serial;
    private final SampleId id;
    private final HashCode digest;
    private final int journal;
    private final int attributes;
    private final int list;
    private final byte[] bytes;

    private LogEntry(Line line, byte[] bytes) {
        this.kept = line.kept();
        this.serial = line.serial();
        this.id = line.id();
        this.digest = line.digest();
        this.journal = bytes.length - line.journal();
        this.attributes = journal - line.attributes();
        this.list = attributes - line.list();
        this.bytes = bytes;
    }

    /** What the first line says. */
    private record Line(
            boolean kept, long serial, SampleId id, HashCode digest, int list, int attributes, int journal) {
        static Line parse(List<String> fields) {
            return new Line(
                    fields.get(0).equals(KEPT),
                    Long.parseLong(fields.get(1)),
                    new SampleId(fields.get(2)),
                    HashCode.fromString(fields.get(3)),
                    Integer.parseInt(fields.get(4)),
                    Integer.parseInt(fields.get(5)),
                    Integer.parseInt(fields.get(6)));
        }

        String format() {
            return String.join(
                    " ",
                    kept ? KEPT : REMOVED,
                    Long.toString(serial),
                    id.value(),
                    digest.toString(),
                    Integer.toString(list),
                    Integer.toString(attributes),
                    Integer.toString(journal));
        }
    }

    /** Returns whether a sample has the attributes without which it can't be kept. */
    static boolean isComplete(Header attributes) {
        for (Key<?> key : ESSENTIAL) {
            if (attributes.find(key).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the entry of a sample that is there.
     *
     * @param line what lists and claims go by
     * @throws IOException if the store could not read it again
     */
    static LogEntry kept(long serial, Sample sample, HashCode digest, String line) throws IOException {
        byte[] attributes = HeaderWriter.bytes(sample.attributes());
        if (!header(attributes).equals(Optional.of(sample.attributes()))) {
            throw new IOException("the attributes of the sample are more than the store can keep");
        }
        byte[] journal = Journal.of(sample).lines();
        byte[] list = line.getBytes(StandardCharsets.US_ASCII);
        return of(
                new Line(true, serial, sample.id(), digest, list.length, attributes.length, journal.length),
                Bytes.concat(list, attributes, journal));
    }

    /** Returns the entry of a sample that is gone. */
    static LogEntry removed(long serial, SampleId id, HashCode digest) {
        return of(new Line(false, serial, id, digest, 0, 0, 0), new byte[0]);
    }

    private static LogEntry of(Line line, byte[] rest) {
        byte[] first = line.format().getBytes(StandardCharsets.US_ASCII);
        String end = " " + checksum(first, 0, first.length, rest, 0, rest.length) + "\n";
        return new LogEntry(line, Bytes.concat(first, end.getBytes(StandardCharsets.US_ASCII), rest));
    }

    private static String checksum(byte[] line, int from, int length, byte[] rest, int start, int size) {
        CRC32C checksum = new CRC32C();
        checksum.update(line, from, length);
        checksum.update(rest, start, size);
        return Strings.padStart(Long.toHexString(checksum.getValue()), 8, '0');
    }

    /** Returns the entry that begins at a place; empty if there is none, or not a whole one. */
    static Optional<LogEntry> at(byte[] log, int start) {
        return at(log, start, log.length);
    }

    /** Returns the entry that begins at a place and ends before another, at the latest. */
    static Optional<LogEntry> at(byte[] log, int start, int limit) {
        int end = endOfLine(log, start, limit);
        if (end < 0) {
            return Optional.empty();
        }
        List<String> fields = FIELDS.splitToList(new String(log, start, end - start, StandardCharsets.US_ASCII));
        try {
            return fields.size() == 8
                    ? whole(Line.parse(fields), fields.get(7), log, start, end, limit)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int endOfLine(byte[] log, int start, int limit) {
        for (int index = start; index < Math.min(limit, start + FIRST_LINE); index++) {
            if (log[index] == '\n') {
                return index;
            }
        }
        return -1;
    }

    private static Optional<LogEntry> whole(
            Line line, String checksum, byte[] log, int start, int endOfLine, int limit) {
        int body = endOfLine + 1;
        long size = (long) line.list() + line.attributes() + line.journal();
        boolean fits = line.list() >= 0 && line.attributes() >= 0 && line.journal() >= 0 && body + size <= limit;
        int covered = endOfLine - start - checksum.length() - 1;
        return fits && checksum(log, start, covered, log, body, (int) size).equals(checksum)
                ? Optional.of(new LogEntry(line, Arrays.copyOfRange(log, start, body + (int) size)))
                : Optional.empty();
    }

    boolean isKept() {
        return kept;
    }

    long serial() {
        return serial;
    }

    SampleId id() {
        return id;
    }

    HashCode digest() {
        return digest;
    }

    int length() {
        return bytes.length;
    }

    void writeTo(OutputStream sink) throws IOException {
        sink.write(bytes);
    }

    /** Returns what lists and claims go by. */
    String line() {
        return new String(bytes, list, attributes - list, StandardCharsets.US_ASCII);
    }

    /** Returns the sample; empty for one that is gone or that makes no sense. */
    Optional<Sample> sample() {
        if (!kept) {
            return Optional.empty();
        }
        try {
            Journal read = Journal.read(Arrays.copyOfRange(bytes, journal, bytes.length));
            return header(Arrays.copyOfRange(bytes, attributes, journal))
                    .filter(LogEntry::isComplete)
                    .map(header -> Sample.stored(id, header, read.history(), read.faults()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Header> header(byte[] message) {
        try {
            return Optional.of(READER.read(message));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
