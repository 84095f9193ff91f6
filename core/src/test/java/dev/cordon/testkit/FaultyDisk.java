package dev.cordon.testkit;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A disk that fails when it is told to, and that can lose its power. It stands in front of a folder of another file
 * system; whatever is done below {@link #root} happens there.
 *
 * <p>What changes something is counted: making, writing, cutting and syncing files, syncing folders, and making, moving
 * and deleting names. Each of these can fail. A write that fails has written half; a sync that fails has made nothing
 * durable. Reading never fails.
 */
public final class FaultyDisk {
    private final Path real;
    private final Platter platter;
    private final FaultyFileSystem files;
    private int operations;
    private OptionalInt first = OptionalInt.empty();
    private boolean failsOnce;
    private Optional<String> reason = Optional.empty();
    private Optional<Supplier<? extends Error>> death = Optional.empty();

    private FaultyDisk(Path real, Platter platter) {
        this.real = real;
        this.platter = platter;
        this.files = new FaultyFileSystem(this, real.getFileSystem());
    }

    /**
     * Makes a disk.
     *
     * @param real the folder that it stands in front of; what is there counts as durable
     */
    public static FaultyDisk on(Path real) throws IOException {
        return new FaultyDisk(real, new Platter(real));
    }

    /**
     * Returns the same disk for another process, which starts without faults. What this one still does fails as before,
     * so a process that has {@linkplain #dieFrom died} does no more harm.
     */
    public FaultyDisk forNextProcess() {
        return new FaultyDisk(real, platter);
    }

    /** Returns the folder, to be used instead of the real one. */
    public Path root() {
        return files.wrap(real);
    }

    /** Returns how many times something was changed, or was to be changed, since the disk was made. */
    public synchronized int operations() {
        return operations;
    }

    /**
     * Has one operation fail, and none after it.
     *
     * @param operation its number, counted as in {@link #operations}, the first is 1
     */
    public synchronized void failOnce(int operation) {
        fail(operation, true, "Input/output error");
    }

    /** Has every operation fail from one on. */
    public synchronized void failFrom(int operation) {
        fail(operation, false, "Input/output error");
    }

    /** Has every operation fail from one on, as on a disk that may only be read. */
    public synchronized void failFrom(int operation, String text) {
        fail(operation, false, text);
    }

    private void fail(int operation, boolean once, String text) {
        death = Optional.empty();
        first = OptionalInt.of(operation);
        failsOnce = once;
        reason = Optional.of(text);
    }

    /**
     * Has the process die at an operation, which is done by half, and at every one that it tries after it.
     *
     * @param operation its number, counted as in {@link #operations}, the first is 1
     * @param error makes what is thrown then
     */
    public synchronized void dieFrom(int operation, Supplier<? extends Error> error) {
        fail(operation, false, "the process is dead");
        death = Optional.of(error);
    }

    /** Lets the disk work again. */
    public synchronized void heal() {
        first = OptionalInt.empty();
        death = Optional.empty();
    }

    /**
     * Writes to another folder what is sure to be there after the power has failed now: what was synced of the files
     * whose names were synced.
     */
    public synchronized void writeSurviving(Path folder) throws IOException {
        platter.write(folder, Optional.empty());
    }

    /**
     * Writes to another folder what may be there after the power has failed now: of what was not synced, some.
     *
     * @param random decides what
     */
    public synchronized void writeSurviving(Path folder, Random random) throws IOException {
        platter.write(folder, Optional.of(random));
    }

    Platter platter() {
        return platter;
    }

    /** Counts an operation, and fails if it is to. */
    synchronized void operate(Path path) throws IOException {
        operations++;
        boolean fails =
                first.isPresent() && (failsOnce ? operations == first.getAsInt() : operations >= first.getAsInt());
        if (fails && death.isPresent()) {
            throw death.get().get();
        }
        if (fails) {
            throw new FileSystemException(path.toString(), null, reason.orElseThrow());
        }
    }
}
