package dev.cordon.server;

import java.util.OptionalLong;

/**
 * How full a server is.
 *
 * @param samples how many samples it holds
 * @param contents how many contents they have between them
 * @param bytes how much room they take together, in bytes
 * @param quotaBytes how much they may take
 * @param freeBytes how much is free on the disk; empty where nobody can tell
 */
public record Occupancy(int samples, int contents, long bytes, long quotaBytes, OptionalLong freeBytes) {
    private static final double LOW = 0.9;

    /** Returns whether nine tenths of the quota or more are taken (the alert {@code quota-low}). */
    public boolean isQuotaLow() {
        return bytes >= quotaBytes * LOW;
    }

    /** Returns whether less is free on the disk than the quota promises (the alert {@code disk-below-quota}). */
    public boolean isDiskBelowQuota() {
        return freeBytes.isPresent() && freeBytes.getAsLong() < quotaBytes;
    }
}
