package dev.cordon.place;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The settings of places that are open, which may be changed. Whatever works or answers reads them once in each step, so
 * that a change counts from the next step on and no step sees half of it. What a sample waits for already it waits for to
 * the end. Safe for use by many threads.
 */
public final class LiveSettings {
    private volatile Settings current;

    /** Begins with these. */
    public LiveSettings(Settings first) {
        this.current = first;
    }

    /** Returns the settings that count now. */
    public Settings current() {
        return current;
    }

    /**
     * Lets other settings count from now on.
     *
     * @throws IllegalArgumentException if {@link Settings#mask} or {@link Settings#maxSize} is another one: what is held
     *     was kept with them and could not be read any more. Everything stays as it was
     */
    public synchronized void change(Settings next) {
        checkArgument(next.mask().equals(current.mask()), "the mask of a place that is open can't be changed");
        checkArgument(next.maxSize() == current.maxSize(), "the largest size at a place that is open can't be changed");
        current = next;
    }
}
