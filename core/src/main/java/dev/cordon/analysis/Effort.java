package dev.cordon.analysis;

/** How much one search may try to find out what an infection has done to a file; for one thread. */
final class Effort {
    /** How many bytes are put into digests at the most: 256 MiB, which takes a second or two. */
    static final long STANDARD = 256L << 20;

    /** What a digest of a few bytes takes as well. */
    private static final long LEAST = 512;

    private long left;

    Effort(long bytes) {
        this.left = bytes;
    }

    /** Takes what a digest of so many bytes needs; returns false if that is not left, and never true again. */
    boolean take(long bytes) {
        left -= Math.max(bytes, LEAST);
        return left >= 0;
    }

    /** Returns whether nothing is left of it. */
    boolean isSpent() {
        return left <= 0;
    }
}
