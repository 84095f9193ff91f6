package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import dev.cordon.sample.Checkup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a file has become since its checkup entry was made. Nothing is taken for undone that does not give back the file
 * from before, to the last byte.
 */
sealed interface Comparison {
    /** How many bytes of the file from before must be there to say that something was added to it. */
    int LEAST_UNCHANGED = 256;

    /** It is as it was. */
    record Unchanged() implements Comparison {}

    /**
     * It was changed, and it is known how it comes back.
     *
     * @param edits what has changed, in the order of their positions
     */
    record Undone(ImmutableList<Edit> edits) implements Comparison {}

    /**
     * Something was added to it, most of it is still there, and it is not known how the rest comes back.
     *
     * @param added what stands around it
     */
    record Grown(ImmutableList<Edit> added) implements Comparison {}

    /** Bytes within it have changed, most of it is still there, and it is not known how those come back. */
    record Altered() implements Comparison {}

    /** Nobody knows what has happened: little of it is left. */
    record Unclear() implements Comparison {}

    /** Compares a file with its entry. */
    static Comparison of(byte[] content, Checkup original) {
        if (content.length == original.size()
                && Hashing.sha256().hashBytes(content).equals(original.sha256())) {
            return new Unchanged();
        }
        return Host.find(content, original).map(Comparison::of).orElseGet(Unclear::new);
    }

    private static Comparison of(Host host) {
        ImmutableList<Edit> edits = edits(host);
        if (host.givesAll(edits)) {
            return new Undone(edits);
        }
        if (!host.isMostlyThere() || host.unchanged() < LEAST_UNCHANGED) {
            return new Unclear();
        }
        return host.added().isEmpty() ? new Altered() : new Grown(host.added());
    }

    /** What stands around the file, its head, its other parts, and once more its head, which may be kept in one of those. */
    private static ImmutableList<Edit> edits(Host host) {
        List<Edit> edits = new ArrayList<>(host.added());
        boolean isHeadChanged = Ints.contains(host.changed(), 0);
        Optional<Edit> head = isHeadChanged ? head(host, edits) : Optional.empty();
        CavitySearch cavities = new CavitySearch(host);
        List<Edit> filled = Arrays.stream(host.changed())
                .filter(part -> part > 0)
                .filter(part -> head.isEmpty() || host.from(part) >= head.get().end())
                .mapToObj(cavities::find)
                .flatMap(Optional::stream)
                .toList();
        edits.addAll(filled);
        head.or(() -> isHeadChanged ? head(host, filled) : Optional.empty())
                .or(() -> isHeadChanged ? cavities.find(0) : Optional.empty())
                .ifPresent(edits::add);
        return ImmutableList.sortedCopyOf(Comparator.comparingInt(Edit::from), edits);
    }

    private static Optional<Edit> head(Host host, List<Edit> brought) {
        return new HeadSearch(host, brought).find();
    }
}
