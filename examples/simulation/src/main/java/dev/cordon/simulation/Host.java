package dev.cordon.simulation;

import com.google.common.base.Throwables;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.client.LocalQuarantine;
import dev.cordon.client.QuarantineException;
import dev.cordon.codec.WireException;
import dev.cordon.place.Place;
import dev.cordon.place.PlaceConfig;
import dev.cordon.spi.StoreFailedException;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import dev.cordon.testkit.FaultyDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A computer with a disk, on which one process runs, dies and is started again. */
final class Host {
    private static final String WATCH = "watch";
    private static final Backoff RETRIES = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(2), Integer.MAX_VALUE);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration DOWN = Duration.ofMinutes(10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final String name;
    private final World world;
    private final Ledger ledger;
    private final Opener opener;
    private FaultyDisk disk;
    private Path folder;
    private int disks;
    private Life life;
    private Optional<Running> running = Optional.empty();
    private int starts;
    private Instant started = Instant.MIN;
    private final Set<Integer> forgetful = new HashSet<>();
    private long steps;

    /** Opens what runs on a host. */
    @FunctionalInterface
    interface Opener {
        Parts open(Path home, Life life) throws IOException;
    }

    /**
     * What runs on a host.
     *
     * @param config how it was opened
     * @param quarantine the quarantine, on a client
     */
    record Parts(PlaceConfig config, Place place, Optional<LocalQuarantine> quarantine) {}

    /** A process that is up. */
    record Running(Life life, Parts parts) {}

    /** What a process does. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws IOException;
    }

    Host(String name, World world, Ledger ledger, Opener opener) throws IOException {
        this.name = name;
        this.world = world;
        this.ledger = ledger;
        this.opener = opener;
        this.life = new Life(name);
        this.folder = Files.createDirectories(world.disks().resolve(name + "-0"));
        this.disk = FaultyDisk.on(folder);
    }

    String name() {
        return name;
    }

    /** Returns the process; empty while it is down. */
    Optional<Running> running() {
        return running;
    }

    FaultyDisk disk() {
        return disk;
    }

    int starts() {
        return starts;
    }

    /** Returns when the process was started last. */
    Instant started() {
        return started;
    }

    /** Returns whether the last look of a run at what is to be told failed, so that it may not have been written down. */
    boolean mayHaveForgotten(int run) {
        return forgetful.contains(run);
    }

    long steps() {
        return steps;
    }

    /** Starts the process; if that fails, somebody tries again soon. */
    void start() {
        Life next = new Life(name);
        life = next;
        starts++;
        started = world.agenda().instant();
        try {
            Parts parts = within(next, () -> opener.open(disk.root().resolve("home"), next));
            running = Optional.of(new Running(next, parts));
        } catch (IOException e) {
            world.trace().add(name, "does not start: " + describe(e));
            if (!next.isOver()) {
                next.end();
                world.agenda().in(SOON, this::start);
            }
            return;
        }
        world.trace().add(name, "starts");
        ledger.started(this);
        for (Station station : running.orElseThrow().parts().place().stations()) {
            world.agenda().in(world.weather().upTo(SOON), () -> call(next, station, 0));
        }
    }

    private void call(Life caller, Station station, int failures) {
        if (caller.isOver()) {
            return;
        }
        steps++;
        int failed = 0;
        Duration wait;
        try {
            wait = within(caller, station::work);
            watched(station, false);
        } catch (IOException | RuntimeException e) {
            failed = failures + 1;
            watched(station, true);
            wait = RETRIES.after(failed);
            failed(caller, station, e);
        }
        if (caller.isOver()) {
            return;
        }
        ledger.look(this);
        int now = failed;
        world.agenda().in(wait.plus(MOMENT), () -> call(caller, station, now));
    }

    private void watched(Station station, boolean failed) {
        if (station.name().equals(WATCH)) {
            var unused = failed ? forgetful.add(starts) : forgetful.remove(starts);
        }
    }

    private void failed(Life caller, Station station, Exception failure) {
        if (!caller.isOver()) {
            noticed(station.name(), failure);
        }
    }

    /** A store that takes nothing any more has to be opened again, which somebody does who hears of it. */
    void noticed(String what, Exception failure) {
        world.trace().add(name, what + " fails: " + describe(failure));
        boolean broken = Throwables.getCausalChain(failure).stream()
                .anyMatch(cause -> cause instanceof StoreFailedException failed
                        && failed.reason() == StoreFailedException.Reason.BROKEN);
        if (broken) {
            Life troubled = life;
            world.agenda().in(SOON, () -> restart(troubled));
        }
    }

    private void restart(Life troubled) {
        if (life == troubled && !troubled.isOver()) {
            die(false);
        }
    }

    /** Says what failed without anything that differs from one process to the next. */
    static String describe(Exception failure) {
        String name = failure.getClass().getSimpleName();
        if (failure instanceof WireException refusal) {
            return refusal.error().toString();
        }
        if (failure instanceof QuarantineException refused) {
            return name + " " + refused.refusal();
        }
        return failure instanceof StoreFailedException store ? name + " " + store.reason() : name;
    }

    /**
     * Does something in a life of the process.
     *
     * @throws IOException if that fails, or the process dies of it
     */
    <T> T within(Life owner, Task<T> task) throws IOException {
        try {
            return task.run();
        } catch (ProcessDied death) {
            if (death.life() != owner) {
                throw death;
            }
            throw new IOException("the process died", death);
        }
    }

    /** Has the process die, now or at one of its next operations on the disk. */
    void die(boolean powerLost) {
        Life victim = life;
        disk.dieFrom(disk.operations() + 1, () -> new ProcessDied(victim));
        end(victim, powerLost);
    }

    void dieAt(int operations, boolean powerLost) {
        Life victim = life;
        disk.dieFrom(disk.operations() + operations, () -> {
            end(victim, powerLost);
            return new ProcessDied(victim);
        });
    }

    /** Mends the disk of a process that is up; one that is down gets a new one when it starts. */
    void mend() {
        if (running.isPresent()) {
            disk.heal();
        }
    }

    private void end(Life victim, boolean powerLost) {
        if (victim.isOver()) {
            return;
        }
        victim.end();
        running = Optional.empty();
        world.trace().trouble(name, Fault.CRASH, powerLost ? "power lost" : "killed");
        world.agenda().in(world.weather().upTo(DOWN), () -> restart(powerLost));
    }

    private void restart(boolean powerLost) {
        try {
            disk = powerLost ? surviving() : disk.forNextProcess();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    private FaultyDisk surviving() throws IOException {
        disks++;
        Path next = world.disks().resolve(name + "-" + disks);
        disk.writeSurviving(next, world.weather().random());
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        folder = next;
        return FaultyDisk.on(next);
    }
}
