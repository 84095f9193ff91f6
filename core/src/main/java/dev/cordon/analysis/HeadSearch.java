package dev.cordon.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds where an infection keeps the first bytes of a file that it has overwritten: a few with a jump, or as many as it has
 * bytes itself.
 */
final class HeadSearch {
    /** The first bytes of this number, and fewer, are looked for everywhere in what the infection has brought. */
    private static final int LONGEST_ANYWHERE = 64;

    private final Host host;
    private final List<Edit> brought;
    private final Effort effort = new Effort(Effort.STANDARD);

    /**
     * Makes a search.
     *
     * @param brought where the infection has its own bytes, and may have kept the file's
     */
    HeadSearch(Host host, List<Edit> brought) {
        this.host = host;
        this.brought = brought;
    }

    /** Returns how the first bytes come back; empty if nothing does it, or it takes too long to find out. */
    Optional<Edit> find() {
        return wholePiece().or(this::shortAtAnEnd).or(this::longAtAnEnd).or(this::anywhere);
    }

    /** The infection has put aside as many bytes as it has overwritten, and has brought nothing else. */
    private Optional<Edit> wholePiece() {
        int most = host.end() - host.at();
        return first(brought.stream()
                .filter(where -> where.length() <= most && where.from() >= host.end())
                .map(where -> kept(where.from(), where.length())));
    }

    private Optional<Edit> shortAtAnEnd() {
        return first(IntStream.rangeClosed(1, host.headLength()).boxed().flatMap(this::atAnEnd));
    }

    /** So many bytes are overwritten that the first parts have all changed. */
    private Optional<Edit> longAtAnEnd() {
        int last = host.lastOfHead();
        int least = Math.max(host.headLength(), host.from(last) - host.at()) + 1;
        return first(IntStream.rangeClosed(least, host.end(last) - host.at())
                .boxed()
                .flatMap(this::atAnEnd)
                .takeWhile(edit -> effort.take((long) host.end(last) - host.from(last)))
                .filter(edit -> host.gives(last, edit)));
    }

    private Stream<Edit> atAnEnd(int length) {
        return brought.stream()
                .filter(where -> length <= where.length())
                .flatMap(where -> Stream.of(kept(where.from(), length), kept(where.end() - length, length)));
    }

    private Optional<Edit> anywhere() {
        int longest = Math.min(LONGEST_ANYWHERE, host.headLength());
        return first(IntStream.rangeClosed(1, longest)
                .boxed()
                .flatMap(length -> brought.stream()
                        .flatMap(where -> IntStream.rangeClosed(where.from(), where.end() - length)
                                .mapToObj(from -> kept(from, length)))));
    }

    private Edit kept(int from, int length) {
        return new Edit(host.at(), host.at() + length, new Edit.Kept(from));
    }

    private Optional<Edit> first(Stream<Edit> edits) {
        return edits.takeWhile(edit -> effort.take(host.headLength()))
                .filter(host::givesHead)
                .findFirst();
    }
}
