package dev.cordon.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.alert.AlertSettings;
import dev.cordon.alert.Alerting;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.defcast.Defcast;
import dev.cordon.defcast.Rollout;
import dev.cordon.defcast.Rollout.Standing;
import dev.cordon.defcast.RolloutPolicy;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.protocol.Confirmation;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleFault;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import dev.cordon.testkit.Samples;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set goes to a first ring of targets, to the rest after enough confirmations, and to nobody after a failure. */
class RolloutTest {
    private static final String ID = "0123456789abcdef";
    private static final String GUID = "00112233445566778899AABBCCDDEEFF";
    private static final ImmutableSet<String> ALL = ImmutableSet.of("A", "B", "C", "D");

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T10:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final List<Alert> told = new ArrayList<>();
    private RolloutPolicy policy = RolloutPolicy.standard().to(ALL, ALL).inRings(2, 2);

    @TempDir
    private Path folder;

    private ServerPlace server;

    @BeforeEach
    void open() throws IOException {
        ALL.forEach(name -> targets.computeIfAbsent(name, unused -> new Target()));
        server = ServerPlace.open(
                PlaceConfig.at(folder.resolve("server"))
                        .with(clock)
                        .with(Settings.standard()
                                .with(policy)
                                .with(AlertSettings.standard().enabling(AlertEvent.values())))
                        .trusting(key.trusted())
                        .with(Alerting.to(Runnable::run, told::add)),
                Optional.empty(),
                name -> Optional.ofNullable(targets.get(name)));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void reopen() throws IOException {
        server.close();
        open();
    }

    @Test
    void theFirstRingGetsASetFirstAndTheRestAfterItsConfirmations() throws IOException {
        install(1);

        work();
        assertThat(having(1)).containsExactly("A", "B");
        work();
        assertThat(having(1)).containsExactly("A", "B");
        work();

        assertThat(having(1)).containsExactly("A", "B", "C", "D");
    }

    @Test
    void aTargetThatHasTheSetIsAskedAndOfferedNothing() throws IOException {
        target("A").sequence = Optional.of(Sequence.of(1));
        install(1);
        work();

        assertThat(target("A").offers).isZero();
        assertThat(standing("A")).isEqualTo(Standing.CONFIRMED);
    }

    @Test
    void aFailureInTheFirstRingStopsTheRollout() throws IOException {
        target("A").refuses = true;
        install(1);
        for (int round = 0; round < 5; round++) {
            work();
            clock.advance(Duration.ofHours(1));
        }

        assertThat(having(1)).isEmpty();
        assertThat(standing("A")).isEqualTo(Standing.FAILED);
        assertThat(rollout().stopped())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("A: "));
    }

    @Test
    void aTargetThatTookTheSetAndDoesNotUseItIsAFailure() throws IOException {
        target("A").forgets = true;
        install(1);
        work();
        work();

        assertThat(standing("A")).isEqualTo(Standing.FAILED);
        assertThat(server.rollouts().isStopped()).isTrue();
    }

    @Test
    void aFailureBeyondTheFirstRingStopsItForThoseAfter() throws IOException {
        target("C").refuses = true;
        install(1);
        for (int round = 0; round < 5; round++) {
            work();
        }

        assertThat(having(1)).containsExactly("A", "B");
        assertThat(standing("D")).isEqualTo(Standing.WAITING);
    }

    @Test
    void aStoppedRolloutStaysStoppedOverARestartUntilAPersonResumesIt() throws IOException {
        target("A").refuses = true;
        install(1);
        work();

        reopen();
        work();
        assertThat(having(1)).isEmpty();

        assertThat(server.rollouts().resume()).isTrue();
        for (int round = 0; round < 5; round++) {
            work();
        }
        assertThat(standing("A")).isEqualTo(Standing.LEFT_OUT);
        assertThat(having(1)).containsExactly("B", "C", "D");
        assertThat(server.rollouts().resume()).isFalse();
    }

    @Test
    void aPersonStopsARollout() throws IOException {
        install(1);
        work();

        assertThat(server.rollouts().stop("looks wrong")).isTrue();
        reopen();
        work();
        work();
        work();

        assertThat(having(1)).containsExactly("A", "B");
        assertThat(rollout().stopped()).contains("looks wrong");
    }

