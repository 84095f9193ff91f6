package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.definition.SigningKey;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ActiveDefinitionsTest {
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private static final Engine ENGINE = new SignatureEngine();

    private final MemoryDefinitionStore store = new MemoryDefinitionStore();
    private ActiveDefinitions active;

    @BeforeEach
    void installTheTenth() throws IOException {
        active = ActiveDefinitions.open(store, KEY.trusted(), ENGINE);
        active.install(knowing("Tenth", 10));
    }

    @Test
    void withoutDefinitionsNothingIsScannedNorRepaired() throws IOException {
        ActiveDefinitions none = ActiveDefinitions.open(new MemoryDefinitionStore(), KEY.trusted(), ENGINE);

        Scanner.Report report = none.scanner().scan(new Scanner.Request(Sets.eicar()));

        assertThat(report.verdict())
                .isEqualTo(new Scanner.NotScanned(Scanner.Obstacle.NO_DEFINITIONS, "no definitions are installed"));
        assertThat(report.coverage().complete()).isFalse();
        assertThat(none.repairer().repair(new Repairer.Request(Sets.eicar(), "A"), OutputStream.nullOutputStream()))
                .isEqualTo(new Repairer.NoRepair());
        assertThat(none.sequence()).isEmpty();
        assertThat(none.version()).isEmpty();
    }

    @Test
    void puttingASetToUseIsSeenByTheScannerThatWasHandedOutBefore() throws IOException {
        Scanner scanner = active.scanner();

        assertThat(active.install(knowing("Eleventh", 11))).isTrue();

        assertThat(scanner.scan(new Scanner.Request(Sets.bytes("VIRUS"))).verdict())
                .isEqualTo(new Scanner.Detected("Eleventh"));
        assertThat(active.sequence()).contains(Sequence.of(11));
        assertThat(active.version()).contains(Sets.VERSION);
        assertThat(store.active()).contains(Sequence.of(11));
        assertThat(store.sequences()).containsExactly(Sequence.of(10), Sequence.of(11));
    }

    @Test
    void findsTheStandardTestFileAfterItsSetIsInstalled() throws IOException {
        active.install(sign(11, "eicar.ndb", Sets.eicarDatabase()));

        assertThat(active.scanner().scan(new Scanner.Request(Sets.eicar())).verdict())
                .isEqualTo(new Scanner.Detected("Eicar-Test"));
    }

    @Test
    void loadsWhatTheStoreSaysIsInUse() throws IOException {
        active.install(knowing("Eleventh", 11));

        ActiveDefinitions reopened = ActiveDefinitions.open(store, KEY.trusted(), ENGINE);

        assertThat(reopened.sequence()).contains(Sequence.of(11));
        assertThat(reopened.scanner()
                        .scan(new Scanner.Request(Sets.bytes("VIRUS")))
                        .verdict())
                .isEqualTo(new Scanner.Detected("Eleventh"));
    }

    @Test
    void verifiesAgainWhatTheStoreSaysIsInUse() {
        assertCode(ErrorCode.UNPACKAGE, () -> ActiveDefinitions.open(store, TrustedKeys.none(), ENGINE));
    }

    @Test
    void saysThatTheStoreHasLostWhatIsInUse() {
        store.lose(Sequence.of(10));

        assertThatThrownBy(() -> ActiveDefinitions.open(store, KEY.trusted(), ENGINE))
                .hasMessage("the store does not hold the definitions that are in use");
    }

    @Test
    void installingTheSameAgainChangesNothing() throws IOException {
        store.failToAdd();
        store.failToActivate();

        assertThat(active.install(DefinitionPackage.open(knowing("Tenth", 10).archive())))
                .isFalse();
        assertTenthIsInUse();
    }

    @Test
    void refusesAnOlderSet() {
        assertCode(ErrorCode.SUPERSEDED, () -> active.install(knowing("Ninth", 9)));
        assertTenthIsInUse();
    }

    @Test
    void refusesAnotherSetUnderTheSequenceInUse() {
        assertCode(ErrorCode.DECLINED, () -> active.install(knowing("Impostor", 10)));
        assertTenthIsInUse();
    }

    @Test
    void refusesAnotherSetUnderASequenceThatIsKept() throws IOException {
        store.add(knowing("Eleventh", 11));

        assertCode(ErrorCode.DECLINED, () -> active.install(knowing("Impostor", 11)));
        assertTenthIsInUse();
    }

    @Test
    void refusesWhatNoTrustedKeyHasSigned() throws IOException {
        SigningKey stranger = SigningKey.generate(new SecureRandom());
        DefinitionPackage foreign = DefinitionPackage.sign(Sets.of(11, "a.ndb", "A:0:*:5649525553"), stranger);

        assertCode(ErrorCode.UNPACKAGE, () -> active.install(foreign));
        assertTenthIsInUse();
    }

    @Test
    void refusesASetThatTheEngineCannotLoad() throws IOException {
        DefinitionPackage unreadable = sign(11, "a.ndb", "A:0:*:5649**5553");

        assertCode(ErrorCode.UNPACKAGE, () -> active.install(unreadable));
        assertTenthIsInUse();
    }

    @Test
    void keepsTheLastSetWhenTheStoreCannotKeepTheNext() {
        store.failToAdd();

        assertThatThrownBy(() -> active.install(knowing("Eleventh", 11))).hasMessage("the disk is full");
        assertTenthIsInUse();
    }

    @Test
    void keepsTheLastSetWhenTheStoreCannotActivateTheNext() {
        store.failToActivate();

        assertThatThrownBy(() -> active.install(knowing("Eleventh", 11))).hasMessage("the disk is broken");
        assertTenthIsInUse();
    }

    @Test
    void anEngineThatHasOneSetAtATimeIsGivenTheLastOneAgainWhenTheStoreFails() throws IOException {
        List<Sequence> loaded = new ArrayList<>();
        ActiveDefinitions other = ActiveDefinitions.open(store, KEY.trusted(), set -> {
            loaded.add(set.sequence());
            return ENGINE.load(set);
        });
        store.failToActivate();

        assertThatThrownBy(() -> other.install(knowing("Eleventh", 11))).hasMessage("the disk is broken");

        assertThat(loaded).containsExactly(Sequence.of(10), Sequence.of(11), Sequence.of(10));
    }

    @Test
    void aScanUnderWayEndsWithTheDefinitionsItBeganWith() {
        ByteSource installing = new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                active.install(knowing("Eleventh", 11));
                return Sets.bytes("VIRUS").openStream();
            }
        };

        Scanner.Report report = active.scanner().scan(new Scanner.Request(installing));

        assertThat(report.verdict()).isEqualTo(new Scanner.Detected("Tenth"));
        assertThat(report.coverage().sequence()).contains(Sequence.of(10));
        assertThat(active.sequence()).contains(Sequence.of(11));
    }

    @Test
    void aScanOfAnArchiveUsesOneSetForAllItsMembers() throws IOException {
        active.install(sign(11, "a.ndb", "Eleventh:0:*:4f4e45"));
        byte[] archive = Archives.zip(
                Archives.random(100_000),
                Sets.bytes("ONE").read(),
                Sets.bytes("TWO").read());
        ByteSource installing = new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                return new FilterInputStream(ByteSource.wrap(archive).openStream()) {
                    private int left = archive.length / 2;

                    @Override
                    public int read(byte[] target, int from, int length) throws IOException {
                        int taken = super.read(target, from, length);
                        left -= Math.max(0, taken);
                        if (left <= 0) {
                            active.install(sign(12, "a.ndb", "Twelfth:0:*:54574f"));
                        }
                        return taken;
                    }
                };
            }
        };

        Scanner.Report before = active.scanner().scan(new Scanner.Request(installing));
        Scanner.Report after = active.scanner().scan(new Scanner.Request(ByteSource.wrap(archive)));

        assertThat(before.verdict()).isEqualTo(new Scanner.Detected("Eleventh"));
        assertThat(before.coverage().sequence()).contains(Sequence.of(11));
        assertThat(after.verdict()).isEqualTo(new Scanner.Detected("Twelfth"));
        assertThat(after.coverage().sequence()).contains(Sequence.of(12));
    }

    @Test
    void installationsFollowOneAnother() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        FutureTask<Boolean> second = new FutureTask<>(() -> active.install(knowing("Twelfth", 12)));
        Thread other = new Thread(second);
        Engine watched = set -> {
            events.add("begin " + set.sequence().value());
            if (set.sequence().value() == 11) {
                other.start();
                awaitHeldUpOrDone(other);
            }
            events.add("end " + set.sequence().value());
            return ENGINE.load(set);
        };
        active = ActiveDefinitions.open(new MemoryDefinitionStore(), KEY.trusted(), watched);

        active.install(knowing("Eleventh", 11));

        assertThat(second.get()).isTrue();
        assertThat(events).containsExactly("begin 11", "end 11", "begin 12", "end 12");
        assertThat(active.sequence()).contains(Sequence.of(12));
    }

    @Test
    void aCertificationIsKeptAndBelievedAgainAfterARestart() throws IOException {
        assertThat(active.newestNoncertified()).contains(Sequence.of(10));

        assertThat(active.certify(certified("Tenth", 10, KEY))).isTrue();
        assertThat(active.certify(certified("Tenth", 10, KEY))).isFalse();

        ActiveDefinitions reopened = ActiveDefinitions.open(store, KEY.trusted(), ENGINE);
        assertThat(reopened.newestCertified().map(Certification::sequence)).contains(Sequence.of(10));
        assertThat(reopened.newestNoncertified()).isEmpty();
    }

    @Test
    void aCertificationThatCannotBeBelievedLeavesTheSetAsItWas() {
        SigningKey stranger = SigningKey.generate(new SecureRandom());

        assertCode(ErrorCode.UNPACKAGE, () -> active.certify(certified("Tenth", 10, stranger)));
        assertCode(ErrorCode.UNPACKAGE, () -> active.certify(certified("Impostor", 10, KEY)));
        assertCode(ErrorCode.UNAVAILABLE, () -> active.certify(certified("Eleventh", 11, KEY)));
        assertThat(active.certification(Sequence.of(10))).isEmpty();
        assertThat(store.certification(Sequence.of(10))).isEmpty();
        assertTenthIsInUse();
    }

    @Test
    void aCertificationThatIsKeptButNotSignedByATrustedKeyIsNotBelievedAtTheStart() throws IOException {
        store.certify(certified("Tenth", 10, SigningKey.generate(new SecureRandom())));

        assertThat(ActiveDefinitions.open(store, KEY.trusted(), ENGINE).newestCertified())
                .isEmpty();
    }

    @Test
    void aNewerSetLeavesTheCertifiedOneTheNewestThatIsCertified() throws IOException {
        active.certify(certified("Tenth", 10, KEY));
        active.install(knowing("Eleventh", 11));

        assertThat(active.newestCertified().map(Certification::sequence)).contains(Sequence.of(10));
        assertThat(active.newestNoncertified()).contains(Sequence.of(11));
    }

    @Test
    void whatWasWithdrawnByGoingBackIsNotInstalledAgainButNewerIs() throws IOException {
        active.install(knowing("Eleventh", 11));
        active.install(knowing("Twelfth", 12));

        active.goBack(Sequence.of(10));

        assertTenthIsInUse();
        for (ActiveDefinitions place : List.of(active, ActiveDefinitions.open(store, KEY.trusted(), ENGINE))) {
            assertThat(place.sequence()).contains(Sequence.of(10));
            assertCode(ErrorCode.ABANDONED, () -> place.install(knowing("Eleventh", 11)));
            assertCode(ErrorCode.ABANDONED, () -> place.install(knowing("Twelfth", 12)));
        }
        assertThat(active.install(knowing("Thirteenth", 13))).isTrue();
        assertThat(active.isWithdrawn(Sequence.of(12))).isFalse();
    }

    @Test
    void goingBackNeedsAnOlderSetThatIsHere() throws IOException {
        active.install(knowing("Twelfth", 12));

        assertCode(ErrorCode.UNAVAILABLE, () -> active.goBack(Sequence.of(11)));
        assertCode(ErrorCode.SUPERSEDED, () -> active.goBack(Sequence.of(12)));
        assertCode(ErrorCode.SUPERSEDED, () -> active.goBack(Sequence.of(13)));
        assertThat(active.sequence()).contains(Sequence.of(12));
        assertThat(store.withdrawn()).isEmpty();
    }

    @Test
    void anOrderIsCarriedOutAndKept() throws IOException {
        active.install(knowing("Eleventh", 11));
        RollbackOrder order = order(11, 10, 1);

        assertThat(active.obey(order)).isTrue();

        assertTenthIsInUse();
        assertCode(ErrorCode.ABANDONED, () -> active.install(knowing("Eleventh", 11)));
        assertThat(ActiveDefinitions.open(store, KEY.trusted(), ENGINE).order()).contains(order);
        assertThat(active.obey(order)).isFalse();
    }

    @Test
    void whatOneOrderHasWithdrawnStaysSoAfterTheNext() throws IOException {
        active.obey(order(15, 12, 1));
        active.obey(order(20, 16, 2));

        assertCode(ErrorCode.ABANDONED, () -> active.install(knowing("Thirteenth", 13)));
        assertCode(ErrorCode.ABANDONED, () -> active.install(knowing("Eighteenth", 18)));
        assertThat(active.install(knowing("Twelfth", 12))).isTrue();
    }

    @Test
    void anOrderOfAStrangerChangesNothing() throws IOException {
        active.install(knowing("Eleventh", 11));
        SigningKey stranger = SigningKey.generate(new SecureRandom());

        assertCode(
                ErrorCode.UNPACKAGE,
                () -> active.obey(RollbackOrder.sign(
                        Sequence.of(11),
                        Sequence.of(10),
                        Sets.of(1, "a.ndb", "").produced(),
                        stranger)));
        assertThat(active.sequence()).contains(Sequence.of(11));
        assertThat(store.orders()).isEmpty();
    }

    @Test
    void anOrderDoesNotBringDownWhatWasPublishedLater() throws IOException {
        active.install(knowing("Eleventh", 11));
        RollbackOrder order = order(11, 10, 1);
        active.obey(order);
        active.install(knowing("Twelfth", 12));

        assertThat(active.obey(order)).isFalse();
        assertThat(active.sequence()).contains(Sequence.of(12));
        assertThat(ActiveDefinitions.open(store, KEY.trusted(), ENGINE).sequence())
                .contains(Sequence.of(12));
    }

    @Test
    void anOlderOrderIsNotCarriedOutAfterANewerOne() throws IOException {
        active.install(knowing("Eleventh", 11));
        active.install(knowing("Twelfth", 12));
        active.obey(order(12, 11, 2));

        assertThat(active.obey(order(11, 10, 1))).isFalse();
        assertThat(active.sequence()).contains(Sequence.of(11));
    }

    @Test
    void anOrderWhoseTargetIsNotHereWaitsForIt() throws IOException {
        active.install(knowing("Twelfth", 12));
        RollbackOrder order = order(12, 11, 1);

        assertThat(active.obey(order)).isFalse();
        assertThat(active.sequence()).contains(Sequence.of(12));

        active.add(knowing("Eleventh", 11));
        assertThat(active.obey(order)).isTrue();
        assertThat(active.sequence()).contains(Sequence.of(11));
    }

    @Test
    void anOrderThatWasKeptAndNotCarriedOutIsCarriedOutAtTheStart() throws IOException {
        active.install(knowing("Eleventh", 11));
        store.keep(order(11, 10, 1));

        assertThat(ActiveDefinitions.open(store, KEY.trusted(), ENGINE).sequence())
                .contains(Sequence.of(10));
    }

    private static RollbackOrder order(int withdrawn, int target, int hour) {
        return RollbackOrder.sign(
                Sequence.of(withdrawn),
                Sequence.of(target),
                Sets.of(1, "a.ndb", "").produced().plusSeconds(hour * 3600L),
                KEY);
    }

    private static Certification certified(String virus, int sequence, SigningKey key) throws IOException {
        DefinitionPackage set = knowing(virus, sequence);
        return Certification.sign(set, set.manifest().produced(), key);
    }

    private static void awaitHeldUpOrDone(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private void assertTenthIsInUse() {
        assertThat(active.scanner()
                        .scan(new Scanner.Request(Sets.bytes("VIRUS")))
                        .verdict())
                .isEqualTo(new Scanner.Detected("Tenth"));
        assertThat(active.sequence()).contains(Sequence.of(10));
        assertThat(store.active()).contains(Sequence.of(10));
    }

    private static void assertCode(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(WireException.class))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static DefinitionPackage knowing(String virus, int sequence) throws IOException {
        return sign(sequence, "a.ndb", virus + ":0:*:5649525553\n");
    }

    private static DefinitionPackage sign(int sequence, String file, String database) throws IOException {
        return DefinitionPackage.sign(Sets.of(sequence, file, database), KEY);
    }
}
