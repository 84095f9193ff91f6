package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.io.ByteSource;
import dev.cordon.sample.Checkup;
import dev.cordon.spi.Replicator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link Replicator} does. Extend it and say which one is meant; every test is one rule. */
public abstract class ReplicatorContract {
    private static final ByteSource HOST = bytes(6000, 1);
    private static final ByteSource BODY = bytes(500, 2);

    /** For subclasses. */
    protected ReplicatorContract() {}

    /** Returns the replicator under test, the same each time within one test. */
    protected abstract Replicator replicator() throws IOException;

    /**
     * Returns a harmless file that the replicator can tell to be infected by what it was before: the file from before with
     * a body appended, unless overridden.
     */
    protected ByteSource infected(ByteSource host, ByteSource body) {
        return ByteSource.concat(host, body);
    }

    @Test
    void rule01_aFileThatIsAsItWasIsUnchanged() throws IOException {
        assertThat(replicate(HOST, Optional.of(Checkup.of(HOST)))).isEqualTo(new Replicator.Unchanged());
    }

    @Test
    void rule02_anInfectedFileHasReplicated() throws IOException {
        assertThat(replicate(infected(HOST, BODY), Optional.of(Checkup.of(HOST))))
                .isInstanceOf(Replicator.Replicated.class);
    }

    @Test
    void rule03_nothingIsUnchangedOfWhichNobodyKnowsWhatItWas() throws IOException {
        assertThat(replicate(HOST, Optional.empty())).isNotInstanceOf(Replicator.Unchanged.class);
    }

    @Test
    void rule04_theSampleIsTheFirstOfTheInfectedFiles() throws IOException {
        Replicator.Specimen relative = specimen(bytes(7000, 3), BODY);

        ImmutableList<Replicator.Specimen> infected = infected(relative);

        assertThat(infected).isNotEmpty();
        assertThat(infected.get(0).content().contentEquals(infected(HOST, BODY)))
                .isTrue();
        assertThat(infected.get(0).original()).isEqualTo(Checkup.of(HOST));
    }

    @Test
    void rule05_theSameRequestGivesTheSameAnswer() throws IOException {
        Optional<Checkup> original = Optional.of(Checkup.of(HOST));

        assertThat(texts(replicate(infected(HOST, BODY), original)))
                .isEqualTo(texts(replicate(infected(HOST, BODY), original)));
    }

    @Test
    void rule06_anEntryThatLiesProvesNothing() throws IOException {
        Checkup honest = Checkup.of(HOST);
        for (long size : new long[] {0, 1, 5999, 6000, 6001, Integer.MAX_VALUE, Long.MAX_VALUE}) {
            Checkup liar =
                    new Checkup(size, HashCode.fromBytes(new byte[32]), honest.head(), honest.tail(), honest.blocks());
            assertThat(replicate(HOST, Optional.of(liar)))
                    .as("size %s", size)
                    .isNotInstanceOf(Replicator.Unchanged.class);
            assertThat(replicate(ByteSource.empty(), Optional.of(liar)))
                    .as("size %s, nothing", size)
                    .isNotInstanceOf(Replicator.Unchanged.class);
        }
    }

    @Test
    void rule07_whoDoesNotKnowSaysWhyAndShowsNothingOfTheContent() throws IOException {
        String secret = "wobbegong";
        ByteSource content = ByteSource.wrap(secret.getBytes(StandardCharsets.US_ASCII));

        if (replicate(content, Optional.empty()) instanceof Replicator.NotReplicated unknown) {
            assertThat(unknown.reason()).isNotBlank().doesNotContain(secret).doesNotContain("\n");
        }
    }

    @Test
    void rule08_whatCannotBeReadIsAnException() throws IOException {
        Optional<Checkup> original = Optional.of(Checkup.of(HOST));

        assertThatThrownBy(() -> replicate(new Unreadable(), original)).isInstanceOf(IOException.class);
    }

    @Test
    void rule09_whatDoesNotHaveTheInfectionIsNotNamed() throws IOException {
        Replicator.Specimen clean = specimen(bytes(7000, 3), ByteSource.empty());
        Replicator.Specimen otherwise = specimen(bytes(7000, 4), bytes(500, 5));

        assertThat(infected(clean, otherwise)).hasSize(1);
    }

    @Test
    void rule10_manyThreadsGetTheSame() throws Exception {
        Optional<Checkup> original = Optional.of(Checkup.of(HOST));
        String expected = texts(replicate(infected(HOST, BODY), original));

        ImmutableList<String> answers =
                Simultaneously.run(8, thread -> () -> texts(replicate(infected(HOST, BODY), original)));

        assertThat(answers).allMatch(expected::equals);
    }

    private Replicator.Specimen specimen(ByteSource host, ByteSource body) throws IOException {
        return new Replicator.Specimen(infected(host, body), Checkup.of(host));
    }

    private ImmutableList<Replicator.Specimen> infected(Replicator.Specimen... others) throws IOException {
        Replicator.Outcome outcome = replicator()
                .replicate(new Replicator.Request(
                        infected(HOST, BODY), Optional.of(Checkup.of(HOST)), () -> ImmutableList.copyOf(others)));
        assertThat(outcome).isInstanceOf(Replicator.Replicated.class);
        return ((Replicator.Replicated) outcome).infected();
    }

    private Replicator.Outcome replicate(ByteSource content, Optional<Checkup> original) throws IOException {
        return replicator().replicate(new Replicator.Request(content, original, ImmutableList::of));
    }

    private static String texts(Replicator.Outcome outcome) throws IOException {
        StringBuilder text = new StringBuilder(outcome.getClass().getSimpleName());
        if (outcome instanceof Replicator.Replicated replicated) {
            for (Replicator.Specimen specimen : replicated.infected()) {
                text.append(' ').append(Checkup.of(specimen.content()).text());
                text.append(' ').append(specimen.original().text());
            }
        }
        return text.toString();
    }

    private static ByteSource bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return ByteSource.wrap(bytes);
    }

    private static final class Unreadable extends ByteSource {
        @Override
        public InputStream openStream() throws IOException {
            throw new IOException("the disk is broken");
        }
    }
}
