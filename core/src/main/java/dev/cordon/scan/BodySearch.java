package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One pass over one content, for one thread.
 *
 * <p>The content goes through a window of fixed size that keeps so much of what has passed, and waits for so much of
 * what is to come, that every part of a pattern is seen whole, wherever the reader's buffers happened to end. Of what
 * stands before an open gap only its end is remembered, once for each part that was found, so the memory is bounded by the
 * signatures and not by the content.
 */
final class BodySearch {
    private static final int STEP = 1 << 16;
    private static final int NOTHING = Integer.MAX_VALUE;

    private final BodySignatures signatures;
    private final PartTable parts;
    private final int kept;
    private final byte[] window;
    private final int capacity;
    private FileKind kind = FileKind.UNKNOWN;
    private int filled;

    /** Where in the window the next word is looked up. */
    private int next;

    /** How many bytes of the content have left the window. */
    private long passed;

    /** The first place in the content where each part that was found, and is not the last of its pattern, ended. */
    private final Map<Integer, Long> ends = new HashMap<>();

    /** The first signature of the databases that was found so far. */
    private int found = NOTHING;

    BodySearch(BodySignatures signatures) {
        this.signatures = signatures;
        this.parts = signatures.parts();
        this.kept = Math.max(signatures.lead(), signatures.tail());
        this.capacity = signatures.isEmpty() ? 0 : kept + signatures.reach() + STEP;
        // Words are read whole, also where the content ends within them.
        this.window = new byte[capacity + Long.BYTES];
    }

    void accept(byte[] bytes, int from, int length) {
        if (signatures.isEmpty()) {
            return;
        }
        int taken = 0;
        while (taken < length) {
            int part = Math.min(length - taken, capacity - filled);
            System.arraycopy(bytes, from + taken, window, filled, part);
            taken += part;
            filled += part;
            if (filled == capacity) {
                search(filled - signatures.reach() + 1);
                slide();
            }
        }
    }

    /** Returns the name of the first signature of the databases that was found. */
    Optional<String> finish() {
        search(filled);
        next = Math.max(0, filled - signatures.tail());
        search(signatures.atEnd(), filled);
        return found == NOTHING
                ? Optional.empty()
                : Optional.of(signatures.heading(found).virus());
    }

    private void slide() {
        // Whole words, because some anchors are looked for at every fourth place.
        int dropped = Math.max(0, next - kept) / Integer.BYTES * Integer.BYTES;
        System.arraycopy(window, dropped, window, 0, filled - dropped);
        filled -= dropped;
        next -= dropped;
        passed += dropped;
    }

    private void search(int end) {
        if (passed == 0 && next == 0) {
            kind = FileKind.recognize(window, filled);
        }
        search(signatures.everywhere(), end);
        next = Math.max(next, end);
    }

    /** Goes through the words that anchors may hold, in their order in the content: so no part is met before its end. */
    private void search(ImmutableList<AnchorIndex> indexes, int end) {
        int[] places = new int[indexes.size()];
        for (int index = 0; index < places.length; index++) {
            places[index] = indexes.get(index).next(window, next, end);
        }
        int first = first(places);
        while (first >= 0 && places[first] < end && found > 0) {
            indexes.get(first).visit(window, places[first], this::compare);
            places[first] = indexes.get(first).next(window, places[first] + 1, end);
            first = first(places);
        }
    }

    private static int first(int[] places) {
        int first = places.length - 1;
        for (int index = first - 1; index >= 0; index--) {
            first = places[index] < places[first] ? index : first;
        }
        return first;
    }

    private void compare(int part, int offset, int at) {
        int signature = parts.signature(part);
        if (signature >= found) {
            return;
        }
        BodySignatures.Heading heading = signatures.heading(signature);
        if (!heading.target().includes(kind.target())) {
            return;
        }
        if (parts.isFirst(part)) {
            OptionalLong mark = mark(heading.placement().mark());
            long earliest = mark.isPresent() ? heading.placement().earliest(mark.getAsLong()) : -1;
            // As in ClamAV, an offset before the first byte is none, whatever it may be shifted by.
            if (earliest >= 0) {
                compare(part, at - offset, earliest, heading.placement().latest(mark.getAsLong()));
            }
            return;
        }
        Long before = ends.get(part - 1);
        if (before != null) {
            compare(part, at - offset, before + parts.gapBefore(part), Long.MAX_VALUE);
        }
    }

    private OptionalLong mark(Placement.Mark mark) {
        return switch (mark) {
            case START -> OptionalLong.of(0);
            case ENTRY_POINT -> kind.entryPoint();
            case END -> OptionalLong.of(passed + filled);
        };
    }

    private void compare(int part, int at, long earliest, long latest) {
        int end = parts.end(part, window, filled, at, earliest - passed, latest - passed);
        if (end == PatternPart.NOWHERE) {
            return;
        }
        if (parts.isLast(part)) {
            found = parts.signature(part);
        } else {
            ends.merge(part, passed + end, Math::min);
        }
    }
}
