package dev.cordon.place;

import dev.cordon.agent.Agent;
import dev.cordon.agent.AgentConfig;
import dev.cordon.agent.AgentPolicy;
import dev.cordon.codec.Spooling;
import dev.cordon.defcast.Rollouts;
import dev.cordon.exchange.DefinitionsDesk;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.exchange.Polled;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.recording.TransitionRecorder;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.DefinitionStore;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.Handling;
import dev.cordon.store.DurableFolder;
import dev.cordon.store.ObservedSampleStore;
import dev.cordon.store.OwnerOnly;
import dev.cordon.store.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** The stores of one place and what works on them, opened together. */
record Foundation(
        PlaceConfig config,
        SampleStore samples,
        DefinitionStore definitions,
        ActiveDefinitions active,
        SampleContents contents,
        PackageMessage packages,
        Work work) {
    private static final int MEMORY = 256 << 10;
    private static final int LARGEST_PACKAGE = 64 << 20;
    private static final int BATCH = 16;
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Opens the samples first: who finds them in use by another process has touched nothing else. */
    static Foundation open(PlaceConfig config) throws IOException {
        Path home = DurableFolder.create(config.home());
        SampleStore samples =
                new ObservedSampleStore(config.samples().open(home.resolve("samples")), new TransitionRecorder());
        try {
            return open(config, samples);
        } catch (IOException | RuntimeException e) {
            samples.close();
            throw e;
        }
    }

    private static Foundation open(PlaceConfig config, SampleStore samples) throws IOException {
        DefinitionStore definitions = config.definitions().open(config.home().resolve("definitions"));
        try {
            return open(config, samples, definitions);
        } catch (IOException | RuntimeException e) {
            definitions.close();
            throw e;
        }
    }

    private static Foundation open(PlaceConfig config, SampleStore samples, DefinitionStore definitions)
            throws IOException {
        ActiveDefinitions active = ActiveDefinitions.open(definitions, config.trusted(), config.engine());
        Path spool = config.home().resolve("spool");
        Spooling spooling = new Spooling(MEMORY, Files.createDirectories(spool, OwnerOnly.folder(spool)));
        clear(spooling.directory());
        Settings settings = config.settings();
        return new Foundation(
                config,
                samples,
                definitions,
                active,
                new SampleContents(settings.mask(), settings.maxSize(), spooling),
                new PackageMessage(settings.mask(), LARGEST_PACKAGE, spooling),
                new Work(
                        samples,
                        config.clock(),
                        BATCH,
                        LEASE,
                        () -> config.settings().interval()));
    }

    void close() throws IOException {
        try (samples) {
            definitions.close();
        }
    }

    /** Deletes what a process has left that has ended at work; nobody else uses the folder while the store is open. */
    private static void clear(Path spool) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(spool, "spool*.tmp")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    DefinitionsDesk definitionsDesk() {
        return new DefinitionsDesk(definitions, active, packages);
    }

    /** Opens the rollout that a server keeps in its home; elsewhere there is none. */
    Rollouts rollouts() throws IOException {
        return Rollouts.open(new WholeFile(config.home().resolve("rollout")), policy(Settings::rollout));
    }

    /** Returns what the policy of a service is now, whenever it is asked. */
    <P> Supplier<P> policy(Function<Settings, P> part) {
        return () -> part.apply(config.settings());
    }

    /** Returns the agent of a place that delivers to nobody else by itself. */
    Agent agent(Upstream upstream, Handling delivery) {
        return agent(upstream, settings -> delivery, settings -> Polled.NEWEST, (sequence, certified) -> {});
    }

    Agent agent(Upstream upstream, AgentConfig.Arrivals arrivals) {
        return agent(upstream, Settings::delivery, Settings::definitionsPolled, arrivals);
    }

    private Agent agent(
            Upstream upstream,
            Function<Settings, Handling> delivery,
            Function<Settings, Polled> polled,
            AgentConfig.Arrivals arrivals) {
        return new Agent(new AgentConfig(
                work,
                upstream.transport(),
                upstream.customer(),
                active,
                packages,
                contents,
                config.stripper(),
                arrivals,
                policy(settings -> new AgentPolicy(
                        delivery.apply(settings),
                        settings.statusInterval(),
                        settings.definitionsInterval(),
                        polled.apply(settings),
                        settings.strip(),
                        settings.backoff()))));
    }
}
