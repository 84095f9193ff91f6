package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordon.attribute.Sequence;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.definition.SigningKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which sets a place does not need any more. */
final class PruningTest {
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());

    private final MemoryDefinitionStore store = new MemoryDefinitionStore();
    private ActiveDefinitions active;

    @BeforeEach
    void open() throws IOException {
        active = ActiveDefinitions.open(store, KEY.trusted(), new SignatureEngine());
    }

    private static DefinitionPackage set(int sequence) throws IOException {
        return DefinitionPackage.sign(Sets.of(sequence, "a.ndb", "A:0:*:5649525553\n"), KEY);
    }

    private void install(int... sequences) throws IOException {
        for (int sequence : sequences) {
            assertThat(active.install(set(sequence))).isTrue();
        }
    }

    private List<Integer> kept() {
        return store.sequences().stream().map(Sequence::value).toList();
    }

    private List<Integer> prune(int keep, Integer... awaited) throws IOException {
        Set<Sequence> waiting =
                Set.copyOf(List.of(awaited).stream().map(Sequence::of).toList());
        return active.prune(keep, waiting).stream().map(Sequence::value).toList();
    }

    @Test
    void theSetInUseAndTheGoodOnesBeforeItStay() throws IOException {
        install(1, 2, 3, 4, 5);

        assertThat(prune(2)).containsExactly(1, 2);
        assertThat(kept()).containsExactly(3, 4, 5);
        assertThat(prune(2)).isEmpty();
    }

    @Test
    void theLastGoodOneIsAlwaysKept() throws IOException {
        install(1, 2);

        assertThatThrownBy(() -> prune(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(prune(1)).isEmpty();
    }

    @Test
    void whereNothingIsInUseNothingIsRemoved() throws IOException {
        active.add(set(1));

        assertThat(prune(1)).isEmpty();
        assertThat(kept()).containsExactly(1);
    }

    @Test
    void whatSomebodyWaitsForStays() throws IOException {
        install(1, 2, 3, 4);

        assertThat(prune(1, 2)).containsExactly(1);
        assertThat(kept()).containsExactly(2, 3, 4);
    }

    @Test
    void theNewestCertifiedSetStaysAndIsStillCertified() throws IOException {
        install(1, 2, 3, 4, 5);
        for (int certified : new int[] {1, 2}) {
            active.certify(Certification.sign(set(certified), Sets.PRODUCED, KEY));
        }

        assertThat(prune(1)).containsExactly(1, 3);
        assertThat(active.newestCertified().map(Certification::sequence)).contains(Sequence.of(2));
        assertThat(active.certification(Sequence.of(1))).isEmpty();
    }

    /** Which of those below a withdrawn set were good nobody can tell: one of them is where the place has gone back to. */
    @Test
    void belowAWithdrawalNothingIsRemovedBeforeThereAreEnoughNewerOnes() throws IOException {
        install(1, 2, 3);
        active.goBack(Sequence.of(1));
        install(4, 5);

        assertThat(prune(2)).isEmpty();
        install(6);
        assertThat(prune(2)).containsExactly(1, 2, 3);
        assertThat(kept()).containsExactly(4, 5, 6);
    }

    @Test
    void whatWasWithdrawnStaysAsItsSequenceIsNotToBeUsedAgain() throws IOException {
        install(1, 2, 3, 4);
        active.goBack(Sequence.of(3));

        assertThat(prune(1)).isEmpty();
        assertThat(kept()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void theSetToWhichTheLastOrderGoesBackStays() throws IOException {
        install(1, 2, 3);
        active.obey(RollbackOrder.sign(Sequence.of(3), Sequence.of(1), Sets.PRODUCED, KEY));
        install(IntStream.rangeClosed(4, 8).toArray());

        assertThat(prune(1)).containsExactly(2, 3, 4, 5, 6);
        assertThat(kept()).containsExactly(1, 7, 8);
    }

    @Test
    void aPrunedSetIsNotInstalledAgain() throws IOException {
        install(1, 2, 3);
        prune(1);

        assertThatThrownBy(() -> active.install(set(1))).hasMessageContaining("newer definitions are in use");
    }
}
