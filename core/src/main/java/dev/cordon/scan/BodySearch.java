package dev.cordon.scan;

import java.util.Optional;

/**
 * One pass over one content, for one thread.
 *
 * <p>The content goes through a window of fixed size that keeps so much of what has passed, and waits for so much of
 * what is to come, that every pattern is seen whole once, wherever the reader's buffers happened to end.
 */
final class BodySearch {
    private static final int STEP = 1 << 16;

    private final BodySignatures signatures;
    private final AnchorIndex index;
    private final int kept;
    private final byte[] window;
    private int filled;

    /** Where in the window the next anchor may begin. */
    private int next;

    /** How many bytes of the content have left the window. */
    private long passed;

    private Optional<Match> first = Optional.empty();

    BodySearch(BodySignatures signatures) {
        this.signatures = signatures;
        this.index = signatures.index();
        this.kept = Math.max(signatures.lead(), signatures.tail());
        this.window = signatures.isEmpty() ? new byte[0] : new byte[kept + signatures.reach() + STEP];
    }

    private record Match(long offset, BodySignatures.Ranked found) {
        boolean isBefore(Match other) {
            return offset != other.offset ? offset < other.offset : found.rank() < other.found.rank();
        }
    }

    void accept(byte[] bytes, int length) {
        if (signatures.isEmpty()) {
            return;
        }
        int taken = 0;
        while (taken < length) {
            int part = Math.min(length - taken, window.length - filled);
            System.arraycopy(bytes, taken, window, filled, part);
            taken += part;
            filled += part;
            search(filled - signatures.reach() + 1);
            if (filled == window.length) {
                slide();
            }
        }
    }

    /** Returns the signature that matches at the lowest offset, the first of the databases where several do. */
    Optional<BodySignature> finish() {
        search(filled - BytePattern.ANCHOR + 1);
        signatures.fromEnd().forEach(this::compareAtEnd);
        return first.map(match -> match.found().signature());
    }

    private void slide() {
        int dropped = Math.max(0, next - kept);
        System.arraycopy(window, dropped, window, 0, filled - dropped);
        filled -= dropped;
        next -= dropped;
        passed += dropped;
    }

    private void search(int end) {
        if (isSettled()) {
            next = Math.max(next, end);
        }
        for (; next < end; next++) {
            int number = index.first(BytePattern.word(window, next));
            while (number != AnchorIndex.NONE) {
                compare(signatures.searched(number));
                number = index.next(number);
            }
        }
    }

    /** Returns whether no anchor from here on can belong to a lower offset than the one that was found. */
    private boolean isSettled() {
        return first.isPresent()
                && passed + next - signatures.lead() > first.get().offset();
    }

    private void compare(BodySignatures.Ranked candidate) {
        int from = next - candidate.signature().pattern().anchorAt();
        if (isAllowed(candidate.signature().placement(), passed + from)) {
            compare(candidate, from);
        }
    }

    private static boolean isAllowed(Placement placement, long offset) {
        return !(placement instanceof Placement.FromStart start) || start.offset() == offset;
    }

    private void compareAtEnd(BodySignatures.Ranked candidate) {
        if (candidate.signature().placement() instanceof Placement.FromEnd end) {
            compare(candidate, filled - end.distance());
        }
    }

    private void compare(BodySignatures.Ranked candidate, int from) {
        if (!candidate.signature().pattern().matches(window, from, filled)) {
            return;
        }
        Match match = new Match(passed + from, candidate);
        if (first.isEmpty() || match.isBefore(first.get())) {
            first = Optional.of(match);
        }
    }
}
