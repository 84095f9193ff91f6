package dev.cordon.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.SampleContents;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Settings;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.StatusReport;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StoreFailedException;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import dev.cordon.store.DirectorySampleStore;
import dev.cordon.testkit.SettableClock;
import dev.cordon.testkit.StoreBetween;
import dev.cordon.transport.LoopbackTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many submissions that ask the same, of customers who know nothing of each other. */
class SharedAnalysisTest {
    private static final Customer GOLD = new Customer(CustomerIdentifier.parse("ONE gold"), "11111111");
    private static final Customer PLATINUM = new Customer(CustomerIdentifier.parse("OTHER platinum"), "22222222");
    private static final Customer UPWARDS = new Customer(CustomerIdentifier.parse("GW platinum"), "33333333");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String LIE = "it was like this before";

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final Centre centre = new Centre();

    @TempDir
    private Path folder;

    private GatewayPlace gateway;
    private int updatesLeft = Integer.MAX_VALUE;

    @BeforeEach
    void open() throws IOException {
        gateway = GatewayPlace.open(
                PlaceConfig.at(folder.resolve("gateway"))
                        .with(clock)
                        .with(Settings.standard().every(MINUTE).takingAnHour(100_000))
                        .trusting(key.trusted())
                        .holdingIn(home -> new DyingStore(DirectorySampleStore.open(home))),
                Customers.of(List.of(GOLD, PLATINUM)),
                new Upstream(centre, UPWARDS));
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
    }

    private void restart() throws IOException {
        gateway.close();
        updatesLeft = Integer.MAX_VALUE;
        open();
    }

    @Test
    void aThousandIdenticalSubmissionsAreOneRequestToTheCentre() throws IOException {
        List<String> cookies = new ArrayList<>();
        for (int number = 0; number < 500; number++) {
            cookies.add(submit(GOLD, "s" + number, "outbreak"));
            cookies.add(submit(PLATINUM, "s" + number, "outbreak"));
            if (number == 100) {
                work(1, "filter", "submit");
            }
        }
        work(70, "filter", "submit");
        work(1, "follow");
        centre.answer(AnalysisState.UNINFECTED);
        clock.advance(MINUTE.multipliedBy(2));
        work(1, "follow");

        assertThat(new HashSet<>(cookies)).as("cookies of their own").hasSize(1000);
        assertThat(centre.submissions).hasSize(1);
        assertThat(centre.questions).hasSize(2);
        for (int number = 0; number < 1000; number++) {
            StatusReport report = ask(number % 2 == 0 ? GOLD : PLATINUM, cookies.get(number));
            assertThat(state(report)).isEqualTo("uninfected");
            assertThat(report.finished()).isPresent();
        }
        assertThat(tickets()).allMatch(ticket -> ticket.status() == SampleStatus.UNNEEDED);
        assertThat(centre.submissions).hasSize(1);
    }

    @Test
    void whoeverSharesAnAnalysisCanNotUseTheCookieOfAnother() throws IOException {
        String one = submit(GOLD, "a", "text");
        work(1, "filter", "submit");
        String other = submit(PLATINUM, "b", "text");

        assertThat(refusal(() -> ask(PLATINUM, one))).isEqualTo(ErrorCode.CRUMBLED);
        assertThat(refusal(() -> ask(GOLD, other))).isEqualTo(ErrorCode.CRUMBLED);
    }

    @Test
    void aLieDecidesOnlyWhatTheLiarHears() throws IOException {
        String lie = submit(GOLD, "a", "infected", claiming(LIE));
        work(1, "filter", "submit", "follow");
        centre.answers.put(LIE, AnalysisState.UNINFECTED);
        centre.answers.put("", AnalysisState.ATTENTION);
        String honest = submit(PLATINUM, "b", "infected", header -> {});
        work(2, "filter", "submit", "follow");
        clock.advance(MINUTE.multipliedBy(2));
        work(2, "follow", "filter");

        assertThat(state(ask(GOLD, lie))).isEqualTo("uninfected");
        assertThat(state(ask(PLATINUM, honest))).isEqualTo("attention");
        assertThat(state(ask(PLATINUM, submit(PLATINUM, "c", "infected", claiming("another")))))
                .isEqualTo("accepted");
    }

    private static Consumer<Header.Builder> claiming(String claim) {
        return header -> header.set(Attributes.SAMPLE_CHECKUP, claim);
    }

