package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a file of the log of a store holds. Where a part of it makes no sense, reading goes on with the next entry that
 * does.
 *
 * @param entries the entries, in the order in which they were written
 * @param damaged the parts that are no entries
 */
record LogFile(ImmutableList<Placed> entries, ImmutableList<Damage> damaged) {
    /**
     * An entry and where it is.
     *
     * @param entry the entry
     * @param spot where it is
     */
    record Placed(LogEntry entry, SampleLog.Spot spot) {}

    /**
     * A part that is no entry.
     *
     * @param offset where it begins
     * @param bytes its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Damage(int offset, byte[] bytes) {}

    /**
     * Reads the bytes of a file.
     *
     * @param number the number of the file
     * @param file its bytes, and maybe others behind them
     * @param length how many bytes it has
     */
    static LogFile read(long number, byte[] file, int length) {
        ImmutableList.Builder<Placed> entries = ImmutableList.builder();
        ImmutableList.Builder<Damage> damaged = ImmutableList.builder();
        int at = 0;
        while (at < length) {
            Optional<LogEntry> found = LogEntry.at(file, at, length);
            if (found.isPresent()) {
                int size = found.get().length();
                entries.add(new Placed(found.get(), new SampleLog.Spot(number, at, size)));
                at += size;
            } else {
                int next = nextEntry(file, at, length);
                damaged.add(new Damage(at, Arrays.copyOfRange(file, at, next)));
                at = next;
            }
        }
        return new LogFile(entries.build(), damaged.build());
    }

    private static int nextEntry(byte[] file, int from, int length) {
        for (int at = from + 1; at < length; at++) {
            if (file[at - 1] == '\n' && LogEntry.at(file, at, length).isPresent()) {
                return at;
            }
        }
        return length;
    }
}
