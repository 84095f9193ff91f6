package dev.cordon.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.place.Settings;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StoreFailedException;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import dev.cordon.store.DirectorySampleStore;
import dev.cordon.testkit.Samples;
import dev.cordon.testkit.SettableClock;
import dev.cordon.testkit.StoreBetween;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway hears of a server that holds many samples of one content, and what becomes of them. */
class SharedSubmissionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T10:00:00Z"));
    private final Customer customer = new Customer(CustomerIdentifier.parse("TEST gold"), "0".repeat(48));
    private final Gateway gateway = new Gateway();

    @TempDir
    private Path folder;

    private ServerPlace server;
    private int updatesLeft = Integer.MAX_VALUE;

    @BeforeEach
    void open() throws IOException {
        PlaceConfig config = PlaceConfig.at(folder.resolve("server"))
                .with(clock)
                .with(Settings.standard().every(MINUTE))
                .holdingIn(home -> new DyingStore(DirectorySampleStore.open(home)));
        server = ServerPlace.open(config, Optional.of(new Upstream(gateway, customer)), name -> Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void restart() throws IOException {
        server.close();
        updatesLeft = Integer.MAX_VALUE;
        open();
    }

    @Test
    void aThousandSamplesOfOneContentAreOneSubmissionAndOneQuestion() throws IOException {
        for (int number = 0; number < 1000; number++) {
            release("s" + number, 1, "outbreak");
        }

        work("submit", 70);
        pass(MINUTE.multipliedBy(2));
        work("follow", 70);

        assertThat(gateway.submissions).hasSize(1);
        assertThat(gateway.questions).hasSize(1);
        assertThat(samples()).allMatch(sample -> sample.status() == SampleStatus.SUBMITTED);
        assertThat(samples()).extracting(SharedSubmissionTest::cookie).containsOnly("cookie-1");

        gateway.answer(AnalysisState.NOREPAIR, 7);
        pass(MINUTE.multipliedBy(2));
        work("follow", 70);

        assertThat(gateway.questions).hasSize(2);
        assertThat(samples()).allMatch(sample -> sample.status() == SampleStatus.NEEDED);
        assertThat(samples()).allMatch(sample -> sample.sequenceNeeded().equals(Optional.of(Sequence.of(7))));
        assertThat(samples())
                .allMatch(sample -> sample.find(Attributes.ANALYSIS_VIRUS_NAME).equals(Optional.of("Test.Virus")));
    }

    @Test
    void whatIsClaimedOfTheFileFromBeforeMakesAnotherSubmission() throws IOException {
        release("a", 1, "text", "a claim");
        release("b", 1, "text", "another claim");

        work("submit", 2);

        assertThat(gateway.submissions).hasSize(2);
        assertThat(cookie("a")).isNotEqualTo(cookie("b"));
    }

    @Test
    void aReplyThatIsLostMakesNoSecondSubmissionAlthoughAMoreUrgentSampleComes() throws IOException {
        release("a", 1, "text");
        gateway.repliesAreLost = true;
        work("submit", 1);
        release("b", 1000, "text");
        gateway.repliesAreLost = false;
        restart();

        work("submit", 1);
        pass(MINUTE.multipliedBy(2));
        work("submit", 2);

        assertThat(gateway.submissions).as("once and once again").hasSize(2);
        assertThat(gateway.cookies).hasSize(1);
        assertThat(cookie("a")).isEqualTo(cookie("b")).isEqualTo("cookie-1");
    }

    @Test
    void theMostUrgentSampleDecidesHowUrgentTheSubmissionIs() throws IOException {
        release("a", 3, "text");
        release("b", 900, "text");

        work("submit", 1);

        assertThat(gateway.submissions)
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.find(Attributes.SAMPLE_PRIORITY)).contains(Priority.of(900)));
    }

    @Test
    void aMoreUrgentSampleThatComesLaterIsToldOfWithTheNextQuestion() throws IOException {
        release("a", 3, "text");
        work("submit", 1);
        work("follow", 1);
        release("b", 900, "text");

        work("submit", 1);
        work("follow", 1);

        assertThat(gateway.submissions).hasSize(1);
        assertThat(gateway.questions)
                .extracting(asked -> asked.find(Attributes.SAMPLE_PRIORITY).orElse(Priority.NONE))
                .containsExactly(Priority.of(3), Priority.of(900));
    }

    @Test
    void aSampleThatIsNotToBeSubmittedStaysAndJoinsWhenAPersonSubmitsIt() throws IOException {
        hold("held", "text");
        release("a", 1, "text");
        work("submit", 1);

        assertThat(sample("held").status()).isEqualTo(SampleStatus.HELD);
        var unused = server.actions().submit(new SampleId("held"), 1);
        work("submit", 1);

        assertThat(sample("held").status()).isEqualTo(SampleStatus.SUBMITTED);
        assertThat(gateway.submissions).hasSize(1);
    }

    @Test
    void anotherTakesThePlaceOfOneThatIsGone() throws IOException {
        for (int number = 0; number < 40; number++) {
            release("s" + number, 1, "text");
        }
        work("submit", 4);
        server.place().samples().remove(leader().id());

        for (int round = 0; round < 10; round++) {
            pass(MINUTE);
            work("follow", 4);
        }
        int before = gateway.questions.size();
        gateway.answer(AnalysisState.UNINFECTED, 0);
        pass(MINUTE.multipliedBy(2));
        work("follow", 4);

        assertThat(gateway.submissions).hasSize(1);
        assertThat(gateway.questions).hasSize(before + 1);
        assertThat(gateway.questions)
                .allMatch(asked -> asked.find(Attributes.ANALYSIS_COOKIE).equals(Optional.of("cookie-1")));
        assertThat(samples()).hasSize(39).allMatch(sample -> sample.status() == SampleStatus.UNNEEDED);
    }

    @Test
    void aGatewayThatHasForgottenTheCookieGetsTheContentOnceMore() throws IOException {
        for (int number = 0; number < 20; number++) {
            release("s" + number, 1, "text");
        }
        work("submit", 2);
        gateway.cookies.clear();

        for (int round = 0; round < 6; round++) {
            pass(MINUTE);
            work("follow", 2);
            work("submit", 2);
        }
        gateway.answer(AnalysisState.UNINFECTED, 0);
        for (int round = 0; round < 3; round++) {
            pass(MINUTE);
            work("follow", 2);
        }

        assertThat(gateway.submissions).hasSize(2);
        assertThat(samples()).allMatch(sample -> sample.status() == SampleStatus.UNNEEDED);
    }

    @Test
    void aProcessThatDiesBetweenTwoStepsLosesNobodyAndSubmitsNothingTwice() throws IOException {
        for (int writes = 0; writes < 12; writes++) {
            String content = "text " + writes;
            for (int number = 0; number < 4; number++) {
                release("s-" + writes + "-" + number, 1, content);
            }
            updatesLeft = writes;
            work("submit", 1);
            work("follow", 1);
            restart();
            gateway.answer(AnalysisState.UNINFECTED, 0);
            for (int round = 0; round < 6; round++) {
                pass(MINUTE);
                work("submit", 1);
                work("follow", 1);
            }

            assertThat(samples())
                    .as("after %s writes", writes)
                    .allMatch(sample -> sample.status() == SampleStatus.UNNEEDED);
            assertThat(gateway.cookies).as("after %s writes", writes).hasSize(writes + 1);
            gateway.answer = Optional.empty();
        }
    }

    @Test
    void aSetThatTheGatewayDoesNotHaveIsAskedForOnceForAll() throws IOException {
        for (int number = 0; number < 100; number++) {
            release("s" + number, 1, "text " + number);
        }
        gateway.answer(AnalysisState.NOREPAIR, 7);
        work("submit", 7);
        work("follow", 7);
        assertThat(samples()).allMatch(sample -> sample.status() == SampleStatus.NEEDED);

        work("fetch", 7);

        assertThat(gateway.fetches).isEqualTo(1);
        assertThat(samples()).allMatch(sample -> sample.attempts() == 1);
    }

    private static String cookie(Sample sample) {
        return sample.find(Attributes.ANALYSIS_COOKIE).orElse("none");
    }

    private String cookie(String id) throws IOException {
        return cookie(sample(id));
    }

    private Sample leader() throws IOException {
        return samples().stream()
                .filter(sample -> sample.find(CordonFields.SHARED_WITH).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private Sample sample(String id) throws IOException {
        return server.place().samples().find(new SampleId(id)).orElseThrow();
    }

    private List<Sample> samples() throws IOException {
        return server.place().samples().list(SampleStore.Query.all()).samples();
    }

    private void release(String id, int priority, String text, String... claim) throws IOException {
        add(id, priority, text, Handling.AUTOMATIC, claim);
    }

    private void hold(String id, String text) throws IOException {
        add(id, 0, text, Handling.MANUAL);
    }

    private void add(String id, int priority, String text, Handling submission, String... claim) throws IOException {
        Header.Builder more = Header.builder().set(Attributes.SAMPLE_PRIORITY, Priority.of(priority));
        for (String entry : claim) {
            more.set(Attributes.SAMPLE_CHECKUP, entry);
        }
        try (EncodedContent content = new Samples(folder).content(text)) {
            Sample sample = Samples.received(id, content, clock.instant(), more.build())
                    .on(new SampleEvent.Unresolved(submission), clock.instant());
            var unused = server.place().samples().add(sample, content);
        }
        clock.advance(Duration.ofMillis(1));
    }

    private void pass(Duration time) {
        clock.advance(time);
    }

    private void work(String name, int times) {
        Station station = server.place().stations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        for (int time = 0; time < times; time++) {
            try {
                var unused = station.work();
            } catch (IOException e) {
                assertThat(gateway.repliesAreLost || updatesLeft <= 0)
                        .as("a station fails: %s", e)
                        .isTrue();
            }
        }
    }

    /** A store that takes so many updates and then no more, as if the process had died. */
    private final class DyingStore extends StoreBetween {
        DyingStore(SampleStore store) {
            super(store);
        }

        @Override
        public Sample update(Sample before, Sample after) throws IOException {
            if (updatesLeft <= 0) {
                throw new StoreFailedException(
                        StoreFailedException.Reason.BROKEN, new IOException("the process is dead"));
            }
            updatesLeft--;
            return super.update(before, after);
        }
    }

    /** A gateway that counts what it is asked. */
    private final class Gateway implements Transport {
        private final List<Header> submissions = new ArrayList<>();
        private final List<Header> questions = new ArrayList<>();
        private final Map<String, String> cookies = new LinkedHashMap<>();
        private Optional<Header> answer = Optional.empty();
        private boolean repliesAreLost;
        private int fetches;
        private int given;

        void answer(AnalysisState state, int sequence) {
            Header.Builder report = Header.builder()
                    .set(Attributes.ANALYSIS_STATE, OpenToken.of(state.token(), state))
                    .set(Attributes.ANALYSIS_VIRUS_NAME, "Test.Virus")
                    .set(Attributes.DATE_FINISHED, clock.instant());
            if (sequence > 0) {
                report.set(Attributes.SIGNATURES_SEQUENCE, Sequence.of(sequence));
            }
            answer = Optional.of(report.build());
        }

        private Reply submit(Received request) throws IOException {
            submissions.add(request.header());
            String key = request.header().require(CordonFields.SUBMISSION);
            String cookie = cookies.computeIfAbsent(key, fresh -> "cookie-" + ++given);
            return Reply.of(accepted().set(Attributes.ANALYSIS_COOKIE, cookie).build());
        }

        private Header.Builder accepted() {
            return Header.builder().set(Attributes.ANALYSIS_STATE, OpenToken.of("accepted", AnalysisState.ACCEPTED));
        }

        private Reply query(Received request) throws IOException {
            questions.add(request.header());
            String cookie = request.header().require(Attributes.ANALYSIS_COOKIE);
            if (!cookies.containsValue(cookie)) {
                throw new WireException(ErrorCode.CRUMBLED, "not known");
            }
            return Reply.of(answer.orElseGet(() -> accepted().build()));
        }

        private Reply fetch(Received request) throws IOException {
            fetches++;
            throw new WireException(ErrorCode.UNAVAILABLE, "not here");
        }

        @Override
        public Received send(Request request) throws IOException {
            Desk desk = new Desk(
                    ImmutableMap.of(
                            Transaction.SUBMIT_SAMPLE, this::submit,
                            Transaction.QUERY_STATUS, this::query,
                            Transaction.FETCH_DEFINITIONS, this::fetch),
                    (transaction, failure) -> {});
            Received reply = new LoopbackTransport(desk, clock).send(request);
            if (repliesAreLost) {
                throw new IOException("the reply is lost");
            }
            return reply;
        }

        @Override
        public void close() {}
    }
}
