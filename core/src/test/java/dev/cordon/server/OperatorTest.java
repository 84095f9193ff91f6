package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.client.AutomaticOperation;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.PlaceTakenException;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person at a server through the operators' door. */
class OperatorTest {
    private static final SampleId ID = new SampleId("a");

    @TempDir
    private Path folder;

    private Bench bench;
    private Operator operator;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(
                folder,
                settings -> settings.policies(
                        Handling.MANUAL, Handling.MANUAL, Handling.MANUAL, AutomaticOperation.REPAIR_AND_RESTORE));
        operator = bench.operator();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void showsEverythingThatIsKnownOfASample() throws IOException {
        bench.forward(
                "a",
                Bench.noise(1, 10),
                Header.builder().set(Attributes.SAMPLE_FILE, "Größe\u2028.doc").build());
        bench.work(40); // Without definitions each attempt fails.

        Operator.Detail detail = operator.show(ID);

        assertThat(detail.sample()).isEqualTo(bench.sample("a"));
        assertThat(detail.sample().faults()).isNotEmpty();
        assertThat(detail.allowed())
                .containsExactlyInAnyOrder(Action.RESTART, Action.REPAIR, Action.RESTORE, Action.DELETE);
    }

    @Test
    void listsWhatTheColumnsNeed() throws IOException {
        bench.forward("a", Bench.noise(1, 10));
        bench.work(40);
        Sample whole = bench.sample("a");

        Sample listed = operator.list(SampleStore.Query.all()).samples().get(0);

        for (Column column : Column.values()) {
            assertThat(column.text(listed, bench.clock.instant()))
                    .as(column.token())
                    .isEqualTo(column.text(whole, bench.clock.instant()));
        }
    }

