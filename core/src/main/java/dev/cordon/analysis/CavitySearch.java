package dev.cordon.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out whether an infection stands in a part of the file where one byte was before, again and again. What is left of
 * that run shows where the infection begins, or where it ends.
 */
final class CavitySearch {
    /** What unused space in programs and documents is filled with. */
    private static final int[] FILLS = {0x00, 0xff, 0x90, 0xcc, 0x20};

    /** A run is at least so long; shorter ones are anywhere. */
    private static final int SHORTEST_RUN = 4;

    private final Host host;
    private final Effort effort = new Effort(Effort.STANDARD);

    CavitySearch(Host host) {
        this.host = host;
    }

    /** Returns how a part comes back; empty if nothing does it, or it takes too long to find out. */
    Optional<Edit> find(int part) {
        for (int fill : FILLS) {
            Optional<Edit> found = new Space(part, (byte) fill).find();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A part that may have had a run of one byte. */
    private final class Space {
        private final int part;
        private final byte fill;

        /** Where an infection may begin, because a run ends there, or the part begins. */
        private final List<Integer> begins = new ArrayList<>();

        /** Where it may end, because a run begins there, or the part ends. */
        private final List<Integer> ends = new ArrayList<>();

        Space(int part, byte fill) {
            this.part = part;
            this.fill = fill;
            begins.add(host.from(part));
            int from = host.from(part);
            while (from < host.end(part)) {
                int end = from;
                while (end < host.end(part) && host.infected()[end] == fill) {
                    end++;
                }
                if (end - from >= SHORTEST_RUN) {
                    ends.add(from);
                    begins.add(end);
                }
                from = Math.max(end, from + 1);
            }
            ends.add(host.end(part));
        }

        Optional<Edit> find() {
            return betweenRuns().or(this::beforeARun).or(this::behindARun);
        }

        private Optional<Edit> betweenRuns() {
            for (int begin : begins) {
                Optional<Edit> found = first(ends.stream().map(end -> new Piece(begin, end)));
                if (found.isPresent() || effort.isSpent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Optional<Edit> beforeARun() {
            for (int end : ends) {
                IntStream longer = IntStream.rangeClosed(1, end - host.from(part));
                Optional<Edit> found = first(longer.mapToObj(length -> new Piece(end - length, end)));
                if (found.isPresent() || effort.isSpent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Optional<Edit> behindARun() {
            for (int begin : begins) {
                IntStream farther = IntStream.rangeClosed(begin + 1, host.end(part));
                Optional<Edit> found = first(farther.mapToObj(end -> new Piece(begin, end)));
                if (found.isPresent() || effort.isSpent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Optional<Edit> first(Stream<Piece> pieces) {
            return pieces.takeWhile(piece -> !effort.isSpent())
                    .filter(piece -> piece.begin() < piece.end())
                    .map(piece -> new Edit(piece.begin(), piece.end(), new Edit.Filled(fill)))
                    .filter(edit -> effort.take((long) host.end(part) - host.from(part)) && host.gives(part, edit))
                    .findFirst();
        }
    }

    private record Piece(int begin, int end) {}
}
