package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.hash.HashCode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Question;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleConflictException;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.testkit.BrokenRules;
import dev.cordon.testkit.SampleStoreContract;
import dev.cordon.testkit.StoreBetween;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of stores finds out stores that break it. */
final class WrongSampleStoresTest {
    /** Loses everything when it is opened. */
    static final class Forgetful extends SampleStoreContract {
        @Override
        protected SampleStore open(Path folder) throws IOException {
            if (Files.exists(folder)) {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
            return DirectorySampleStore.open(folder);
        }
    }

    @Test
    void oneThatForgets() {
        assertThat(BrokenRules.of(Forgetful.class)).contains("rule18");
    }

    /** Lets the last one win. */
    static final class Heedless extends SampleStoreContract {
        @Override
        protected SampleStore open(Path folder) throws IOException {
            DirectorySampleStore store = DirectorySampleStore.open(folder);
            return new StoreBetween(store) {
                @Override
                public synchronized Sample update(Sample before, Sample after) throws IOException {
                    Sample there = find(after.id()).orElseThrow(() -> new UnknownSampleException(after.id()));
                    return there.changes() == before.changes() ? super.update(before, after) : after;
                }
            };
        }
    }

    @Test
    void oneThatLetsTheLastOneWin() {
        assertThat(BrokenRules.of(Heedless.class)).containsExactlyInAnyOrder("rule13", "rule14");
    }

    /** Takes other bytes under the id of a sample for the same. */
    static final class Credulous extends SampleStoreContract {
        @Override
        protected SampleStore open(Path folder) throws IOException {
            return new StoreBetween(DirectorySampleStore.open(folder)) {
                @Override
                public Sample add(Sample sample, EncodedContent content) throws IOException {
                    try {
                        return super.add(sample, content);
                    } catch (SampleConflictException e) {
                        return sample;
                    }
                }
            };
        }
    }

    @Test
    void oneThatTakesOtherBytesForTheSame() {
        assertThat(BrokenRules.of(Credulous.class)).containsExactly("rule06");
    }

    /** Removes a content with the first of its samples. */
    static final class Careless extends SampleStoreContract {
        @Override
        protected SampleStore open(Path folder) throws IOException {
            return new StoreBetween(DirectorySampleStore.open(folder)) {
                @Override
                public void remove(SampleId id) throws IOException {
                    for (Sample gone : find(id).stream().toList()) {
                        for (Sample other : list(Query.all()).samples()) {
                            if (other.digest().equals(gone.digest())) {
                                super.remove(other.id());
                            }
                        }
                    }
                }
            };
        }
    }

    @Test
    void oneThatRemovesWhatOthersNeed() {
        assertThat(BrokenRules.of(Careless.class)).containsExactly("rule07");
    }

    /** Lists everything, whatever was asked for. */
    static final class Talkative extends SampleStoreContract {
        @Override
        protected SampleStore open(Path folder) throws IOException {
            return new StoreBetween(DirectorySampleStore.open(folder)) {
                @Override
                public Page list(Query query) throws IOException {
                    return super.list(new Query(
                            ImmutableSetMultimap.of(),
                            query.question(),
                            query.order(),
                            query.descending(),
                            query.after(),
                            query.limit()));
                }
            };
        }
    }

    @Test
    void oneThatListsWhatWasNotAskedFor() {
        assertThat(BrokenRules.of(Talkative.class)).containsExactlyInAnyOrder("rule16", "rule39");
    }

    /** Takes samples of the same bytes to ask the same. */
    static final class Superficial extends SampleStoreContract {
        @Override
        protected SampleStore open(Path folder) throws IOException {
            return new StoreBetween(DirectorySampleStore.open(folder)) {
                @Override
                public Page list(Query query) throws IOException {
                    if (query.question().isEmpty()) {
                        return super.list(query);
                    }
                    ImmutableList<Sample> all = super.list(Query.all()).samples();
                    ImmutableSet<HashCode> digests = all.stream()
                            .filter(sample -> query.question().get().equals(Question.of(sample)))
                            .map(Sample::digest)
                            .collect(ImmutableSet.toImmutableSet());
                    return new Page(
                            all.stream()
                                    .filter(sample -> digests.contains(sample.digest()))
                                    .collect(ImmutableList.toImmutableList()),
                            Optional.empty());
                }
            };
        }
    }

    @Test
    void oneThatTakesTheSameBytesForTheSameQuestion() {
        assertThat(BrokenRules.of(Superficial.class)).containsExactlyInAnyOrder("rule36", "rule37", "rule38", "rule39");
    }

    /** Lists the samples of every question. */
    static final class Deaf extends SampleStoreContract {
        @Override
        protected SampleStore open(Path folder) throws IOException {
            return new StoreBetween(DirectorySampleStore.open(folder)) {
                @Override
                public Page list(Query query) throws IOException {
                    return super.list(new Query(
                            query.where(),
                            Optional.empty(),
                            query.order(),
                            query.descending(),
                            query.after(),
                            query.limit()));
                }
            };
        }
    }

    @Test
    void oneThatDoesNotHearTheQuestion() {
        assertThat(BrokenRules.of(Deaf.class)).containsExactlyInAnyOrder("rule36", "rule37", "rule38", "rule39");
    }

    /** Hands out work and keeps it from nobody. */
    static final class Generous extends SampleStoreContract {
        @Override
        protected SampleStore open(Path folder) throws IOException {
            return new StoreBetween(DirectorySampleStore.open(folder)) {
                @Override
                public synchronized ImmutableList<Lease> claim(Claim claim) throws IOException {
                    ImmutableList<Lease> leases = super.claim(claim);
                    for (Lease lease : leases) {
                        release(lease);
                    }
                    return leases;
                }
            };
        }
    }

    @Test
    void oneThatHandsOutWorkTwice() {
        assertThat(BrokenRules.of(Generous.class)).contains("rule28", "rule34");
    }

    /** Hands out the least important work first. */
    static final class Upended extends SampleStoreContract {
        @Override
        protected SampleStore open(Path folder) throws IOException {
            return new StoreBetween(DirectorySampleStore.open(folder)) {
                @Override
                public ImmutableList<Lease> claim(Claim claim) throws IOException {
                    return super.claim(claim).reverse();
                }
            };
        }
    }

    @Test
    void oneThatHandsOutTheLeastImportantFirst() {
        assertThat(BrokenRules.of(Upended.class)).containsExactlyInAnyOrder("rule23", "rule24", "rule25");
    }

    /** Hands out work before it is due. */
    static final class Early extends SampleStoreContract {
        @Override
        protected SampleStore open(Path folder) throws IOException {
            return new StoreBetween(DirectorySampleStore.open(folder)) {
                @Override
                public ImmutableList<Lease> claim(Claim claim) throws IOException {
                    Duration early = Duration.ofSeconds(1);
                    return super.claim(new Claim(
                            claim.by(),
                            claim.token(),
                            claim.limit(),
                            claim.now().plus(early),
                            claim.lease().minus(early)));
                }
            };
        }
    }

    @Test
    void oneThatHandsOutWorkBeforeItIsDue() {
        assertThat(BrokenRules.of(Early.class)).contains("rule27", "rule28");
    }
}
