package dev.cordon.scan;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How far the built-in scanner looks into one file that holds others. Where a limit is met, nothing more is unpacked, and
 * what is left of the file itself is still looked at.
 *
 * @param depth how many archives may lie one within the other
 * @param entries how many members are looked at, at all depths together
 * @param totalBytes how many bytes are unpacked, at all depths together
 * @param ratio how many times the bytes read of the file are unpacked, beyond the first 16 MiB
 */
public record ArchiveLimits(int depth, int entries, long totalBytes, int ratio) {
    private static final ArchiveLimits STANDARD = new ArchiveLimits(10, 50_000, 1L << 30, 500);

    /** Refuses negative limits; a depth of 0 looks into nothing. */
    public ArchiveLimits {
        checkArgument(depth >= 0 && entries >= 0 && totalBytes >= 0 && ratio >= 0, "limits are not negative");
    }

    /** Returns ten archives deep, 50,000 members, 1 GiB, and a ratio of 500. */
    public static ArchiveLimits standard() {
        return STANDARD;
    }
}
