package dev.cordon.simulation;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.cordon.attribute.Sequence;
import dev.cordon.exchange.Polled;
import dev.cordon.place.Settings;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * One file that nobody knows is isolated on one computer of a site, and the definitions against it go to all of them: how
 * long that takes with the intervals of the guide, by the virtual clock.
 */
public final class Outbreak {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
    private static final Duration WORK = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofMinutes(1);

    /** Places that take the sample on, on its way there, and the stations of each. */
    private static final int STATIONS_ON_THE_WAY = 20;

    private Outbreak() {}

    /**
     * How long it took.
     *
     * @param targets how many computers
     * @param time from the isolation of the file until the last computer used the definitions
     * @param bound what the intervals allow
     * @param steps how often a station was called
     */
    public record Protection(int targets, Duration time, Duration bound, long steps) {}

    /**
     * Runs it on so many computers, 1 or more, and returns how long it took.
     *
     * @throws IllegalStateException if it takes longer than the intervals allow
     */
    public static Protection run(long seed, int targets) {
        checkArgument(targets > 0, "there is at least one computer");
        Agenda agenda = new Agenda(START);
        Weather calm = new Weather(ImmutableSet.of(), agenda, new Random(seed), START);
        try (FileSystem disks = Jimfs.newFileSystem(Configuration.unix());
                FileSystem files = Jimfs.newFileSystem(Configuration.windows())) {
            World world =
                    new World(agenda, new Trace(agenda, line -> {}), calm, Tampering.NONE, disks.getPath("/disks"));
            Settings settings = guide();
            return run(world, new Site(world, settings, seed, targets), settings, files.getPath("C:\\files"), seed);
        } catch (IOException e) {
            throw new IllegalStateException("the simulation itself has failed", e);
        }
    }

    /** Returns the intervals of the guide, with a look for new work every minute; nobody certifies what the centre makes. */
    private static Settings guide() {
        Settings standard = Settings.standard();
        return standard.every(WORK, standard.statusInterval(), standard.definitionsInterval())
                .polling(Polled.NEWEST);
    }

    private static Protection run(World world, Site site, Settings settings, Path files, long seed) throws IOException {
        site.hosts().forEach(Host::start);
        Host first = site.clients().get(0);
        Random random = new Random(seed);
        byte[] original = Kind.INFECTED.original(random, seed);
        byte[] captured = Kind.INFECTED.captured(original, random, seed);
        Path file = Files.createDirectories(files).resolve("program");
        Suspect suspect = new Suspect(Kind.INFECTED, first, world, file, original, captured);
        world.agenda().in(STEP, suspect::begin);
        while (!suspect.isIsolated()) {
            world.agenda().runUntil(world.agenda().instant().plus(Duration.ofSeconds(1)));
        }
        Instant isolated = world.agenda().instant();
        Duration bound = bound(settings);
        while (!isProtected(site)) {
            if (world.agenda().instant().isAfter(isolated.plus(bound))) {
                throw new IllegalStateException("not every computer was protected within " + bound);
            }
            world.agenda().runUntil(world.agenda().instant().plus(STEP));
        }
        long steps = site.hosts().stream().mapToLong(Host::steps).sum();
        return new Protection(
                site.clients().size(), Duration.between(isolated, world.agenda().instant()), bound, steps);
    }

    /** The first set is what the server had before; what comes from the centre has a higher sequence. */
    private static boolean isProtected(Site site) {
        return site.clients().stream()
                .allMatch(host -> host.running().orElseThrow().parts().place().active().sequence().stream()
                        .anyMatch(sequence -> sequence.compareTo(Sequence.of(1)) > 0));
    }

    /**
     * The gateway asks the centre, and the server the gateway, after a status interval and up to a tenth more; then each
     * computer asks its server within a definitions interval; each station on the way may take a look's time.
     */
    private static Duration bound(Settings settings) {
        Duration status = settings.statusInterval().multipliedBy(11).dividedBy(10);
        return status.multipliedBy(2)
                .plus(settings.definitionsInterval())
                .plus(settings.interval().multipliedBy(STATIONS_ON_THE_WAY));
    }
}
