package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How much a packed folder may hold.
 *
 * @param entries how many files and folders
 * @param totalBytes how many bytes the archive may have, and all its files together; they are held in memory, so below
 *     2 GiB
 * @param ratio how many times its packed size the folder may grow to, beyond the first mebibyte
 */
public record ZipLimits(int entries, long totalBytes, int ratio) {
    private static final ZipLimits STANDARD = new ZipLimits(1000, 256L << 20, 200);

    /** Refuses limits that let nothing through. */
    public ZipLimits {
        checkArgument(entries > 0 && totalBytes > 0 && ratio > 0, "limits are positive");
        checkArgument(totalBytes < Integer.MAX_VALUE, "a folder is held in memory, so it has less than 2 GiB");
    }

    /** Returns 1,000 files, 256 MiB, and a ratio of 200. */
    public static ZipLimits standard() {
        return STANDARD;
    }
}
