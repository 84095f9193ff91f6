package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.AlertSink;
import dev.cordon.station.Backoff;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sink that fails or hangs holds up itself and nobody else. */
class AnnouncerTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(40), 3);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AlertSettings SETTINGS = AlertSettings.standard().trying(BACKOFF, PATIENCE);

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T08:00:00Z"));
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> first = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> second = Collections.synchronizedList(new ArrayList<>());

    @Test
    void allSinksAreToldInOrder() {
        Announcer announcer = announcer(Runnable::run, into(first), into(second));

        ImmutableList<Telling> tellings = tell(announcer, 0, 5);

        assertThat(first).containsExactly(0, 1, 2, 3, 4);
        assertThat(second).containsExactly(0, 1, 2, 3, 4);
        assertThat(tellings).allMatch(Telling::isSettled);
        assertThat(failures).isEmpty();
    }

    @Test
    void withoutSinksWhatIsToldIsSettledAtOnce() {
        assertThat(tell(announcer(Runnable::run), 0, 1)).allMatch(Telling::isSettled);
    }

    @Test
    void whatFailsIsTriedAgainWithGrowingWaitsAndTheOthersAreToldMeanwhile() {
        Fault fault = new Fault(2);
        Announcer announcer = announcer(Runnable::run, fault, into(second));

        ImmutableList<Telling> tellings = tell(announcer, 0, 2);

        assertThat(second).containsExactly(0, 1);
        assertThat(fault.attempts).isEqualTo(1);
        assertThat(tellings).noneMatch(Telling::isSettled);
        pass(announcer, Duration.ofSeconds(9));
        assertThat(fault.attempts).isEqualTo(1);
        pass(announcer, Duration.ofSeconds(1));
        assertThat(fault.attempts).isEqualTo(2);
        pass(announcer, Duration.ofSeconds(19));
        assertThat(fault.attempts).isEqualTo(2);
        pass(announcer, Duration.ofSeconds(1));
        assertThat(first).containsExactly(0, 1);
        assertThat(second).containsExactly(0, 1);
        assertThat(tellings).allMatch(Telling::isSettled);
        assertThat(failures)
                .containsExactly(
                        "alert sink 1 (Fault) fails and is tried again: IOException: no answer",
                        "alert sink 1 (Fault) fails and is tried again: IOException: no answer");
    }

    @Test
    void whatFailsTooOftenIsGivenUpAndTheNextHasItsChance() {
        Announcer announcer = announcer(Runnable::run, new Fault(3));

        ImmutableList<Telling> tellings = tell(announcer, 0, 2);
        pass(announcer, Duration.ofSeconds(10));
        pass(announcer, Duration.ofSeconds(20));

        assertThat(tellings.get(0).isSettled()).isTrue();
        assertThat(tellings.get(1).isSettled()).isFalse();
        pass(announcer, Duration.ofSeconds(40));
        assertThat(first).containsExactly(1);
        assertThat(tellings).allMatch(Telling::isSettled);
        assertThat(failures).last().isEqualTo("alert sink 1 (Fault) gives up an alert: IOException: no answer");
    }

    @Test
    void whateverASinkThrowsIsAFailureThatShowsNothingOfIt() {
        AlertSink wild = new AlertSink() {
            private int calls;

            @Override
            public void tell(Alert alert) {
                calls++;
                if (calls == 1) {
                    throw new IllegalStateException("secret");
                }
                if (calls == 2) {
                    throw new NoClassDefFoundError("secret");
                }
                first.add(alert.count());
            }
        };
        Announcer announcer = announcer(Runnable::run, wild, into(second));

        tell(announcer, 0, 1);
        pass(announcer, Duration.ofSeconds(10));
        pass(announcer, Duration.ofSeconds(20));

        assertThat(first).containsExactly(0);
        assertThat(second).containsExactly(0);
        assertThat(failures).hasSize(2).allSatisfy(text -> assertThat(text).doesNotContain("secret"));
    }

    @Test
    void aSinkThatHangsHoldsUpNobodyAndLosesNoMoreThanWhatIsBeyondTheBound() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        int all = SinkQueue.CAPACITY + 500;
        CountDownLatch firstHasItsRest = new CountDownLatch(SinkQueue.CAPACITY);
        AlertSink hangs = alert -> {
            hanging.countDown();
            await(released);
            first.add(alert.count());
            firstHasItsRest.countDown();
        };
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Announcer announcer = announcer(firstOn(thread), hangs, into(second));
            ImmutableList<Telling> begun = tell(announcer, 0, 1);
            await(hanging);

            for (int number = 1; number < all; number++) {
                tell(announcer, number, 1);
            }

            assertThat(second)
                    .containsExactlyElementsOf(IntStream.range(0, all).boxed().toList());
            assertThat(begun.get(0).isSettled()).isFalse();
            pass(announcer, PATIENCE.plusNanos(1));
            assertThat(begun.get(0).isSettled()).isTrue();
            pass(announcer, PATIENCE);
            assertThat(failures.stream().filter(text -> text.contains("hangs"))).hasSize(1);
            assertThat(failures.stream().filter(text -> text.contains("too slow")))
                    .hasSize(500);
            released.countDown();
            await(firstHasItsRest);
            assertThat(first.get(0)).isZero();
            assertThat(first.subList(1, first.size()))
                    .containsExactlyElementsOf(IntStream.range(501, all).boxed().toList());
        } finally {
            released.countDown();
            thread.shutdownNow();
        }
    }

    @Test
    void aSinkIsCalledByOneThreadAtATime() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        Announcer announcer = announcer(tasks::add, into(first));

        tell(announcer, 0, 1);
        tell(announcer, 1, 1);
        announcer.start(SETTINGS);

        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(first).containsExactly(0, 1);
        announcer.start(SETTINGS);
        assertThat(tasks).isEmpty();
    }

    @Test
    void anExecutorThatTakesNothingIsNoMoreThanAFailure() {
        Announcer announcer = announcer(
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                into(first));

        ImmutableList<Telling> tellings = tell(announcer, 0, 1);
        announcer.start(SETTINGS);

        assertThat(tellings).noneMatch(Telling::isSettled);
        assertThat(failures).hasSize(2).allSatisfy(text -> assertThat(text).contains("takes nothing more"));
    }

    /** Runs the first task on a thread, the later ones in the calling thread, so that they are over when it goes on. */
    private static Executor firstOn(Executor thread) {
        AtomicBoolean begun = new AtomicBoolean();
        return task -> {
            if (begun.getAndSet(true)) {
                task.run();
            } else {
                thread.execute(task);
            }
        };
    }

    private Announcer announcer(Executor executor, AlertSink... sinks) {
        return new Announcer(Alerting.to(executor, sinks), clock, failures::add);
    }

    private static AlertSink into(List<Integer> told) {
        return alert -> told.add(alert.count());
    }

    /** Fails so often, then works. */
    private final class Fault implements AlertSink {
        private final int times;
        private int attempts;

        Fault(int times) {
            this.times = times;
        }

        @Override
        public void tell(Alert alert) throws IOException {
            attempts++;
            if (attempts <= times) {
                throw new IOException("no answer");
            }
            first.add(alert.count());
        }
    }

    private static ImmutableList<Telling> tell(Announcer announcer, int from, int count) {
        ImmutableList<Telling> tellings = IntStream.range(from, from + count)
                .mapToObj(number -> announcer.tell(alert(number)))
                .collect(ImmutableList.toImmutableList());
        announcer.start(SETTINGS);
        return tellings;
    }

    private void pass(Announcer announcer, Duration time) {
        clock.advance(time);
        announcer.start(SETTINGS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Alert alert(int number) {
        return new Alert(
                AlertEvent.SAMPLE_ERROR,
                Alert.Change.RAISED,
                Instant.EPOCH,
                Instant.EPOCH,
                ImmutableList.of(),
                number,
                "Samples.");
    }
}
