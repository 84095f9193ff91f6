package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.definition.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of definitions in a folder. */
final class DirectoryDefinitionStoreTest {
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private static final Sequence OLD = Sequence.of(7);
    private static final Sequence NEW = Sequence.of(8);

    @TempDir
    Path temporary = Path.of("");

    private Path folder() {
        return temporary.resolve("definitions");
    }

    private DirectoryDefinitionStore open() throws IOException {
        return DirectoryDefinitionStore.open(folder());
    }

    private static DefinitionPackage set(Sequence sequence, String database) throws IOException {
        return DefinitionPackage.sign(
                new DefinitionSet(
                        sequence,
                        DailyVersion.parse("2026.03.01.001"),
                        Instant.parse("2026-03-01T08:00:00Z"),
                        ImmutableSortedMap.of(
                                "cordon.ndb", ByteSource.wrap(database.getBytes(StandardCharsets.US_ASCII)))),
                KEY);
    }

    @Test
    void aCertificationStaysBesideItsPackage() throws IOException {
        DirectoryDefinitionStore store = open();
        DefinitionPackage set = set(OLD, "old");
        Certification certification = Certification.sign(set, set.manifest().produced(), KEY);
        assertThatThrownBy(() -> store.certify(certification)).isInstanceOf(IOException.class);

        store.add(set);
        store.certify(certification);

        assertThat(open().certification(OLD)).contains(certification);
        assertThat(open().certification(NEW)).isEmpty();
        assertThat(open().sequences()).containsExactly(OLD);
        assertThat(open().find(OLD).orElseThrow().archive().read())
                .isEqualTo(set.archive().read());
    }

    @Test
    void aCertificationThatCannotBeReadIsSaid() throws IOException {
        open().add(set(OLD, "old"));
        Files.writeString(folder().resolve("00000007.certified"), "spoilt");

        assertThatThrownBy(() -> open().certification(OLD)).isInstanceOf(WireException.class);
    }

    @Test
    void goingBackRemembersTheHighestThatWasWithdrawn() throws IOException {
        DirectoryDefinitionStore store = open();
        store.add(set(OLD, "old"));
        store.add(set(NEW, "new"));
        store.activate(NEW);
        assertThat(store.withdrawn()).isEmpty();

        store.goBack(OLD, OLD);

        assertThat(open().active()).contains(OLD);
        assertThat(open().withdrawn()).contains(NEW);

        store.goBack(OLD, Sequence.of(9));
        assertThat(open().withdrawn()).contains(Sequence.of(9));
        store.goBack(OLD, NEW);
        assertThat(open().withdrawn()).contains(Sequence.of(9));
    }

    @Test
    void goingBackToWhatIsNotThereChangesNothing() throws IOException {
        DirectoryDefinitionStore store = open();
        store.add(set(NEW, "new"));
        store.activate(NEW);

        assertThatThrownBy(() -> store.goBack(OLD, NEW)).isInstanceOf(IOException.class);
        assertThat(store.active()).contains(NEW);
        assertThat(store.withdrawn()).isEmpty();
    }

    @Test
    void ordersToGoBackAreKeptInTheirOrder() throws IOException {
        RollbackOrder first = RollbackOrder.sign(NEW, OLD, Instant.parse("2026-03-01T08:00:00Z"), KEY);
        RollbackOrder second = RollbackOrder.sign(NEW, OLD, Instant.parse("2026-03-02T08:00:00Z"), KEY);
        assertThat(open().orders()).isEmpty();
        open().keep(first);
        open().keep(second);

        assertThat(open().orders()).containsExactly(first, second);
    }

    @Test
    void aDamagedOrderCostsOnlyItself() throws IOException {
        RollbackOrder order = RollbackOrder.sign(NEW, OLD, Instant.parse("2026-03-01T08:00:00Z"), KEY);
        open().keep(order);
        Path file = folder().resolve("rollback");
        Files.writeString(file, "cordon-rollback 1 half of\n" + Files.readString(file));

        assertThat(open().orders()).containsExactly(order);
    }

    @Test
    void anEmptyStoreHasNothing() throws IOException {
        try (DirectoryDefinitionStore store = open()) {
            assertThat(store.sequences()).isEmpty();
            assertThat(store.active()).isEmpty();
            assertThat(store.find(OLD)).isEmpty();
        }
    }

    @Test
    void aPackageIsKeptToTheByteUnderItsName() throws IOException {
        DefinitionPackage set = set(OLD, "old");
        open().add(set);

        assertThat(Files.readAllBytes(folder().resolve("00000007.all.zip")))
                .isEqualTo(set.archive().read());
        assertThat(open().find(OLD).orElseThrow().verify(KEY.trusted()).sequence())
                .isEqualTo(OLD);
    }

    @Test
    void theSequencesAreThoseOfThePackages() throws IOException {
        DirectoryDefinitionStore store = open();
        store.add(set(NEW, "new"));
        store.add(set(OLD, "old"));
        store.activate(OLD);

        assertThat(open().sequences()).containsExactly(OLD, NEW);
    }

    @Test
    void theSamePackageTwiceIsKeptOnce() throws IOException {
        DirectoryDefinitionStore store = open();
        store.add(set(OLD, "old"));
        store.add(set(OLD, "old"));

        assertThat(store.sequences()).containsExactly(OLD);
    }

    @Test
    void anotherPackageOfTheSameSequenceIsRefused() throws IOException {
        DirectoryDefinitionStore store = open();
        DefinitionPackage first = set(OLD, "old");
        store.add(first);

        assertThatThrownBy(() -> store.add(set(OLD, "other"))).isInstanceOf(IOException.class);
        assertThat(store.find(OLD).orElseThrow().archive().read())
                .isEqualTo(first.archive().read());
    }

    @Test
    void whatIsActiveStaysActive() throws IOException {
        DirectoryDefinitionStore store = open();
        store.add(set(OLD, "old"));
        store.add(set(NEW, "new"));
        store.activate(OLD);
        store.activate(NEW);

        assertThat(open().active()).contains(NEW);
    }

    @Test
    void aPackageThatIsNotThereCannotBeActivated() throws IOException {
        DirectoryDefinitionStore store = open();
        store.add(set(OLD, "old"));
        store.activate(OLD);

        assertThatThrownBy(() -> store.activate(NEW)).isInstanceOf(IOException.class);
        assertThat(store.active()).contains(OLD);
    }

    @Test
    void anActivationThatCannotBeWrittenLeavesTheOldOne() throws IOException {
        DirectoryDefinitionStore store = open();
        store.add(set(OLD, "old"));
        store.add(set(NEW, "new"));
        store.activate(OLD);

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.activate(NEW)).isInstanceOf(IOException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.active()).contains(OLD);
    }

    @Test
    void aPackageThatCannotBeWrittenIsNotThere() throws IOException {
        DirectoryDefinitionStore store = open();
        DefinitionPackage set = set(OLD, "old");

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.add(set)).isInstanceOf(IOException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    void whatWasHalfWrittenIsDeletedAtTheNextStart() throws IOException {
        open().add(set(OLD, "old"));
        Path half = Files.createFile(folder().resolve("123.part"));

        assertThat(open().sequences()).containsExactly(OLD);
        assertThat(half).doesNotExist();
    }

    @Test
    void anUnreadablePointerIsSaidToBeUnreadable() throws IOException {
        DirectoryDefinitionStore store = open();
        Files.writeString(folder().resolve("active"), "seven");

        assertThatThrownBy(store::active).isInstanceOf(IOException.class).hasMessageContaining("can't be read");
    }
}
