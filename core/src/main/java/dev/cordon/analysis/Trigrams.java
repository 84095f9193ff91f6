package dev.cordon.analysis;

/** How three bytes in a row are numbered, and how a count of them is kept in one byte. */
final class Trigrams {
    /** How many there are. */
    static final int DISTINCT = 1 << 24;

    /** The highest level: that of the largest number that is counted to. */
    static final int HIGHEST_LEVEL = level(Integer.MAX_VALUE);

    private Trigrams() {}

    static int number(int first, int second, int third) {
        return first << 16 | second << 8 | third;
    }

    /** Returns the number of the last three bytes after one more has been read. */
    static int next(int number, int read) {
        return (number << 8 | read) & DISTINCT - 1;
    }

    /** Returns 0 for none, and two levels more for each doubling from 1 on. */
    static int level(int count) {
        return count == 0 ? 0 : 1 + (int) Math.round(2 * Math.log(count) / Math.log(2));
    }

    /** Returns the count in the middle of a level; it is wrong by a factor of the fourth root of 2 at most. */
    static double count(int level) {
        return level == 0 ? 0 : Math.pow(2, (level - 1) / 2.0);
    }
}
