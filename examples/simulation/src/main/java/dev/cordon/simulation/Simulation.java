package dev.cordon.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.cordon.attribute.OpenToken;
import dev.cordon.place.Settings;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Runs a scenario: the real places with their real stores and messages, in one thread, under a virtual clock, on disks
 * in memory. While a storm lasts things go wrong; when it is over, every sample has to come to rest.
 *
 * <p>Deterministic: a scenario always takes the same course, on any machine.
 */
public final class Simulation {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
    private static final Duration QUIET = Duration.ofMinutes(2);
    private static final Duration STORM = Duration.ofHours(2);
    private static final Duration ISOLATED_WITHIN = Duration.ofMinutes(90);
    private static final Duration AUDITS = Duration.ofMinutes(10);
    private static final Duration SETTLING = Duration.ofMinutes(15);
    private static final Duration LOOKS = Duration.ofMinutes(1);
    private static final ImmutableSet<SampleStatus> FOR_A_PERSON =
            ImmutableSet.of(SampleStatus.ATTENTION, SampleStatus.ERROR);

    private final Scenario scenario;
    private final World world;
    private final Site site;
    private final Storm storm;
    private final Path files;
    private final List<Suspect> suspects = new ArrayList<>();

    private Simulation(Scenario scenario, World world, Path files) throws IOException {
        this.scenario = scenario;
        this.world = world;
        this.files = files;
        this.site = new Site(world, Site.brisk(), scenario.seed(), scenario.clients());
        this.storm = new Storm(world, site);
    }

    /** Runs a scenario and returns what came of it. */
    public static Outcome run(Scenario scenario) {
        return run(scenario, line -> {});
    }

    /**
     * Runs a scenario and returns what came of it.
     *
     * @param reader is given each line of the trace
     */
    public static Outcome run(Scenario scenario, Consumer<String> reader) {
        return run(scenario, Tampering.NONE, reader);
    }

    static Outcome run(Scenario scenario, Tampering tampering, Consumer<String> reader) {
        Agenda agenda = new Agenda(START);
        Trace trace = new Trace(agenda, reader);
        Random random = new Random(scenario.seed());
        Weather weather =
                new Weather(scenario.faults(), agenda, random, START.plus(QUIET).plus(STORM));
        // Homes are on disks that fail; the user's files are on one that does not, whose folders can't be synced.
        try (FileSystem disks = Jimfs.newFileSystem(timed(Configuration.unix(), agenda));
                FileSystem files = Jimfs.newFileSystem(timed(Configuration.windows(), agenda))) {
            World world = new World(agenda, trace, weather, tampering, disks.getPath("/disks"));
            Simulation simulation = new Simulation(scenario, world, files.getPath("C:\\files"));
            Optional<String> violation = simulation.violation();
            return simulation.outcome(violation);
        } catch (IOException e) {
            throw new IllegalStateException("the simulation itself has failed", e);
        }
    }

    private static Configuration timed(Configuration configuration, Agenda agenda) {
        return configuration.toBuilder()
                .setFileTimeSource(() -> FileTime.from(agenda.instant()))
                .build();
    }

    /** Returns how long it may take after a storm until everything is at rest. */
    static Duration bound(Settings settings) {
        return settings.statusInterval()
                .multipliedBy(6)
                .plus(settings.definitionsInterval())
                .plus(settings.confirmInterval().multipliedBy(2))
                .plus(settings.retryInterval().multipliedBy(2))
                .plus(settings.backoff().longest().multipliedBy(6));
    }

