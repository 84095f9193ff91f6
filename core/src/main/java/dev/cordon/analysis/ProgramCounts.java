package dev.cordon.analysis;

import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what clean programs consist of, to make a {@link ProgramModel}.
 *
 * <p>Each file is read once. The memory is 64 MiB, whatever the files are. For one thread.
 */
public final class ProgramCounts {
    private static final int BUFFER = 1 << 16;

    private final int[] counts = new int[Trigrams.DISTINCT];
    private int files;
    private long bytes;

    /** Makes one that has seen nothing. */
    public ProgramCounts() {}

    /**
     * Counts a program to its end.
     *
     * @param program its bytes; stays open
     * @throws IOException if it can't be read; what was read of it is counted
     */
    public void add(InputStream program) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int number = 0;
        long position = 0;
        files++;
        for (int read = program.read(buffer); read >= 0; read = program.read(buffer)) {
            bytes += read;
            for (int at = 0; at < read; at++) {
                number = Trigrams.next(number, buffer[at] & 0xff);
                position++;
                if (position >= 3 && counts[number] < Integer.MAX_VALUE) {
                    counts[number]++;
                }
            }
        }
    }

    /** Returns the model of what was counted so far. */
    public ProgramModel model() {
        byte[] levels = new byte[Trigrams.DISTINCT];
        for (int number = 0; number < Trigrams.DISTINCT; number++) {
            levels[number] = (byte) Trigrams.level(counts[number]);
        }
        return new ProgramModel(files, bytes, levels);
    }
}
