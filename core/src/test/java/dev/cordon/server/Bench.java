package dev.cordon.server;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.SampleContents;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.place.Settings;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A server that a test works at. */
final class Bench implements Closeable {
    static final String VIRUS = "A sequence of bytes that stands for a virus.";

    final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    final ServerPlace server;
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final Path home;
    private final SampleContents contents;

    private Bench(Path home, UnaryOperator<Settings> settings, UnaryOperator<PlaceConfig> config) throws IOException {
        this.home = home;
        this.server = ServerPlace.open(
                config.apply(PlaceConfig.at(home)
                        .with(settings.apply(Settings.standard().every(Duration.ofSeconds(1))))
                        .with(clock)
                        .trusting(key.trusted())),
                Optional.empty(),
                name -> Optional.empty());
        Path spool = Files.createDirectories(home.resolveSibling(home.getFileName() + "-client"));
        this.contents = new SampleContents(Mask.standard(), 1 << 30, new Spooling(1 << 20, spool));
    }

    static Bench open(Path folder, UnaryOperator<Settings> settings) throws IOException {
        return new Bench(folder.resolve("server"), settings, config -> config);
    }

    static Bench open(Path folder, UnaryOperator<Settings> settings, UnaryOperator<PlaceConfig> config)
            throws IOException {
        return new Bench(folder.resolve("server"), settings, config);
    }

    static Bench open(Path folder) throws IOException {
        return open(folder, settings -> settings);
    }

    /** Returns bytes that can't be compressed, the same for the same seed. */
    static byte[] noise(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    Reply forward(String id, byte[] bytes) throws IOException {
        return forward(id, bytes, Header.empty());
    }

    Reply forward(String id, byte[] bytes, Header more) throws IOException {
        try (EncodedContent content = contents.capture(new ByteArrayInputStream(bytes))) {
            Header header = Header.builder()
                    .set(CordonFields.SAMPLE_ID, id)
                    .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                    .setAll(content.fields())
                    .setAll(more)
                    .build();
            return forward(header, content.wire().openStream());
        }
    }

    Reply forward(Header header, InputStream content) {
        return server.place().desk().answer(Transaction.FORWARD_SAMPLE, new Received(header, content));
    }

    List<Sample> samples() throws IOException {
        return server.place().samples().list(SampleStore.Query.all()).samples();
    }

    List<String> ids() throws IOException {
        return samples().stream().map(sample -> sample.id().value()).toList();
    }

    Sample sample(String id) throws IOException {
        return server.place().samples().find(new SampleId(id)).orElseThrow();
    }

    /** Brings a sample to rest a second later. */
    void finish(String id) throws IOException {
        clock.advance(Duration.ofSeconds(1));
        happen(id, new SampleEvent.NothingToDo());
    }

    void happen(String id, SampleEvent event) throws IOException {
        Sample sample = sample(id);
        server.place().samples().update(sample, sample.on(event, clock.instant()));
    }

    void work(int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            clock.advance(Duration.ofSeconds(1));
            for (Station station : server.place().stations()) {
                var unused = station.work();
            }
        }
    }

    /** Installs definitions that know {@link #VIRUS}, and how to take it off the end of a file. */
    void install() throws IOException {
        install(7, VIRUS);
    }

    /** Installs definitions that know a virus, and how to take it off the end of a file. */
    void install(int sequence, String virus) throws IOException {
        String hex = BaseEncoding.base16().lowerCase().encode(bytes(virus));
        String digest =
                Hashing.sha256().hashString(virus, StandardCharsets.US_ASCII).toString();
        DefinitionSet set = new DefinitionSet(
                Sequence.of(sequence),
                new DailyVersion(LocalDate.of(2026, 1, 1), 1),
                clock.instant(),
                ImmutableSortedMap.of(
                        "test.ndb", text("Test:0:*:" + hex + "\n"),
                        "test.rdb", text("#cordon-rdb 1\nTest:truncate:" + virus.length() + ":" + digest + "\n")));
        server.place().active().install(DefinitionPackage.sign(set, key));
    }

    private static ByteSource text(String text) {
        return ByteSource.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    Operator operator() {
        return new Operator(new LoopbackTransport(server.place().desk(), clock), decoder(), new SecureRandom());
    }

    static ContentDecoder decoder() {
        return new ContentDecoder(Mask.standard(), 1 << 30);
    }

    /** Returns what waits in the spool of the server. */
    List<Path> spooled() throws IOException {
        try (var files = Files.list(home.resolve("spool"))) {
            return files.toList();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
