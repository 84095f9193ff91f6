package dev.cordon.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the central directory of a zip (PKWARE APPNOTE, 4.3.12 and 4.3.16) as it passes, wherever in a content it stands,
 * to tell whether everything that it names was looked at. For one thread.
 *
 * <p>Members are looked at as their local headers tell, and most programs unpack what the directory at the end tells. Who
 * lets the two differ hides something. The memory is bounded: no more records are kept than a directory may have without
 * the extension for large ones, which is never taken for covered.
 */
final class ZipDirectory {
    private static final int MARK = 'P' | 'K' << 8;
    private static final int RECORD_MARK = 0x0201;
    private static final int END_MARK = 0x0605;
    private static final int RECORD = 46;
    private static final int END = 22;
    private static final int MOST_RECORDS = 65_535;
    private static final long SATURATED = 0xffffffffL;

    /** Nobody looks for the end of a directory farther from the end of a file. */
    private static final int REACH = END + 65_535;

    private static final int STEP = 1 << 12;

    private final ByteBuffer window = ByteBuffer.allocate(STEP + RECORD).order(ByteOrder.LITTLE_ENDIAN);

    /** How many bytes of the content have left the window. */
    private long passed;

    private final Set<Member> seen = new HashSet<>();

    /** The last records that follow one another without anything between them. */
    private List<Member> records = new ArrayList<>();

    private long recordsBegin;
    private long recordsEnd;
    private boolean tooMany;

    /** Where records without others right before them were met. */
    private final Set<Long> begins = new HashSet<>();

    private final Deque<End> ends = new ArrayDeque<>();

    /**
     * What decides which bytes come out of a member.
     *
     * @param at where its local header stands in the content
     * @param method how it is packed
     * @param encrypted whether it is encrypted
     * @param storedSize how long it is; 0 where it is packed, as that tells its end by itself
     */
    record Member(long at, int method, boolean encrypted, long storedSize) {
        static Member of(long at, int method, boolean encrypted, long packedSize) {
            return new Member(at, method, encrypted, method == 0 ? packedSize : 0);
        }

        Member movedBy(long distance) {
            return new Member(at + distance, method, encrypted, storedSize);
        }
    }

    /**
     * The end of a directory.
     *
     * @param at where it stands
     * @param length how long it is, with its comment
     * @param fits whether the last records before it are those that it tells of
     * @param shift how many bytes stand before the zip, so that its offsets do not count them
     */
    private record End(long at, int length, boolean fits, long shift) {}

    /** A member has been looked at, all of it. */
    void saw(Member member) {
        seen.add(member);
    }

    void accept(byte[] bytes, int from, int length) {
        int taken = 0;
        while (taken < length) {
            int part = Math.min(length - taken, window.remaining());
            window.put(bytes, from + taken, part);
            taken += part;
            if (!window.hasRemaining()) {
                search(window.position() - RECORD + 1);
            }
        }
    }

    /** Looks for the marks that begin before a place in the window, and lets the bytes before it go. */
    private void search(int to) {
        byte[] bytes = window.array();
        for (int at = 0; at < to; at++) {
            if (bytes[at] == 'P' && window.getShort(at) == MARK) {
                switch (window.getShort(at + 2)) {
                    case RECORD_MARK -> record(at);
                    case END_MARK -> end(at);
                    default -> {}
                }
            }
        }
        window.flip().position(to);
        window.compact();
        passed += to;
    }

    private void record(int at) {
        if (at + RECORD > window.position() || passed + at < recordsEnd) {
            return;
        }
        if (passed + at > recordsEnd || recordsEnd == 0) {
            records = new ArrayList<>();
            recordsBegin = passed + at;
            tooMany |= begins.size() == MOST_RECORDS;
            if (!tooMany) {
                begins.add(recordsBegin);
            }
        }
        long packedSize = number(at + 20);
        long localAt = number(at + 42);
        boolean isLarge = packedSize == SATURATED || localAt == SATURATED;
        tooMany |= records.size() == MOST_RECORDS || isLarge;
        if (!tooMany) {
            records.add(Member.of(localAt, word(at + 10), (window.get(at + 8) & 1) != 0, packedSize));
        }
        recordsEnd = passed + at + RECORD + word(at + 28) + word(at + 30) + word(at + 32);
    }

    private void end(int at) {
        if (at + END > window.position()) {
            return;
        }
        long place = passed + at;
        long size = number(at + 12);
        long offset = number(at + 16);
        boolean isLarge = size == SATURATED || offset == SATURATED;
        boolean isConsistent = size >= RECORD && size + offset <= place;
        boolean isTelling = recordsEnd == place || begins.contains(offset);
        if (!isLarge && !isConsistent && !isTelling) {
            return;
        }
        long shift = place - size - offset;
        boolean fits = isConsistent
                && recordsEnd == place
                && recordsBegin == place - size
                && word(at + 8) == records.size()
                && word(at + 10) == records.size()
                // Some programs count offsets from the first byte all the same, where there are records.
                && (shift == 0 || !begins.contains(offset));
        while (!ends.isEmpty() && ends.peekFirst().at() < place - REACH) {
            ends.removeFirst();
        }
        ends.addLast(new End(place, END + word(at + 20), fits, shift));
    }

    private int word(int at) {
        return window.getShort(at) & 0xffff;
    }

    private long number(int at) {
        return window.getInt(at) & SATURATED;
    }

    /** Returns, at the end of the content, whether it has no directory, or one of which every member was looked at. */
    boolean isCovered() {
        search(Math.max(0, window.position() - END + 1));
        long size = passed + window.position();
        ends.removeIf(end -> end.at() < size - REACH);
        if (ends.isEmpty()) {
            return true;
        }
        // What ends exactly with the content is taken for its directory by some; what comes last, by others.
        End last = ends.removeLast();
        boolean hasOther = ends.stream().anyMatch(end -> end.at() + end.length() == size);
        return !hasOther
                && last.fits()
                && !tooMany
                && recordsEnd == last.at()
                && records.stream().allMatch(member -> seen.contains(member.movedBy(last.shift())));
    }
}