    @Test
    void listsInPages() throws IOException {
        three();
        SampleStore.Query query = SampleStore.Query.all().inPagesOf(2);

        SampleStore.Page first = operator.list(query);
        SampleStore.Page second = operator.list(query.after(first.next().orElseThrow()));

        assertThat(ids(first)).containsExactly("a", "b");
        assertThat(ids(second)).containsExactly("c");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void takesAllPagesOfAList() throws IOException {
        three();
        List<String> all = new ArrayList<>();

        operator.each(
                SampleStore.Query.all().inPagesOf(1),
                sample -> all.add(sample.id().value()));

        assertThat(all).containsExactly("a", "b", "c");
    }

    @Test
    void ordersByAnyColumn() throws IOException {
        three();

        assertThat(ids(operator.list(SampleStore.Query.all().orderedBy(Column.FILE, true))))
                .containsExactly("a", "b", "c");
        assertThat(ids(operator.list(SampleStore.Query.all().orderedBy(Column.FILE, false))))
                .containsExactly("c", "b", "a");
    }

    @Test
    void picksByAColumn() throws IOException {
        three();
        bench.finish("b");

        assertThat(ids(operator.list(SampleStore.Query.all().where(Column.STATUS, "unneeded"))))
                .containsExactly("b");
        assertThat(ids(operator.list(SampleStore.Query.all().where(Column.FILE, "ü=3", "ü=1"))))
                .containsExactly("a", "c");
    }

    @Test
    void listsNothingOfAnEmptyServer() throws IOException {
        assertThat(operator.list(SampleStore.Query.all()).samples()).isEmpty();
    }

    @Test
    void submitsAHeldSample() throws IOException {
        held();

        Operator.Detail detail = operator.submit(ID, 500, Optional.of("Jörg"));

        assertThat(detail.sample().status()).isEqualTo(SampleStatus.RELEASED);
        assertThat(detail.sample().priority().value()).isEqualTo(500);
        assertThat(detail.sample().find(CordonFields.SUBMITTED_BY)).contains("Jörg");
        assertThat(detail.allowed()).contains(Action.HOLD);
    }

    @Test
    void holdsASampleInLine() throws IOException {
        held();
        operator.submit(ID, 1, Optional.empty());

        assertThat(operator.hold(ID).sample().status()).isEqualTo(SampleStatus.HELD);
    }

    @Test
    void deliversAvailableDefinitions() throws IOException {
        bench.install();
        bench.forward("a", Bench.bytes("host" + Bench.VIRUS));
        bench.work(1);

        assertThat(operator.deliver(ID).sample().status()).isEqualTo(SampleStatus.DISTRIBUTE);
    }

    @Test
    void restartsASample() throws IOException {
        held();

        assertThat(operator.restart(ID).sample().status()).isEqualTo(SampleStatus.RESTART);
    }

    @Test
    void deletesASample() throws IOException {
        held();

        operator.delete(ID);

        assertThat(bench.samples()).isEmpty();
    }

    @Test
    void hearsWhyAnActionIsRefusedAndWhatCanBeDone() throws IOException {
        held();

        RefusedActionException here = catchThrowableOfType(
                RefusedActionException.class, () -> bench.server.actions().hold(ID));
        RefusedActionException there = catchThrowableOfType(RefusedActionException.class, () -> operator.hold(ID));

        assertThat(there).hasMessage(here.getMessage());
        assertThat(there.action()).isEqualTo(Action.HOLD);
        assertThat(there.from()).isEqualTo(SampleStatus.HELD);
        assertThat(there.allowed()).isEqualTo(here.allowed());
    }

    @Test
    void hearsThatASampleIsNotThere() {
        assertThatExceptionOfType(UnknownSampleException.class).isThrownBy(() -> operator.show(ID));
        assertThatExceptionOfType(UnknownSampleException.class).isThrownBy(() -> operator.restart(ID));
        assertThatExceptionOfType(UnknownSampleException.class)
                .isThrownBy(() -> operator.restore(ID, folder.toRealPath().resolve("x")));
    }

    @Test
    void restoresACleanSampleToAFileOfHis() throws IOException {
        bench.install();
        bench.forward("a", Bench.noise(1, 2_000_000));

        Path file = operator.restore(ID, folder.toRealPath().resolve("back"));

        assertThat(file).hasBinaryContent(Bench.noise(1, 2_000_000));
    }

    @Test
    void restoresAnEmptySample() throws IOException {
        bench.install();
        bench.forward("a", new byte[0]);

        assertThat(operator.restore(ID, folder.toRealPath().resolve("back"))).isEmptyFile();
    }

    @Test
    void doesNotRestoreAnInfectedSampleButUnscanned() throws IOException {
        bench.install();
        bench.forward("a", Bench.bytes("host" + Bench.VIRUS));
        Path place = folder.toRealPath().resolve("back");

        assertThatExceptionOfType(RefusedActionException.class).isThrownBy(() -> operator.restore(ID, place));
        assertThat(place).doesNotExist();
        assertThat(operator.restoreUnscanned(ID, place)).hasContent("host" + Bench.VIRUS);
    }

    @Test
    void repairsASampleToAFileOfHis() throws IOException {
        bench.install();
        bench.forward("a", Bench.bytes("host" + Bench.VIRUS));

        assertThat(operator.repair(ID, folder.toRealPath().resolve("back"))).hasContent("host");
        assertThat(bench.spooled()).isEmpty();
    }

    @Test
    void fetchesNothingForAPlaceThatIsTaken() throws IOException {
        bench.install();
        bench.forward("a", Bench.noise(1, 10));
        Path there = Files.writeString(folder.toRealPath().resolve("there"), "mine");

        assertThatExceptionOfType(PlaceTakenException.class).isThrownBy(() -> operator.restore(ID, there));
        assertThat(bench.sample("a").history()).hasSize(1);
    }

    @Test
    void hearsWhatHasGoneWrongAtTheServer() throws IOException {
        bench.forward("a", Bench.noise(1, 10));
        bench.work(1);
        bench.clock.advance(Duration.ofHours(1));
        bench.work(1);

        ImmutableList<GeneralError> errors = operator.errors();

        assertThat(errors).isEqualTo(bench.server.errors().list());
        assertThat(errors).extracting(GeneralError::where).containsExactly("scan");
    }

    @Test
    void hearsOfNothingWhereNothingHasGoneWrong() throws IOException {
        assertThat(operator.errors()).isEmpty();
    }

    @Test
    void aPageOfAnotherListIsRefused() {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> operator.list(SampleStore.Query.all().after("zzz")))
                .satisfies(refusal ->
                        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.MALFORMED, "Cordon-After")));
    }

    @ParameterizedTest
    @CsvSource({
        "list-samples, Cordon-Limit, 0",
        "list-samples, Cordon-Limit, 201",
        "list-samples, Cordon-Order, color",
        "list-samples, Cordon-Where, color=red",
        "list-samples, Cordon-Where, status",
        "list-samples, Cordon-Where, age=PT1S",
        "show-sample, Cordon-Sample-Id, ../a",
        "change-sample, Cordon-Action, burn",
        "change-sample, Cordon-Action, restore",
        "give-sample, Cordon-Action, delete",
        "give-sample, Cordon-Unscanned, no",
        "change-sample, X-Sample-Priority, 0",
        "change-sample, X-Sample-Priority, 1001"
    })
    void whatMakesNoSenseIsRefusedByName(String transaction, String field, String value) {
        Header request = Header.builder()
                .set("Cordon-Sample-Id", "a")
                .set("Cordon-Action", transaction.startsWith("give") ? "restore" : "submit")
                .set(field, value)
                .build();

        assertThat(answer(transaction, request).error()).contains(WireError.of(ErrorCode.MALFORMED, field));
    }

    @ParameterizedTest
    @CsvSource({"show-sample, Cordon-Sample-Id", "change-sample, Cordon-Action", "give-sample, Cordon-Action"})
    void whatIsMissingIsRefusedByName(String transaction, String field) {
        Header request = Header.builder()
                .set("Cordon-Sample-Id", "a")
                .set("Cordon-Action", "restore")
                .remove(field)
                .build();

        assertThat(answer(transaction, request).error()).contains(WireError.of(ErrorCode.MISSING, field));
    }

    private Reply answer(String transaction, Header request) {
        return bench.server
                .place()
                .desk()
                .answer(
                        Transaction.of(transaction).orElseThrow(),
                        new Received(request, InputStream.nullInputStream()));
    }

    private void held() throws IOException {
        bench.install();
        bench.forward("a", Bench.noise(1, 100));
        bench.work(1);
    }

    private void three() throws IOException {
        int left = 3;
        for (String id : List.of("a", "b", "c")) {
            bench.forward(
                    id,
                    Bench.noise(left, 10),
                    Header.builder().set(Attributes.SAMPLE_FILE, "ü=" + left--).build());
            bench.clock.advance(Duration.ofSeconds(1));
        }
    }

    private static List<String> ids(SampleStore.Page page) {
        return page.samples().stream().map(sample -> sample.id().value()).toList();
    }
}
