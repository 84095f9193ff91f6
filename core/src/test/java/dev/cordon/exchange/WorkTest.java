package dev.cordon.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.base.Throwables;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.store.DirectorySampleStore;
import dev.cordon.testkit.Samples;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final SettableClock clock = SettableClock.at(Samples.RECEIVED);

    @TempDir
    private Path folder;

    private DirectorySampleStore store;
    private Work work;

    @BeforeEach
    void open() throws IOException {
        store = DirectorySampleStore.open(folder.resolve("store"));
        work = new Work(store, clock, 2, Duration.ofMinutes(1), () -> INTERVAL);
        for (String id : List.of("a", "b", "c")) {
            try (EncodedContent content = new Samples(folder).content("sample " + id)) {
                store.add(Samples.received(id, content), content);
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void samplesAreTakenInBatchesUntilNoneIsLeft() throws IOException {
        List<String> taken = new ArrayList<>();

        assertThat(work.each(SampleStatus.QUARANTINED, sample -> finish(sample, taken)))
                .isEqualTo(Duration.ZERO);
        assertThat(work.each(SampleStatus.QUARANTINED, sample -> finish(sample, taken)))
                .isEqualTo(INTERVAL);

        assertThat(taken).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, OutOfMemoryError.class})
    void aSampleThatNobodyHasForeseenEndsInErrorAndHoldsNobodyUp(Class<? extends Throwable> unforeseen)
            throws IOException {
        List<String> taken = new ArrayList<>();

        work.each(SampleStatus.QUARANTINED, sample -> {
            if (sample.id().value().equals("a")) {
                fail(unforeseen);
            }
            finish(sample, taken);
        });

        assertThat(taken).containsExactly("b");
        Sample failed = store.find(new SampleId("a")).orElseThrow();
        assertThat(failed.status()).isEqualTo(SampleStatus.ERROR);
        assertThat(failed.faults()).hasSize(1);
    }

    private static void fail(Class<? extends Throwable> unforeseen) {
        try {
            Throwable failure = unforeseen.getConstructor().newInstance();
            Throwables.throwIfUnchecked(failure);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSampleThatIsHeldBySomebodyElseIsPassedOver() throws IOException {
        List<String> taken = new ArrayList<>();

        work.each(SampleStatus.QUARANTINED, sample -> {
            store.update(sample, sample.amend(more -> more.set("X-Other", "changed meanwhile")));
            finish(sample, taken);
        });

        assertThat(taken).as("a stale sample is left to who has changed it").isEmpty();
    }

    @Test
    void aSampleThatCanNotBeSentStepsBackBehindTheOthers() throws IOException {
        List<String> tried = new ArrayList<>();
        for (int call = 0; call < 3; call++) {
            assertThatIOException()
                    .isThrownBy(() -> work.each(SampleStatus.QUARANTINED, sample -> {
                        tried.add(sample.id().value());
                        work.send(new Down(), Request.of(Transaction.QUERY_STATUS, Header.empty()), sample);
                    }));
        }

        assertThat(tried).containsExactly("a", "b", "c");
        assertThat(store.find(new SampleId("a")).orElseThrow().status()).isEqualTo(SampleStatus.QUARANTINED);
    }

    private void finish(Sample sample, List<String> taken) throws IOException {
        store.update(sample, sample.on(new SampleEvent.NothingToDo(), clock.instant()));
        taken.add(sample.id().value());
    }

    private static final class Down implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            throw new IOException("down");
        }

        @Override
        public void close() {}
    }
}
