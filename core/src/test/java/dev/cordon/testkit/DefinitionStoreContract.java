package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.definition.SigningKey;
import dev.cordon.spi.DefinitionStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DefinitionStore} does. Extend it and say which store is meant; every test is one rule. */
public abstract class DefinitionStoreContract {
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Sequence ONE = Sequence.of(1);
    private static final Sequence TWO = Sequence.of(2);
    private static final Sequence THREE = Sequence.of(3);

    private DefinitionStore store;

    /** For subclasses. */
    protected DefinitionStoreContract() {}

    /** Opens the store under test, which is empty at first; within one test the same store each time. */
    protected abstract DefinitionStore open() throws IOException;

    @BeforeEach
    void openIt() throws IOException {
        store = open();
    }

    @AfterEach
    void closeIt() throws IOException {
        store.close();
    }

    /** What must be durable is looked at by the next process. */
    private void openAgain() throws IOException {
        store.close();
        store = open();
    }

    private static DefinitionPackage set(Sequence sequence, String database) throws IOException {
        return DefinitionPackage.sign(
                new DefinitionSet(
                        sequence,
                        DailyVersion.parse("2026.03.01.001"),
                        NOW,
                        ImmutableSortedMap.of(
                                "cordon.ndb", ByteSource.wrap(database.getBytes(StandardCharsets.US_ASCII)))),
                KEY);
    }

    private static DefinitionPackage set(Sequence sequence) throws IOException {
        return set(sequence, "the database of " + sequence);
    }

    private void add(Sequence... sequences) throws IOException {
        for (Sequence sequence : sequences) {
            store.add(set(sequence));
        }
    }

    private byte[] kept(Sequence sequence) throws IOException {
        return store.find(sequence).orElseThrow().archive().read();
    }

    @Test
    void rule01_hasNothingAtFirst() throws IOException {
        assertThat(store.sequences()).isEmpty();
        assertThat(store.find(ONE)).isEmpty();
        assertThat(store.active()).isEmpty();
        assertThat(store.certification(ONE)).isEmpty();
        assertThat(store.withdrawn()).isEmpty();
        assertThat(store.orders()).isEmpty();
    }

    @Test
    void rule02_keepsPackagesToTheByte() throws IOException {
        add(ONE, TWO);
        openAgain();

        assertThat(kept(ONE)).isEqualTo(set(ONE).archive().read());
        assertThat(kept(TWO)).isEqualTo(set(TWO).archive().read());
    }

    @Test
    void rule03_listsTheSequencesOfAllPackages() throws IOException {
        add(TWO, ONE, THREE);
        openAgain();

        assertThat(store.sequences()).containsExactly(ONE, TWO, THREE);
    }

    @Test
    void rule04_keepsTheSamePackageOnce() throws IOException {
        add(ONE, ONE);

        assertThat(store.sequences()).containsExactly(ONE);
    }

    @Test
    void rule05_refusesOtherBytesUnderTheSameSequence() throws IOException {
        add(ONE);

        assertThatThrownBy(() -> store.add(set(ONE, "another database"))).isInstanceOf(IOException.class);
        assertThat(kept(ONE)).isEqualTo(set(ONE).archive().read());
    }

    @Test
    void rule06_doesNotNeedTheBytesOfAPackageAfterItIsAdded() throws IOException {
        byte[] bytes = set(ONE).archive().read();
        store.add(DefinitionPackage.open(ByteSource.wrap(bytes)));
        Arrays.fill(bytes, (byte) 0);

        assertThat(kept(ONE)).isEqualTo(set(ONE).archive().read());
    }

    @Test
    void rule07_addingPutsNothingToUse() throws IOException {
        add(ONE, TWO);
        store.activate(ONE);
        add(THREE);

        assertThat(store.active()).contains(ONE);
    }

    @Test
    void rule08_remembersWhichIsInUse() throws IOException {
        add(ONE, TWO);
        store.activate(ONE);
        store.activate(TWO);
        openAgain();

        assertThat(store.active()).contains(TWO);
        assertThat(store.sequences()).containsExactly(ONE, TWO);
    }

    @Test
    void rule09_putsNothingToUseThatIsNotThere() throws IOException {
        add(ONE);
        store.activate(ONE);

        assertThatThrownBy(() -> store.activate(TWO)).isInstanceOf(IOException.class);
        assertThat(store.active()).contains(ONE);
    }

