package dev.cordon.scan;

import dev.cordon.spi.Scanner.Gap;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Counts the limits of one file down and remembers what was not looked at. For one thread. */
final class ArchiveBudget {
    private static final long FREE_OF_RATIO = 16 << 20;

    private final ArchiveLimits limits;
    private final Set<Gap> gaps = EnumSet.noneOf(Gap.class);
    private boolean spent;
    private long read;
    private long unpacked;
    private int entries;

    ArchiveBudget(ArchiveLimits limits) {
        this.limits = limits;
    }

    Set<Gap> gaps() {
        return gaps;
    }

    /** Returns whether nothing more may be unpacked. */
    boolean isSpent() {
        return spent;
    }

    /** Returns how many bytes of the file itself were read. */
    long read() {
        return read;
    }

    boolean allowsDepth(int depth) {
        return depth <= limits.depth();
    }

    void addRead(int count) {
        read += count;
    }

    void miss(Gap gap) {
        gaps.add(gap);
    }

    void takeEntry() throws IOException {
        if (++entries > limits.entries()) {
            throw spend(Gap.ENTRIES);
        }
    }

    void takeUnpacked(int count) throws IOException {
        unpacked += count;
        if (unpacked > limits.totalBytes()) {
            throw spend(Gap.SIZE);
        }
        if (unpacked > FREE_OF_RATIO + read * limits.ratio()) {
            throw spend(Gap.RATIO);
        }
    }

    /** Ends all unpacking. */
    IOException spend(Gap gap) {
        spent = true;
        gaps.add(gap);
        return new IOException("a limit of the scan was met");
    }
}