    @Test
    void anotherSetBeginsAnotherRolloutAfterOneThatWasStopped() throws IOException {
        target("A").refuses = true;
        install(1);
        work();
        target("A").refuses = false;

        install(2);
        work();

        assertThat(rollout().sequence()).isEqualTo(Sequence.of(2));
        assertThat(having(2)).containsExactly("A", "B");
    }

    @Test
    void aNewerSetWaitsUntilThoseWhoMayHaveTheOneBeforeWereTried() throws IOException {
        install(1);
        work();
        install(2);
        work();
        work();
        assertThat(having(1)).containsExactly("A", "B", "C", "D");

        for (int round = 0; round < 3; round++) {
            work();
        }
        assertThat(having(2)).contains("A", "B");
    }

    @Test
    void aDisconnectedTargetIsNoFailureAndIsTriedAgainByInterval() throws IOException {
        target("A").down = true;
        install(1);
        work();
        work();
        assertThat(server.rollouts().isStopped()).isFalse();
        assertThat(target("A").calls).isEqualTo(1);
        assertThat(having(1)).containsExactly("B");

        target("A").down = false;
        clock.advance(Settings.standard().retryInterval());
        for (int round = 0; round < 4; round++) {
            work();
        }
        assertThat(having(1)).containsExactly("A", "B", "C", "D");
    }

    @Test
    void withoutAFirstRingEverybodyIsGivenASetAtOnce() throws IOException {
        policy = policy.inRings(0, 2);
        reopen();
        install(1);
        work();

        assertThat(having(1)).containsExactly("A", "B", "C", "D");
    }

    @Test
    void aConfirmationOfASubmittingClientCountsForTheFirstRing() throws IOException {
        policy = policy.inRings(2, 1);
        reopen();
        target("A").down = true;
        target("B").down = true;
        install(1);
        submitted(client().build());
        work();
        confirm(GUID, 1);
        work();

        assertThat(having(1)).containsExactly("C", "D");
    }

    @Test
    void confirmationsUnderNamesThatNobodyKnowsDoNotCount() throws IOException {
        target("A").down = true;
        target("B").down = true;
        install(1);
        work();
        confirm("X", 1);
        confirm("Y", 1);
        work();

        assertThat(having(1)).isEmpty();
        assertThat(rollout().computers()).doesNotContainKeys("X", "Y");
    }

    @Test
    void nobodyHasATargetPassedOverByConfirmingInItsName() throws IOException {
        install(1);
        work();
        confirm("D", 1);
        for (int round = 0; round < 4; round++) {
            work();
        }

        assertThat(having(1)).containsExactly("A", "B", "C", "D");
    }

    @Test
    void aConfirmationOfAnOlderSetDoesNotCount() throws IOException {
        install(1);
        install(2);
        target("A").down = true;
        target("B").down = true;
        work();
        confirm("X", 1);
        confirm("Y", 1);
        work();

        assertThat(having(2)).isEmpty();
    }

    @Test
    void certifiedAndNoncertifiedSetsHaveTargetsOfTheirOwn() throws IOException {
        policy = RolloutPolicy.standard()
                .to(ImmutableSet.of("A", "B"), ImmutableSet.of("D"))
                .inRings(4, 0);
        reopen();
        DefinitionPackage set = install(1);
        work();
        assertThat(having(1)).containsExactly("D");

        server.place().active().certify(Certification.sign(set, clock.instant(), key));
        work();

        assertThat(having(1)).containsExactly("A", "B", "D");
        assertThat(target("A").certified).isTrue();
    }

    @Test
    void whatThePlaceHasGoneBackFromIsGivenToNobody() throws IOException {
        policy = policy.inRings(1, 1);
        reopen();
        install(1);
        install(2);
        work();
        assertThat(having(2)).containsExactly("A");

        server.place().active().goBack(Sequence.of(1));
        for (int round = 0; round < 6; round++) {
            work();
        }

        assertThat(having(2)).containsExactly("A");
    }