    @Test
    void rule10_keepsTheLastCertificationBesideItsPackage() throws IOException {
        add(ONE, TWO);
        Certification first = Certification.sign(set(ONE), NOW, KEY);
        Certification last = Certification.sign(set(ONE), NOW.plusSeconds(60), KEY);
        store.certify(first);
        store.certify(last);
        openAgain();

        assertThat(store.certification(ONE)).contains(last);
        assertThat(store.certification(TWO)).isEmpty();
        assertThat(kept(ONE)).isEqualTo(set(ONE).archive().read());
    }

    @Test
    void rule11_certifiesNothingThatIsNotThere() throws IOException {
        Certification certification = Certification.sign(set(ONE), NOW, KEY);

        assertThatThrownBy(() -> store.certify(certification)).isInstanceOf(IOException.class);
        assertThat(store.certification(ONE)).isEmpty();
    }

    @Test
    void rule12_goesBackAndRemembersWhatWasWithdrawn() throws IOException {
        add(ONE, TWO, THREE);
        store.activate(TWO);
        store.goBack(ONE, THREE);
        openAgain();

        assertThat(store.active()).contains(ONE);
        assertThat(store.withdrawn()).contains(THREE);
        assertThat(store.sequences()).containsExactly(ONE, TWO, THREE);
    }

    @Test
    void rule13_withdrawsAtLeastWhatWasInUse() throws IOException {
        add(ONE, TWO, THREE);
        store.activate(THREE);
        store.goBack(ONE, TWO);

        assertThat(store.withdrawn()).contains(THREE);
    }

    @Test
    void rule14_doesNotForgetWhatWasWithdrawnBefore() throws IOException {
        add(ONE, TWO);
        store.activate(TWO);
        store.goBack(TWO, Sequence.of(9));
        store.goBack(ONE, TWO);

        assertThat(store.withdrawn()).contains(Sequence.of(9));
    }

    @Test
    void rule15_goesBackToNothingThatIsNotThere() throws IOException {
        add(TWO);
        store.activate(TWO);

        assertThatThrownBy(() -> store.goBack(ONE, TWO)).isInstanceOf(IOException.class);
        assertThat(store.active()).contains(TWO);
        assertThat(store.withdrawn()).isEmpty();
    }

    @Test
    void rule16_keepsOrdersInTheirOrder() throws IOException {
        RollbackOrder first = RollbackOrder.sign(THREE, ONE, NOW, KEY);
        RollbackOrder second = RollbackOrder.sign(TWO, ONE, NOW.plusSeconds(60), KEY);
        store.keep(first);
        store.keep(second);
        openAgain();

        assertThat(store.orders()).containsExactly(first, second);
    }

    @Test
    void rule17_manyMayAddAtATime() throws Exception {
        var unused = Simultaneously.run(8, number -> () -> {
            store.add(set(Sequence.of(1 + number % 4)));
            return number;
        });

        assertThat(store.sequences()).containsExactly(ONE, TWO, THREE, Sequence.of(4));
        for (Sequence sequence : store.sequences()) {
            assertThat(kept(sequence)).isEqualTo(set(sequence).archive().read());
        }
    }

    @Test
    void rule18_manyMayKeepOrdersAtATime() throws Exception {
        var unused = Simultaneously.run(8, number -> () -> {
            store.keep(RollbackOrder.sign(TWO, ONE, NOW.plusSeconds(number), KEY));
            return number;
        });

        assertThat(store.orders()).hasSize(8);
    }

    @Test
    void rule19_removesAPackageWithItsCertification() throws IOException {
        add(ONE, TWO);
        store.activate(TWO);
        store.certify(Certification.sign(set(ONE), NOW, KEY));
        store.remove(ONE);
        store.remove(THREE);
        openAgain();

        assertThat(store.sequences()).containsExactly(TWO);
        assertThat(store.find(ONE)).isEmpty();
        assertThat(store.certification(ONE)).isEmpty();
        assertThat(store.active()).contains(TWO);
    }

    @Test
    void rule20_removesNothingThatIsInUse() throws IOException {
        add(ONE);
        store.activate(ONE);

        assertThatThrownBy(() -> store.remove(ONE)).isInstanceOf(IOException.class);
        assertThat(kept(ONE)).isEqualTo(set(ONE).archive().read());
        assertThat(store.active()).contains(ONE);
    }
}
