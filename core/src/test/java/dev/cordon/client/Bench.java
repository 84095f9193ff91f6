package dev.cordon.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.exchange.Polled;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import dev.cordon.store.DirectoryDefinitionStore;
import dev.cordon.store.DirectorySampleStore;
import dev.cordon.testkit.SettableClock;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

/** A client's parts on a table: a folder with files, a store, definitions, and ways to put something in between. */
final class Bench implements Closeable {
    static final byte[] CLEAN = "Nothing is wrong with this text.".getBytes(StandardCharsets.US_ASCII);
    static final byte[] VIRUS = "A sequence of bytes that stands for a virus.".getBytes(StandardCharsets.US_ASCII);
    static final long LARGEST = 1 << 20;

    final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    final SigningKey key = SigningKey.generate(new SecureRandom());
    final Path home;
    final Path files;
    final SampleStore store;
    final DirectoryDefinitionStore definitions;
    final ActiveDefinitions active;

    private final SecureRandom random = new SecureRandom();

    private Bench(Path folder) throws IOException {
        Path root = folder.toRealPath();
        home = Files.createDirectories(root.resolve("home"));
        files = Files.createDirectories(root.resolve("files"));
        store = DirectorySampleStore.open(home.resolve("samples"));
        definitions = DirectoryDefinitionStore.open(home.resolve("definitions"));
        active = ActiveDefinitions.open(definitions, key.trusted(), new SignatureEngine());
    }

    static Bench in(Path folder) {
        try {
            return new Bench(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClientConfig config(SampleStore samples, AutomaticOperation operation, Approval approval) throws IOException {
        Spooling spooling = new Spooling(1 << 16, Files.createDirectories(home.resolve("spool")));
        return new ClientConfig(
                new Work(samples, clock, 16, Duration.ofMinutes(5), () -> Duration.ofSeconds(1)),
                new SampleContents(Mask.standard(), LARGEST, spooling),
                DirectoryCheckupDatabase.open(home.resolve("checkups")),
                active,
                false,
                new PackageMessage(Mask.standard(), LARGEST, spooling),
                new Parent.Nobody(),
                Header.empty(),
                approval,
                () -> new ClientPolicy(
                        Handling.AUTOMATIC,
                        operation,
                        Duration.ofMinutes(60),
                        Duration.ofMinutes(480),
                        Polled.CERTIFIED,
                        new Backoff(Duration.ofSeconds(10), Duration.ofHours(1), 3)));
    }

    ClientConfig config() throws IOException {
        return config(store, AutomaticOperation.NOTHING, Approval.never());
    }

    LocalQuarantine quarantine() throws IOException {
        return new LocalQuarantine(config(), random);
    }

    /** Returns a quarantine that works in folders with something in between. */
    LocalQuarantine quarantine(UnaryOperator<Folder> between) throws IOException {
        return new LocalQuarantine(config(), random, path -> between.apply(Folder.open(path)));
    }

    LocalQuarantine quarantine(SampleStore other) throws IOException {
        return new LocalQuarantine(config(other, AutomaticOperation.NOTHING, Approval.never()), random);
    }

    Path write(String name, byte[] bytes) throws IOException {
        return Files.write(files.resolve(name), bytes);
    }

    Sample isolated(String name, byte[] bytes) throws IOException {
        return quarantine().isolate(write(name, bytes), SampleReason.SUSPICIOUS);
    }

    /** Installs a set in which the virus is known, with a repair that cuts it off where that is wanted. */
    void installVirus(int sequence, boolean repairs) throws IOException {
        String line = "Virus:0:*:" + BaseEncoding.base16().lowerCase().encode(VIRUS);
        String repair = "#cordon-rdb 1\nVirus:truncate:" + VIRUS.length + ":"
                + Hashing.sha256().hashBytes(VIRUS);
        ImmutableSortedMap.Builder<String, ByteSource> databases = ImmutableSortedMap.naturalOrder();
        databases.put("virus.ndb", text(line));
        if (repairs) {
            databases.put("virus.rdb", text(repair));
        }
        active.install(signed(sequence, databases.buildOrThrow()));
    }

    DefinitionPackage signed(int sequence, ImmutableSortedMap<String, ByteSource> databases) throws IOException {
        return DefinitionPackage.sign(
                new DefinitionSet(
                        Sequence.of(sequence),
                        new DailyVersion(LocalDate.of(2026, 1, 1), sequence),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        databases),
                key);
    }

    private static ByteSource text(String line) {
        return ByteSource.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    void work(Station station) throws IOException {
        clock.advance(Duration.ofSeconds(1));
        var unused = station.work();
    }

    interface Action {
        Object run() throws IOException;
    }

    static void assertRefused(Refusal refusal, Action action) {
        QuarantineException refused = catchThrowableOfType(QuarantineException.class, action::run);
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.refusal()).isEqualTo(refusal);
    }

    ImmutableList<String> names() throws IOException {
        try (var entries = Files.list(files)) {
            return entries.map(file -> file.getFileName().toString()).sorted().collect(ImmutableList.toImmutableList());
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
        definitions.close();
    }
}