    @Test
    void aStoppedRolloutIsToldAndClearedWhenItGoesOn() throws IOException {
        target("A").refuses = true;
        install(1);
        work();
        watch();
        clock.advance(Duration.ofMinutes(30));
        watch();
        assertThat(changes()).containsExactly(Alert.Change.RAISED);

        server.rollouts().resume();
        clock.advance(Duration.ofMinutes(1));
        watch();
        assertThat(changes()).containsExactly(Alert.Change.RAISED, Alert.Change.CLEARED);
    }

    @Test
    void aPersonGivesASetToATarget() throws IOException {
        policy = RolloutPolicy.standard();
        reopen();
        install(1);

        assertThat(server.defcast().deliver(Sequence.of(1), "C")).isEqualTo(Defcast.Delivery.TAKEN);
        assertThat(server.defcast().deliver(Sequence.of(1), "C")).isEqualTo(Defcast.Delivery.NOT_NEEDED);
        assertThatThrownBy(() -> server.defcast().deliver(Sequence.of(1), "stranger"))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> server.defcast().deliver(Sequence.of(2), "C")).isInstanceOf(WireException.class);
        assertThat(having(1)).containsExactly("C");
    }

    @Test
    void aFileThatMakesNoSenseBeginsTheRolloutAgainWithItsFirstRing() throws IOException {
        install(1);
        work();
        server.close();
        Files.writeString(folder.resolve("server").resolve("rollout"), "cordon-rollout 1\nspoilt");
        open();
        work();

        assertThat(having(1)).containsExactly("A", "B");
    }

    @Test
    void theParentServerOfASubmittingClientGetsSetsThatAreNotCertified() throws IOException {
        policy = RolloutPolicy.standard().withParents(true);
        reopen();
        DefinitionPackage set = install(1);
        submitted(client().set(Attributes.PLATFORM_DISTRIBUTOR, "D").build());
        work();
        assertThat(having(1)).containsExactly("D");

        target("D").sequence = Optional.empty();
        server.close();
        Files.delete(folder.resolve("server").resolve("rollout"));
        open();
        server.place().active().certify(Certification.sign(set, clock.instant(), key));
        work();
        assertThat(having(1)).isEmpty();
    }

    @Test
    void aParentServerThatIsNoTargetIsNotConnectedTo() throws IOException {
        policy = RolloutPolicy.standard().withParents(true);
        reopen();
        install(1);
        submitted(client().set(Attributes.PLATFORM_DISTRIBUTOR, "stranger").build());
        work();

        assertThat(server.rollouts().current()).isEmpty();
    }

    @Test
    void deliveriesOfASetWaitWhileItsRolloutIsStopped() throws IOException {
        targets.put(GUID, new Target());
        target("A").refuses = true;
        install(1);
        submitted(client().build());
        work();
        work("delivery");
        assertThat(having(1)).isEmpty();
        assertThat(sample().status()).isEqualTo(SampleStatus.DISTRIBUTE);

        server.rollouts().resume();
        clock.advance(Settings.standard().retryInterval());
        work("delivery");
        assertThat(having(1)).containsExactly(GUID);
        assertThat(sample().status()).isEqualTo(SampleStatus.DISTRIBUTED);
    }

    @Test
    void aSubmittingClientThatRefusesASetStopsItsRollout() throws IOException {
        targets.put(GUID, new Target());
        target("A").down = true;
        target(GUID).refuses = true;
        install(1);
        submitted(client().build());
        work();
        work("delivery");

        assertThat(standing(GUID)).isEqualTo(Standing.FAILED);
        assertThat(server.rollouts().isStopped()).isTrue();
        assertThat(sample().status()).isEqualTo(SampleStatus.NOT_INSTALLED);
    }

    @Test
    void aSubmittingClientThatDoesNotUseWhatItTookStopsTheRollout() throws IOException {
        targets.put(GUID, new Target());
        target("A").down = true;
        target(GUID).forgets = true;
        install(1);
        submitted(client().build());
        work();
        work("delivery");
        work("confirm");
        clock.advance(Settings.standard().confirmInterval());
        work("confirm");

        assertThat(standing(GUID)).isEqualTo(Standing.FAILED);
    }

    @Test
    void aTargetThatDoubtsACertificationIsHeard() throws IOException {
        targets.put(GUID, new Target());
        target(GUID).doubts = true;
        server.place().active().certify(Certification.sign(install(1), clock.instant(), key));
        submitted(client().build());
        work("delivery");

        assertThat(sample().status()).isEqualTo(SampleStatus.DISTRIBUTED);
        assertThat(sample().faults())
                .extracting(SampleFault::text)
                .containsExactly("the computer does not believe that definitions 00000001 are certified");
    }

    private static Header.Builder client() {
        return Header.builder().set(Attributes.PLATFORM_GUID, GUID);
    }

    /** A sample that is in line for the delivery of the first set. */
    private void submitted(Header attributes) throws IOException {
        try (EncodedContent content = new Samples(folder).content("the bytes of a sample")) {
            server.place().samples().add(Samples.received(ID, content, clock.instant(), attributes), content);
        }
        Sample sample = sample();
        SampleEvent atHand = new SampleEvent.DefinitionsAtHand(1, Handling.AUTOMATIC);
        server.place().samples().update(sample, sample.on(atHand, clock.instant()));
    }

    private Sample sample() throws IOException {
        return server.place().samples().find(new SampleId(ID)).orElseThrow();
    }

    private Rollout rollout() {
        return server.rollouts().current().orElseThrow();
    }

    private Standing standing(String name) {
        return Optional.ofNullable(rollout().computers().get(name)).orElseThrow();
    }

    private Target target(String name) {
        return Optional.ofNullable(targets.get(name)).orElseThrow();
    }

    private List<String> having(int sequence) {
        return targets.entrySet().stream()
                .filter(entry -> entry.getValue().sequence.equals(Optional.of(Sequence.of(sequence))))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<Alert.Change> changes() {
        return told.stream()
                .filter(alert -> alert.event() == AlertEvent.DEFCAST_ERROR)
                .map(Alert::change)
                .toList();
    }

    private void work() throws IOException {
        work("rollout");
    }

    private void watch() throws IOException {
        work("watch");
    }

    private void work(String name) throws IOException {
        for (Station station : server.place().stations()) {
            if (station.name().equals(name)) {
                var unused = station.work();
            }
        }
    }

    private void confirm(String name, int sequence) throws IOException {
        Confirmation confirmation = new Confirmation(name, Sequence.of(sequence), ImmutableList.of());
        try (Transport way = new LoopbackTransport(server.place().desk(), clock)) {
            way.send(confirmation.request()).orThrow().close();
        }
    }

    private DefinitionPackage install(int sequence) throws IOException {
        DefinitionPackage set = DefinitionPackage.sign(
                new DefinitionSet(
                        Sequence.of(sequence),
                        new DailyVersion(LocalDate.of(2026, 11, 24), sequence),
                        clock.instant(),
                        ImmutableSortedMap.of(
                                "base.ndb",
                                ByteSource.wrap("Other:0:*:00112233445566\n".getBytes(StandardCharsets.US_ASCII)))),
                key);
        server.place().active().install(set);
        return set;
    }

    /** A computer that takes sets, or refuses them, forgets them, or can't be reached. */
    private static final class Target implements Transport {
        private Optional<Sequence> sequence = Optional.empty();
        private boolean down;
        private boolean refuses;
        private boolean forgets;
        private boolean doubts;
        private boolean certified;
        private int offers;
        private int calls;

        @Override
        public Received send(Request request) throws IOException {
            calls++;
            if (down) {
                throw new IOException("no route");
            }
            Header.Builder reply = Header.builder();
            if (request.transaction() == Transaction.QUERY_SEQUENCE) {
                sequence.ifPresent(installed -> reply.set(Attributes.SIGNATURES_SEQUENCE, installed));
            } else if (refuses) {
                reply.set("X-Error", "unpackage");
            } else {
                offers++;
                if (doubts) {
                    reply.set(CordonFields.CERTIFIED, "no");
                }
                certified = request.header().has(CordonFields.CERTIFICATION);
                sequence = forgets ? sequence : request.header().find(Attributes.SIGNATURES_SEQUENCE);
            }
            return new Received(reply.build(), InputStream.nullInputStream());
        }

        @Override
        public void close() {}
    }
}
