package dev.cordon.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sequence;
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
import dev.cordon.protocol.Transaction;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a flight recording of a server tells. */
class FlightRecorderTest {
    private static final String VIRUS = "A sequence of bytes that stands for a virus.";
    private static final String GUID = "00112233445566778899aabbccddeeff";

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());

    @TempDir
    private Path folder;

    @Test
    void eachTransitionIsRecorded() throws IOException {
        List<RecordedEvent> events = record("dev.cordon.Transition", "transitions", VIRUS);

        assertThat(events)
                .extracting(event -> event.getString("from") + " > " + event.getString("to"))
                .containsExactly("start > quarantined", "quarantined > distribute", "distribute > not installed");
        assertThat(events).extracting(event -> event.getInt("changes")).isSorted();
        assertThat(events.get(1).getString("event")).isEqualTo("definitions at hand, delivery automatic");
    }

    @Test
    void anIntakeIsRecorded() throws IOException {
        List<RecordedEvent> events = record("dev.cordon.Intake", "intake", VIRUS);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getLong("size")).isEqualTo(VIRUS.length());
            assertThat(event.getBoolean("known")).isFalse();
            assertThat(event.getString("error")).isEmpty();
            assertThat(event.getDuration()).isPositive();
        });
    }

    @Test
    void aRefusedIntakeIsRecordedWithItsError() throws IOException {
        List<RecordedEvent> events = record("dev.cordon.Intake", "refused", VIRUS, "X-Sample-Size", "1");

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getString("error")).isEqualTo("sample");
            assertThat(event.getLong("size")).isZero();
        });
    }

    @Test
    void aScanIsRecorded() throws IOException {
        List<RecordedEvent> events = record("dev.cordon.Scan", "scan", VIRUS);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getString("result")).isEqualTo("norepair");
            assertThat(event.getString("virus")).isEqualTo("Test");
            assertThat(event.getInt("sequence")).isEqualTo(7);
            assertThat(event.getString("engine")).isNotEmpty();
            assertThat(event.getBoolean("complete")).isTrue();
            assertThat(event.getLong("size")).isEqualTo(VIRUS.length());
        });
    }

    @Test
    void aDeliveryIsRecorded() throws IOException {
        List<RecordedEvent> events = record("dev.cordon.Delivery", "delivery", VIRUS);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getString("target")).isEqualTo(GUID);
            assertThat(event.getInt("sequence")).isEqualTo(7);
            assertThat(event.getString("outcome")).isEqualTo("not installed");
        });
    }

    static Stream<EventType> types() {
        return Stream.of(TransitionEvent.class, IntakeEvent.class, ScanEvent.class, DeliveryEvent.class)
                .map(EventType::getEventType);
    }

    @ParameterizedTest
    @MethodSource("types")
    void thePageForOperatorsNamesEachEventWithItsFields(EventType type) throws IOException {
        ImmutableList<String> own = type.getFields().stream()
                .filter(field -> !List.of("startTime", "duration", "eventThread", "stackTrace")
                        .contains(field.getName()))
                .map(field -> "`" + field.getName() + "`")
                .collect(ImmutableList.toImmutableList());
        String page = Files.readString(Path.of("..", "docs", "operations.md"));
        String row = page.lines()
                .filter(line -> line.startsWith("| `" + type.getName() + "` |"))
                .collect(Collectors.joining());

        assertThat(row).contains(own);
    }

    /** Records one sample from its intake to the end of what a server without a gateway and targets does. */
    private List<RecordedEvent> record(String type, String id, String text, String... more) throws IOException {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording();
                ServerPlace server = open()) {
            recording.enable(type).withoutThreshold();
            recording.start();
            forward(server, id, text, more);
            clock.advance(Duration.ofSeconds(1));
            for (Station station : server.place().stations()) {
                var unused = station.work();
            }
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(type))
                .filter(event -> event.getString("sample").equals(id))
                .toList();
    }

    private ServerPlace open() throws IOException {
        ServerPlace server = ServerPlace.open(
                PlaceConfig.at(folder.resolve("server"))
                        .with(Settings.standard().every(Duration.ofSeconds(1)))
                        .with(clock)
                        .trusting(key.trusted()),
                Optional.empty(),
                name -> Optional.empty());
        String hex = BaseEncoding.base16().lowerCase().encode(VIRUS.getBytes(StandardCharsets.US_ASCII));
        ByteSource database = ByteSource.wrap(("Test:0:*:" + hex + "\n").getBytes(StandardCharsets.US_ASCII));
        DefinitionSet set = new DefinitionSet(
                Sequence.of(7),
                new DailyVersion(LocalDate.of(2026, 1, 1), 1),
                clock.instant(),
                ImmutableSortedMap.of("test.ndb", database));
        server.place().active().install(DefinitionPackage.sign(set, key));
        return server;
    }

    private void forward(ServerPlace server, String id, String text, String... more) throws IOException {
        SampleContents contents = new SampleContents(Mask.standard(), 1 << 20, new Spooling(1 << 20, folder));
        try (EncodedContent content =
                contents.capture(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))) {
            Header.Builder header = Header.builder()
                    .set(CordonFields.SAMPLE_ID, id)
                    .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                    .set(Attributes.PLATFORM_GUID, GUID)
                    .setAll(content.fields());
            for (int index = 0; index < more.length; index += 2) {
                header.set(more[index], more[index + 1]);
            }
            server.place()
                    .desk()
                    .answer(
                            Transaction.FORWARD_SAMPLE,
                            new Received(header.build(), content.wire().openStream()));
        }
    }
}