    private Optional<String> violation() throws IOException {
        try {
            live();
            return Optional.empty();
        } catch (Violation e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void live() throws IOException {
        site.hosts().forEach(Host::start);
        plan();
        world.agenda().in(QUIET, storm::begin);
        world.agenda().in(AUDITS, this::audit);
        if (scenario.seed() % 2 == 0) {
            world.agenda().in(QUIET.plus(STORM.dividedBy(2)), site::hurry);
        }
        world.agenda().in(LOOKS, this::look);
        world.agenda().runUntil(world.weather().end());
        storm.end();
        Instant end = world.agenda().instant().plus(bound(Site.brisk()));
        while (!isAtRest()) {
            Instant now = world.agenda().instant();
            if (!now.isBefore(end)) {
                throw new Violation("not at rest " + bound(Site.brisk()) + " after the storm: " + restless());
            }
            world.agenda().runUntil(now.plus(LOOKS));
        }
        world.agenda().runUntil(world.agenda().instant().plus(SETTLING));
        if (!site.alarms().left(site.server()).isEmpty()) {
            // A server that was started anew knows of its gateway when it has a reason to ask it.
            Duration poll = Site.brisk().definitionsInterval().multipliedBy(2);
            world.agenda().runUntil(world.agenda().instant().plus(poll));
        }
        audit();
        Violation.check(
                site.alarms().left(site.server()).isEmpty(),
                "%s is over and was not cleared",
                site.alarms().left(site.server()));
    }

    private void plan() throws IOException {
        Random random = new Random(scenario.seed() ^ 0x5eed);
        for (int number = 1; number <= scenario.samples(); number++) {
            Kind kind = kind(random);
            Host host = site.clients().get(random.nextInt(scenario.clients()));
            Path folder = Files.createDirectories(files.resolve(host.name()));
            byte[] original = kind.original(random, scenario.seed());
            byte[] captured = kind.captured(original, random, scenario.seed());
            Suspect suspect =
                    new Suspect(kind, host, world, folder.resolve(kind.token() + "-" + number), original, captured);
            suspects.add(suspect);
            Duration when = Duration.ofMillis(random.nextInt((int) ISOLATED_WITHIN.toMillis()));
            world.agenda().in(when, suspect::begin);
        }
    }

    /** Half of the files are what the whole effort is for. */
    private static Kind kind(Random random) {
        Kind[] kinds = Kind.values();
        return random.nextBoolean() ? Kind.INFECTED : kinds[random.nextInt(kinds.length)];
    }

    private void audit() {
        site.hosts().forEach(site.ledger()::audit);
        try {
            for (Suspect suspect : suspects) {
                if (suspect.isIsolated()) {
                    suspect.audit();
                }
            }
        } catch (IOException e) {
            throw new Violation("a client can't be read: " + Host.describe(e));
        }
        world.agenda().in(AUDITS, this::audit);
    }

    private void look() {
        try {
            boolean calm = !world.agenda().instant().isBefore(world.weather().end());
            site.alarms().look(site.server(), calm || scenario.faults().isEmpty());
        } catch (IOException e) {
            throw new Violation("the server can't be read: " + Host.describe(e));
        }
        world.agenda().in(LOOKS, this::look);
    }

    private boolean isAtRest() throws IOException {
        return restless().isEmpty();
    }

    /** Returns what has not come to rest. */
    private ImmutableList<String> restless() throws IOException {
        ImmutableList.Builder<String> restless = ImmutableList.builder();
        for (Host host : site.hosts()) {
            if (host.running().isEmpty()) {
                restless.add(host.name() + " is down");
                return restless.build();
            }
        }
        for (Suspect suspect : suspects) {
            if (!suspect.isIsolated()) {
                restless.add(suspect + " is not isolated");
                continue;
            }
            for (Sample sample : samples(suspect)) {
                if (!isAtRest(sample)) {
                    restless.add(suspect + ", sample " + sample.id() + ": " + sample.status() + ", at the server "
                            + atServer(sample)
                                    .map(found -> found.status() + " "
                                            + found.state().map(OpenToken::text).orElse(""))
                                    .orElse("unknown"));
                }
            }
        }
        return restless.build();
    }

    private ImmutableList<Sample> samples(Suspect suspect) throws IOException {
        return suspect.samples(
                suspect.host().running().orElseThrow().parts().place().samples());
    }

    private Optional<Sample> atServer(Sample sample) throws IOException {
        return site.server().running().orElseThrow().parts().place().samples().find(sample.id());
    }

    private boolean isAtRest(Sample client) throws IOException {
        Optional<Sample> server = atServer(client);
        if (FOR_A_PERSON.contains(client.status())
                || server.filter(Simulation::waitsForAPerson).isPresent()) {
            return true;
        }
        boolean done = client.status() == SampleStatus.INSTALLED
                || client.status() == SampleStatus.UNNEEDED && client.due().isPresent();
        return done && server.filter(sample -> sample.status().isFinal()).isPresent();
    }

    private static boolean waitsForAPerson(Sample sample) {
        boolean deferred = sample.state()
                .flatMap(OpenToken::known)
                .filter(AnalysisState.DEFERRED::equals)
                .isPresent();
        return deferred || FOR_A_PERSON.contains(sample.status());
    }

    private Outcome outcome(Optional<String> violation) throws IOException {
        TreeMap<String, Integer> ends = new TreeMap<>();
        if (violation.isEmpty()) {
            for (Suspect suspect : suspects) {
                ends.merge(suspect.kind().token() + " " + end(suspect), 1, Integer::sum);
            }
        }
        return new Outcome(
                scenario,
                violation,
                world.trace().lately(),
                world.trace().end(),
                Duration.between(START, world.agenda().instant()),
                site.hosts().stream().mapToLong(Host::steps).sum(),
                world.trace().troubles(),
                ImmutableSortedMap.copyOf(ends));
    }

    private String end(Suspect suspect) throws IOException {
        if (suspect.isGivenBack()) {
            return "given back";
        }
        for (Sample sample : samples(suspect)) {
            Optional<Sample> server = atServer(sample);
            if (FOR_A_PERSON.contains(sample.status())) {
                return "client: " + sample.status();
            }
            if (server.filter(Simulation::waitsForAPerson).isPresent()) {
                return server.get().status() == SampleStatus.SUBMITTED
                        ? "deferred"
                        : "server: " + server.get().status();
            }
        }
        return "kept";
    }
}
