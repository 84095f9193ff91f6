package dev.cordon.cli;

import dev.cordon.station.Station;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at a small file every few seconds and has what is in it taken when that has changed.
 *
 * <p>It is taken once two looks in a row have found the same, so that a file which somebody is still writing is not. What
 * makes no sense is told once, and nothing changes.
 */
final class FollowedFile implements Station {
    static final Duration INTERVAL = Duration.ofSeconds(2);

    private final String name;
    private final Source source;
    private final Taking taking;
    private final Consumer<String> telling;
    private Look taken;
    private Look last;

    /** Reads the whole file. */
    @FunctionalInterface
    interface Source {
        /**
         * Returns what is in it; empty where there is no file and none is needed.
         *
         * @throws Refusal if it can't be read, or is not to be believed
         */
        Optional<String> read() throws Refusal;
    }

    /** Does something with what was read. */
    @FunctionalInterface
    interface Taking {
        /**
         * Takes it.
         *
         * @throws Refusal if it makes no sense; everything is as it was
         */
        void take(Optional<String> text) throws Refusal;
    }

    /** What was found: what is in the file, or why nobody can say. */
    private record Look(Optional<String> text, Optional<String> trouble) {}

    /**
     * Makes it.
     *
     * @param name what the station is called
     * @param begin what was taken at the start
     * @param telling hears, in a line, why something was not taken
     */
    FollowedFile(String name, Optional<String> begin, Source source, Taking taking, Consumer<String> telling) {
        this.name = name;
        this.source = source;
        this.taking = taking;
        this.telling = telling;
        this.taken = new Look(begin, Optional.empty());
        this.last = taken;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration work() {
        Look found = look();
        boolean isWhole = found.equals(last);
        last = found;
        if (isWhole && !found.equals(taken)) {
            taken = found;
            take(found);
        }
        return INTERVAL;
    }

    private Look look() {
        try {
            return new Look(source.read(), Optional.empty());
        } catch (Refusal refusal) {
            return new Look(Optional.empty(), Optional.of(Refusal.line(refusal)));
        }
    }

    private void take(Look found) {
        if (found.trouble().isPresent()) {
            telling.accept(found.trouble().get());
            return;
        }
        try {
            taking.take(found.text());
        } catch (Refusal refusal) {
            telling.accept(Refusal.line(refusal));
        }
    }
}
