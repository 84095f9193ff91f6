package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.spi.Replicator;
import dev.cordon.testkit.ReplicatorContract;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract finds replicators that do it wrong, each by the rules that it breaks; the built-in one breaks none. */
class ReplicatorContractTest {
    private static final Replicator GOOD = new ComparingReplicator();

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        "blind",
                        request -> new Replicator.NotReplicated("no"),
                        "rule01",
                        "rule02",
                        "rule04",
                        "rule08",
                        "rule09"),
                wrong("suspicious", ReplicatorContractTest::suspicious, "rule01"),
                wrong("credulous", ReplicatorContractTest::credulous, "rule03"),
                wrong("trusting a size", ReplicatorContractTest::trustingTheSize, "rule06"),
                wrong("forgetful", ReplicatorContractTest::forgetful, "rule04"),
                wrong("changeable", new Changeable(), "rule05", "rule10"),
                wrong("talkative", ReplicatorContractTest::talkative, "rule07"),
                wrong("silent", ReplicatorContractTest::silent, "rule07"),
                wrong("hushing", ReplicatorContractTest::hushing, "rule08"),
                wrong("naming everybody", ReplicatorContractTest::namingEverybody, "rule09"));
    }

    private static Arguments wrong(String name, Replicator wrong, String... rules) {
        return Arguments.of(name, wrong, ImmutableSet.copyOf(rules));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void aWrongReplicatorBreaksItsRules(String name, Replicator wrong, ImmutableSet<String> rules) throws Exception {
        assertThat(broken(wrong)).containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void theBuiltInOneBreaksNone() throws Exception {
        assertThat(broken(GOOD)).isEmpty();
    }

    private static ImmutableSet<String> broken(Replicator replicator) throws IllegalAccessException {
        Contract contract = new Contract(replicator);
        ImmutableSet.Builder<String> broken = ImmutableSet.builder();
        for (Method rule : ReplicatorContract.class.getDeclaredMethods()) {
            if (rule.isAnnotationPresent(Test.class)) {
                rule.setAccessible(true);
                try {
                    rule.invoke(contract);
                } catch (InvocationTargetException e) {
                    broken.add(rule.getName().substring(0, "rule00".length()));
                }
            }
        }
        return broken.build();
    }

    /** The contract for any replicator. */
    private static final class Contract extends ReplicatorContract {
        private final Replicator replicator;

        Contract(Replicator replicator) {
            this.replicator = replicator;
        }

        @Override
        protected Replicator replicator() {
            return replicator;
        }
    }

    private static Replicator.Outcome suspicious(Replicator.Request request) throws IOException {
        Replicator.Outcome outcome = GOOD.replicate(request);
        return outcome instanceof Replicator.Unchanged ? new Replicator.NotReplicated("who knows") : outcome;
    }

    private static Replicator.Outcome credulous(Replicator.Request request) throws IOException {
        return request.original().isEmpty() ? new Replicator.Unchanged() : GOOD.replicate(request);
    }

    private static Replicator.Outcome trustingTheSize(Replicator.Request request) throws IOException {
        boolean isAsLong = request.original().isPresent()
                && request.original().get().size() == request.content().size();
        return isAsLong ? new Replicator.Unchanged() : GOOD.replicate(request);
    }

    private static Replicator.Outcome forgetful(Replicator.Request request) throws IOException {
        Replicator.Outcome outcome = GOOD.replicate(request);
        return outcome instanceof Replicator.Replicated replicated
                        && replicated.infected().size() > 1
                ? new Replicator.Replicated(replicated.infected().reverse())
                : outcome;
    }

    private static Replicator.Outcome talkative(Replicator.Request request) throws IOException {
        Replicator.Outcome outcome = GOOD.replicate(request);
        return outcome instanceof Replicator.NotReplicated
                ? new Replicator.NotReplicated(request.content()
                        .asCharSource(StandardCharsets.ISO_8859_1)
                        .read())
                : outcome;
    }

    private static Replicator.Outcome silent(Replicator.Request request) throws IOException {
        Replicator.Outcome outcome = GOOD.replicate(request);
        return outcome instanceof Replicator.NotReplicated ? new Replicator.NotReplicated(" ") : outcome;
    }

    private static Replicator.Outcome hushing(Replicator.Request request) {
        try {
            return GOOD.replicate(request);
        } catch (IOException e) {
            return new Replicator.NotReplicated("can't be read");
        }
    }

    private static Replicator.Outcome namingEverybody(Replicator.Request request) throws IOException {
        Replicator.Outcome outcome = GOOD.replicate(request);
        return outcome instanceof Replicator.Replicated replicated
                ? new Replicator.Replicated(ImmutableList.<Replicator.Specimen>builder()
                        .add(replicated.infected().get(0))
                        .addAll(request.others().find())
                        .build())
                : outcome;
    }

    /** Changes its mind at every second infected file. */
    private static final class Changeable implements Replicator {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Outcome replicate(Request request) throws IOException {
            Outcome outcome = GOOD.replicate(request);
            boolean isAlone =
                    outcome instanceof Replicated && request.others().find().isEmpty();
            if (!isAlone || calls.getAndIncrement() % 2 == 0) {
                return outcome;
            }
            Specimen again = new Specimen(request.content(), request.original().orElseThrow());
            return new Replicated(ImmutableList.of(again, again));
        }
    }
}
