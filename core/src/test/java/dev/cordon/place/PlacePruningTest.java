package dev.cordon.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place removes no definitions that a sample or a target waits for. */
class PlacePruningTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String ID = "0123456789abcdef";

    private final SigningKey key = SigningKey.generate(new SecureRandom());

    @TempDir
    private Path folder;

    private PlaceConfig config() {
        return PlaceConfig.at(folder.resolve("home")).trusting(key.trusted());
    }

    private void install(Place place, int sets) throws IOException {
        for (int sequence = 1; sequence <= sets; sequence++) {
            ByteSource database =
                    ByteSource.wrap(("Known:0:*:6b6e6f776e0" + sequence + "\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(place.active()
                            .install(DefinitionPackage.sign(
                                    new DefinitionSet(
                                            Sequence.of(sequence),
                                            DailyVersion.parse("2026.11.24.00" + sequence),
                                            NOW,
                                            ImmutableSortedMap.of("a.ndb", database)),
                                    key)))
                    .isTrue();
        }
    }

    /** Adds a sample that waits for the delivery of a set. */
    private void addWaiting(Place place, int needed) throws IOException {
        try (EncodedContent content = new Samples(folder).content("the bytes of a sample")) {
            place.samples().add(Samples.received(ID, content, NOW, Header.empty()), content);
        }
        Sample sample = place.samples().find(new SampleId(ID)).orElseThrow();
        place.samples().update(sample, sample.on(new SampleEvent.DefinitionsAtHand(needed, Handling.AUTOMATIC), NOW));
    }

    @Test
    void whatASampleWaitsForOrIsRolledOutStaysWhetherThePlaceRunsOrNot() throws IOException {
        Path rollout = Files.createDirectories(folder.resolve("home")).resolve("rollout");
        Files.writeString(rollout, "cordon-rollout 1\n00000002\ngoing\nwaiting\tA\n");
        try (ServerPlace server = ServerPlace.open(config(), Optional.empty(), name -> Optional.empty())) {
            install(server.place(), 6);
            addWaiting(server.place(), 1);

            assertThat(server.place().prune(2)).containsExactly(Sequence.of(3));
        }
        try (Place resting = Place.atRest(config())) {
            assertThat(resting.prune(1)).containsExactly(Sequence.of(4));
            resting.samples().remove(new SampleId(ID));
        }
        Files.delete(rollout);
        try (Place resting = Place.atRest(config())) {
            assertThat(resting.prune(1)).containsExactly(Sequence.of(1), Sequence.of(2));
            assertThat(resting.definitions().sequences()).containsExactly(Sequence.of(5), Sequence.of(6));
        }
    }
}
