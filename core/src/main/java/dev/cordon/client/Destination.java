package dev.cordon.client;

import dev.cordon.sample.Sample;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a file goes that is given back. Immutable.
 *
 * @param path a file, or a folder that is there, in which the file gets its old name; empty for the original place
 * @param replaces whether a regular file that is in the place already is replaced; false by default
 * @param chooser who names another place where the original one can't be used; nobody by default
 */
public record Destination(Optional<Path> path, boolean replaces, Chooser chooser) {
    private static final Destination ORIGINAL =
            new Destination(Optional.empty(), false, (sample, why) -> Optional.empty());

    /** Names another place for a file that can't go where it came from. */
    @FunctionalInterface
    public interface Chooser {
        /**
         * Returns another place, under the same rules; empty to leave the file isolated. Called once for each file, by
         * the thread that gives it back.
         *
         * @param why what is wrong with the original place
         */
        Optional<Path> choose(Sample sample, QuarantineException why);
    }

    /** Returns the place that the file came from. */
    public static Destination original() {
        return ORIGINAL;
    }

    /** Returns a place that the caller names: a file that is not there yet, or a folder that is. */
    public static Destination at(Path path) {
        return new Destination(Optional.of(path), false, ORIGINAL.chooser);
    }

    /** Returns the place that the file came from, or else one that somebody is asked for. */
    public static Destination originalOr(Chooser chooser) {
        return new Destination(Optional.empty(), false, chooser);
    }

    /** Returns a copy that replaces a regular file that is in the place already. */
    public Destination replacing() {
        return new Destination(path, true, chooser);
    }
}