    @Test
    void whatTheFirstCustomerSaysOfTheFileIsNotToldToTheOther() throws IOException {
        String first = submit(
                GOLD,
                "a",
                "text",
                header -> header.set("X-Scan-Virus-Name", "My.Secret").set("X-Platform-Host", "my-computer"));
        work(1, "filter", "submit");
        clock.advance(Duration.ofDays(1));
        centre.answer(AnalysisState.UNINFECTED);
        work(1, "follow");
        clock.advance(Duration.ofDays(1));
        String later = submit(PLATINUM, "b", "text");

        Header report = ask(PLATINUM, later).header();

        assertThat(report.fields().toString()).doesNotContain("My.Secret", "my-computer", first);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        assertThat(report.find(Attributes.DATE_ANALYZED)).contains(now);
        assertThat(report.find(Attributes.DATE_FINISHED)).contains(now);
    }

    @Test
    void theMostUrgentSubmissionDecidesHowUrgentTheAnalysisIs() throws IOException {
        submit(GOLD, "a", "text");
        work(1, "filter");
        submit(PLATINUM, "b", "text", header -> header.set(Attributes.SAMPLE_PRIORITY, Priority.HIGHEST));

        work(1, "filter", "submit");

        assertThat(centre.submissions)
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.find(Attributes.SAMPLE_PRIORITY)).contains(Priority.HIGHEST));
    }

    @Test
    void theCentreIsToldOfAMoreUrgentSubmissionWithTheNextQuestion() throws IOException {
        submit(GOLD, "a", "text");
        work(1, "filter", "submit", "follow");
        submit(PLATINUM, "b", "text", header -> header.set(Attributes.SAMPLE_PRIORITY, Priority.HIGHEST));

        work(1, "follow");

        assertThat(centre.submissions).hasSize(1);
        assertThat(centre.questions)
                .extracting(asked -> asked.find(Attributes.SAMPLE_PRIORITY).orElse(Priority.NONE))
                .containsExactly(Priority.of(1), Priority.HIGHEST);
    }

    @Test
    void aCustomerCanSayInAQuestionThatASubmissionHasBecomeUrgent() throws IOException {
        String cookie = submit(GOLD, "a", "text");

        ask(GOLD, cookie, header -> header.set(Attributes.SAMPLE_PRIORITY, Priority.HIGHEST));
        assertThat(tickets().get(0).priority()).as("the most of gold").isEqualTo(Priority.of(500));
        ask(GOLD, cookie, header -> header.set(Attributes.SAMPLE_PRIORITY, Priority.LOWEST));
        assertThat(tickets().get(0).priority()).as("it is not taken back").isEqualTo(Priority.of(500));
    }

    @Test
    void anotherTakesThePlaceOfOneThatHasFailedForAReasonOfItsOwn() throws IOException {
        String first = submit(GOLD, "a", "text");
        work(1, "filter");
        String second = submit(GOLD, "b", "text");
        String third = submit(PLATINUM, "c", "text");
        fail(tickets().get(0));

        assertThat(ask(GOLD, second).finished()).isEmpty();
        clock.advance(MINUTE.multipliedBy(2));
        work(1, "filter", "submit", "follow");
        centre.answer(AnalysisState.UNINFECTED);
        clock.advance(MINUTE.multipliedBy(2));
        work(1, "follow", "filter");

        assertThat(centre.submissions).hasSize(1);
        assertThat(state(ask(GOLD, first))).isEqualTo("error");
        assertThat(state(ask(GOLD, second))).isEqualTo("uninfected");
        assertThat(state(ask(PLATINUM, third))).isEqualTo("uninfected");
    }

    @Test
    void aSubmissionThatTheCentreDoesNotTakeHoldsNobodyUp() throws IOException {
        String first = submit(GOLD, "a", "text", header -> header.set(Attributes.PLATFORM_CORRELATOR, "busy"));
        work(1, "filter");
        String second = submit(PLATINUM, "b", "text");
        work(1, "submit");
        String third = submit(GOLD, "c", "text");
        clock.advance(MINUTE.multipliedBy(2));
        work(1, "filter", "submit", "follow");
        centre.answer(AnalysisState.UNINFECTED);
        for (int round = 0; round < 10; round++) {
            clock.advance(MINUTE.multipliedBy(2));
            work(1, "submit", "follow", "filter");
        }

        assertThat(centre.submissions).as("those that were taken").hasSize(1);
        for (String cookie : List.of(first, third)) {
            assertThat(state(ask(GOLD, cookie))).isEqualTo("uninfected");
        }
        assertThat(state(ask(PLATINUM, second))).isEqualTo("uninfected");
    }

    private void fail(Sample ticket) throws IOException {
        Sample failed = ticket.fault(WireError.of(ErrorCode.INTERNAL), "lost", clock.instant())
                .on(new SampleEvent.Faulted("lost"), clock.instant());
        var unused = gateway.place().samples().update(ticket, failed);
    }

    @Test
    void aKnownAnswerIsGivenAtOnceAndNobodyIsAsked() throws IOException {
        submit(GOLD, "a", "text");
        analyse(AnalysisState.UNINFECTED);

        StatusReport report = ask(PLATINUM, submit(PLATINUM, "b", "text"));

        assertThat(state(report)).isEqualTo("uninfected");
        assertThat(report.finished()).isPresent();
        assertThat(centre.submissions).hasSize(1);
    }

    @Test
    void underNewerDefinitionsAnAnswerStandsOnlyAfterAnotherLook() throws IOException {
        install(1, "Other:0:*:" + hex("something else"));
        submit(GOLD, "a", "text of a virus");
        analyse(AnalysisState.UNINFECTED);
        install(2, "Late:0:*:" + hex("something more"));
        String clean = submit(GOLD, "b", "text of a virus");
        assertThat(ask(GOLD, clean).finished()).as("before the look").isEmpty();
        work(1, "filter");
        String again = submit(GOLD, "c", "text of a virus");
        install(3, "Found:0:*:" + hex("text of a virus"));
        String found = submit(GOLD, "d", "text of a virus");
        work(1, "filter");

        assertThat(state(ask(GOLD, clean))).isEqualTo("uninfected");
        assertThat(state(ask(GOLD, again))).isEqualTo("uninfected");
        assertThat(state(ask(GOLD, found))).isEqualTo("norepair");
        assertThat(ask(GOLD, found).sequence()).contains(Sequence.of(3));
        assertThat(centre.submissions).hasSize(1);
    }

    @Test
    void whatNewerDefinitionsDoNotFindAnyMoreIsAnalysedAnew() throws IOException {
        install(1, "Wrong:0:*:" + hex("clean after all"));
        String wrong = submit(GOLD, "a", "clean after all");
        work(1, "filter");
        install(2, "Other:0:*:" + hex("something else"));
        String again = submit(GOLD, "b", "clean after all");
        work(1, "filter", "submit");

        assertThat(state(ask(GOLD, wrong))).isEqualTo("norepair");
        assertThat(ask(GOLD, again).finished()).isEmpty();
        assertThat(centre.submissions).hasSize(1);
    }

    @Test
    void whereAPersonHadToLookTheNextSubmissionIsAnalysedAgain() throws IOException {
        submit(GOLD, "a", "text");
        analyse(AnalysisState.ATTENTION);

        String next = submit(PLATINUM, "b", "text");
        work(1, "filter", "submit");

        assertThat(ask(PLATINUM, next).finished()).isEmpty();
        assertThat(centre.submissions).hasSize(2);
    }

    @Test
    void aProcessThatDiesBetweenTwoStepsLosesNobodyAndAsksNothingTwice() throws IOException {
        for (int writes = 0; writes < 10; writes++) {
            centre.answers.clear();
            String content = "text " + writes;
            List<String> cookies = new ArrayList<>();
            for (int number = 0; number < 3; number++) {
                cookies.add(submit(GOLD, writes + "/" + number, content));
            }
            updatesLeft = writes;
            work(1, "filter", "submit", "follow", "filter");
            restart();
            centre.answer(AnalysisState.UNINFECTED);
            for (int round = 0; round < 4; round++) {
                clock.advance(MINUTE.multipliedBy(2));
                work(1, "filter", "submit", "follow");
            }

            assertThat(tickets())
                    .as("after %s writes", writes)
                    .allMatch(ticket -> ticket.status() == SampleStatus.UNNEEDED);
            for (String cookie : cookies) {
                assertThat(state(ask(GOLD, cookie))).isEqualTo("uninfected");
            }
            assertThat(centre.cookies).as("after %s writes", writes).hasSize(writes + 1);
        }
    }

    private void analyse(AnalysisState outcome) throws IOException {
        work(1, "filter", "submit");
        centre.answer(outcome);
        work(1, "follow");
        centre.answers.clear();
    }

    private static String state(StatusReport report) {
        return report.state().orElseThrow().text();
    }

    private static String hex(String text) {
        StringBuilder digits = new StringBuilder();
        for (byte letter : text.getBytes(StandardCharsets.US_ASCII)) {
            digits.append(String.format("%02x", letter));
        }
        return digits.toString();
    }

    private void install(int sequence, String signature) throws IOException {
        DefinitionSet set = new DefinitionSet(
                Sequence.of(sequence),
                new DailyVersion(LocalDate.of(2026, 1, 1), sequence),
                clock.instant(),
                ImmutableSortedMap.of(
                        "test.ndb", ByteSource.wrap((signature + "\n").getBytes(StandardCharsets.US_ASCII))));
        gateway.place().active().install(DefinitionPackage.sign(set, key));
    }

    private List<Sample> tickets() throws IOException {
        return gateway.place().samples().list(SampleStore.Query.all()).samples();
    }

    private void work(int times, String... names) {
        for (int time = 0; time < times; time++) {
            for (String name : names) {
                work(name);
            }
        }
    }

    private void work(String name) {
        Station station = gateway.place().stations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            var unused = station.work();
        } catch (IOException e) {
            assertThat(updatesLeft).as("a station fails: %s", e).isNotPositive();
        }
    }

    private interface Action {
        Object run() throws IOException;
    }

    private static ErrorCode refusal(Action action) {
        WireException refusal = catchThrowableOfType(WireException.class, action::run);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.code();
    }

    private StatusReport ask(Customer customer, String cookie) throws IOException {
        return ask(customer, cookie, header -> {});
    }

    private StatusReport ask(Customer customer, String cookie, Consumer<Header.Builder> more) throws IOException {
        Header.Builder query = Header.builder().set(Attributes.ANALYSIS_COOKIE, cookie);
        customer.sign(query);
        more.accept(query);
        try (Received reply = transport()
                .send(Request.of(Transaction.QUERY_STATUS, query.build()))
                .orThrow()) {
            return StatusReport.from(reply.header());
        }
    }

    private String submit(Customer customer, String key, String sample) throws IOException {
        return submit(customer, key, sample, header -> {});
    }

    private String submit(Customer customer, String key, String sample, Consumer<Header.Builder> more)
            throws IOException {
        clock.advance(Duration.ofMillis(1));
        SampleContents contents = new SampleContents(Mask.standard(), 1 << 20, new Spooling(1 << 20, folder));
        byte[] bytes = sample.getBytes(StandardCharsets.US_ASCII);
        try (EncodedContent content = contents.capture(new ByteArrayInputStream(bytes))) {
            Header.Builder header = content.fields().toBuilder()
                    .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                    .set(CordonFields.SUBMISSION, key);
            customer.sign(header);
            more.accept(header);
            Request request = new Request(
                    Transaction.SUBMIT_SAMPLE,
                    header.build(),
                    ByteSource.wrap(content.wire().read()));
            try (Received reply = transport().send(request).orThrow()) {
                return StatusReport.from(reply.header()).cookie().orElseThrow();
            }
        }
    }

    private Transport transport() {
        return new LoopbackTransport(gateway.place().desk(), clock);
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

    /** An analysis centre that counts what it is asked, and answers by what is claimed. */
    private final class Centre implements Transport {
        private final List<Header> submissions = new ArrayList<>();
        private final List<Header> questions = new ArrayList<>();
        private final Map<String, String> cookies = new LinkedHashMap<>();
        private final Map<String, String> claims = new LinkedHashMap<>();
        private final Map<String, AnalysisState> answers = new LinkedHashMap<>();

        /** Answers submissions that claim nothing. */
        void answer(AnalysisState state) {
            answers.put("", state);
        }

        private Reply submit(Received request) throws IOException {
            if (request.header().find(Attributes.PLATFORM_CORRELATOR).equals(Optional.of("busy"))) {
                throw new WireException(WireError.of(ErrorCode.INTERNAL, "busy"), "too much of this platform");
            }
            submissions.add(request.header());
            String key = request.header().require(CordonFields.SUBMISSION);
            String cookie = cookies.computeIfAbsent(key, fresh -> "cookie-" + cookies.size());
            claims.put(cookie, request.header().find(Attributes.SAMPLE_CHECKUP).orElse(""));
            return Reply.of(report(AnalysisState.ACCEPTED)
                    .set(Attributes.ANALYSIS_COOKIE, cookie)
                    .build());
        }

        private Reply query(Received request) throws IOException {
            questions.add(request.header());
            String claim = claims.get(request.header().require(Attributes.ANALYSIS_COOKIE));
            Optional<AnalysisState> answer = Optional.ofNullable(answers.get(claim));
            Header.Builder report = report(answer.orElse(AnalysisState.DEFERRED));
            if (answer.isPresent()) {
                report.set(Attributes.DATE_FINISHED, clock.instant()).set(Attributes.DATE_ANALYZED, clock.instant());
            }
            return Reply.of(report.build());
        }

        private static Header.Builder report(AnalysisState state) {
            return Header.builder().set(Attributes.ANALYSIS_STATE, OpenToken.of(state.token(), state));
        }

        @Override
        public Received send(Request request) throws IOException {
            Desk desk = new Desk(
                    ImmutableMap.of(Transaction.SUBMIT_SAMPLE, this::submit, Transaction.QUERY_STATUS, this::query),
                    (transaction, failure) -> {});
            return new LoopbackTransport(desk, clock).send(request);
        }

        @Override
        public void close() {}
    }
}
