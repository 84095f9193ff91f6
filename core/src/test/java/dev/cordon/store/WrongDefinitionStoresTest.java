package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.spi.DefinitionStore;
import dev.cordon.testkit.BrokenRules;
import dev.cordon.testkit.DefinitionStoreBetween;
import dev.cordon.testkit.DefinitionStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of stores for definitions finds out stores that break it. */
final class WrongDefinitionStoresTest {
    /** A store that does as the built-in one does, but for what it does wrong. */
    private abstract static class Wrong extends DefinitionStoreContract {
        @TempDir
        Path temporary = Path.of("");

        @Override
        protected DefinitionStore open() throws IOException {
            return wrong(DirectoryDefinitionStore.open(temporary.resolve("definitions")));
        }

        abstract DefinitionStore wrong(DirectoryDefinitionStore right) throws IOException;
    }

    /** Loses everything when it is opened. */
    static final class Forgetful extends Wrong {
        @Override
        DefinitionStore wrong(DirectoryDefinitionStore right) throws IOException {
            MoreFiles.deleteDirectoryContents(temporary.resolve("definitions"), RecursiveDeleteOption.ALLOW_INSECURE);
            return right;
        }
    }

    @Test
    void oneThatForgets() {
        assertThat(BrokenRules.of(Forgetful.class))
                .containsExactlyInAnyOrder("rule02", "rule03", "rule08", "rule10", "rule12", "rule16", "rule19");
    }

    /** Takes other bytes in place of those that are there. */
    static final class Replacing extends Wrong {
        @Override
        DefinitionStore wrong(DirectoryDefinitionStore right) {
            return new DefinitionStoreBetween(right) {
                @Override
                public void add(DefinitionPackage set) throws IOException {
                    Files.deleteIfExists(temporary.resolve("definitions").resolve(set.sequence() + ".all.zip"));
                    super.add(set);
                }
            };
        }
    }

    @Test
    void oneThatReplacesWhatIsThere() {
        assertThat(BrokenRules.of(Replacing.class)).contains("rule05").isSubsetOf("rule05", "rule17");
    }

    /** Keeps the package that it was given instead of its bytes. */
    static final class Borrowing extends Wrong {
        private final Map<Sequence, DefinitionPackage> borrowed = new HashMap<>();

        @Override
        DefinitionStore wrong(DirectoryDefinitionStore right) {
            return new DefinitionStoreBetween(right) {
                @Override
                public synchronized void add(DefinitionPackage set) throws IOException {
                    super.add(set);
                    borrowed.putIfAbsent(set.sequence(), set);
                }

                @Override
                public synchronized Optional<DefinitionPackage> find(Sequence sequence) {
                    return Optional.ofNullable(borrowed.get(sequence));
                }
            };
        }
    }

    @Test
    void oneThatKeepsAPackageThatIsNotItsOwn() {
        assertThat(BrokenRules.of(Borrowing.class)).containsExactlyInAnyOrder("rule06", "rule19");
    }

    /** Puts to use whatever is added. */
    static final class Eager extends Wrong {
        @Override
        DefinitionStore wrong(DirectoryDefinitionStore right) {
            return new DefinitionStoreBetween(right) {
                @Override
                public void add(DefinitionPackage set) throws IOException {
                    super.add(set);
                    activate(set.sequence());
                }
            };
        }
    }

    @Test
    void oneThatPutsToUseWhateverIsAdded() {
        assertThat(BrokenRules.of(Eager.class)).containsExactly("rule07");
    }

    /** Withdraws what it is told and nothing else. */
    static final class Literal extends Wrong {
        private Optional<Sequence> told = Optional.empty();

        @Override
        DefinitionStore wrong(DirectoryDefinitionStore right) {
            return new DefinitionStoreBetween(right) {
                @Override
                public void goBack(Sequence target, Sequence withdrawn) throws IOException {
                    super.goBack(target, withdrawn);
                    told = Optional.of(withdrawn);
                }

                @Override
                public Optional<Sequence> withdrawn() {
                    return told;
                }
            };
        }
    }

    @Test
    void oneThatWithdrawsNoMoreThanItIsTold() {
        assertThat(BrokenRules.of(Literal.class)).containsExactlyInAnyOrder("rule13", "rule14");
    }

    /** Takes every certification, and keeps the first of each set. */
    static final class Credulous extends Wrong {
        private final Map<Sequence, Certification> first = new HashMap<>();

        @Override
        DefinitionStore wrong(DirectoryDefinitionStore right) {
            return new DefinitionStoreBetween(right) {
                @Override
                public void certify(Certification certification) {
                    first.putIfAbsent(certification.sequence(), certification);
                }

                @Override
                public Optional<Certification> certification(Sequence sequence) {
                    return Optional.ofNullable(first.get(sequence));
                }
            };
        }
    }

    @Test
    void oneThatCertifiesAnythingOnce() {
        assertThat(BrokenRules.of(Credulous.class)).containsExactlyInAnyOrder("rule10", "rule11", "rule19");
    }

    /** Keeps the last order only. */
    static final class ShortOfMemory extends Wrong {
        @Override
        DefinitionStore wrong(DirectoryDefinitionStore right) {
            return new DefinitionStoreBetween(right) {
                @Override
                public ImmutableList<RollbackOrder> orders() throws IOException {
                    ImmutableList<RollbackOrder> all = super.orders();
                    return all.subList(Math.max(0, all.size() - 1), all.size());
                }
            };
        }
    }

    @Test
    void oneThatKeepsTheLastOrderOnly() {
        assertThat(BrokenRules.of(ShortOfMemory.class)).containsExactlyInAnyOrder("rule16", "rule18");
    }

    /** Removes packages only, whatever is in use. */
    static final class Careless extends Wrong {
        @Override
        DefinitionStore wrong(DirectoryDefinitionStore right) {
            return new DefinitionStoreBetween(right) {
                @Override
                public void remove(Sequence sequence) throws IOException {
                    Files.deleteIfExists(temporary.resolve("definitions").resolve(sequence + ".all.zip"));
                }
            };
        }
    }

    @Test
    void oneThatRemovesPackagesOnlyWhateverIsInUse() {
        assertThat(BrokenRules.of(Careless.class)).containsExactlyInAnyOrder("rule19", "rule20");
    }
}
