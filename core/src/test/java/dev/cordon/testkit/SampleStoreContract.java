package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.sample.Column;
import dev.cordon.sample.Question;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleConflictException;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.SampleStore.Page;
import dev.cordon.spi.SampleStore.Query;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.spi.UnknownSampleException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SampleStore} does. Extend it and say how your store is opened; every test is one rule.
 *
 * <p>Stores that keep nothing in a folder take its name to tell one test's samples from another's.
 */
public abstract class SampleStoreContract extends ClaimRules {
    /** For subclasses. */
    protected SampleStoreContract() {}

    @Override
    protected abstract SampleStore open(Path folder) throws IOException;

    private ImmutableList<String> listed(Query query) throws IOException {
        return store().list(query).samples().stream()
                .map(sample -> sample.id().value())
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void rule01_whatIsAddedIsFound() throws IOException {
        Sample added = add(A);

        assertThat(store().find(A)).contains(added);
    }

    @Test
    void rule02_contentIsKeptToTheByte() throws IOException {
        add(A);

        assertThat(Samples.captured(store(), A)).isEqualTo(TEXT);
    }

    @Test
    void rule03_contentCanBeOpenedSeveralTimes() throws IOException {
        add(A);
        SampleStore.Content content = store().content(A);

        assertThat(content.wire().read()).isEqualTo(content.wire().read());
    }

    @Test
    void rule04_unknownAttributesAreKept() throws IOException {
        Header more = Header.builder().set("X-Vendor-Note", "as it is").build();
        try (EncodedContent content = samples().content(TEXT)) {
            store().add(Samples.received(A.value(), content, NOW, more), content);
        }

        assertThat(reopened().find(A).flatMap(sample -> sample.attributes().text("X-Vendor-Note")))
                .contains("as it is");
    }

    @Test
    void rule05_addingTheSameTwiceChangesNothingAndReturnsWhatIsThere() throws IOException {
        Sample there = store().update(add(A), moved(store().find(A).orElseThrow()));

        Sample again = add(A);

        assertThat(again).isEqualTo(there);
        assertThat(store().find(A)).contains(there);
    }

    @Test
    void rule06_addingOtherBytesUnderTheSameIdIsRefused() throws IOException {
        Sample there = add(A);

        assertThatThrownBy(() -> add(A, "something else")).isInstanceOf(SampleConflictException.class);
        assertThat(store().find(A)).contains(there);
        assertThat(Samples.captured(store(), A)).isEqualTo(TEXT);
    }

    @Test
    void rule07_contentThatSamplesShareStaysUntilTheLastIsRemoved() throws IOException {
        add(A);
        add(B);

        store().remove(A);

        assertThat(Samples.captured(store(), B)).isEqualTo(TEXT);
    }

    @Test
    void rule08_whatIsRemovedIsGone() throws IOException {
        add(A);

        store().remove(A);

        assertThat(store().find(A)).isEmpty();
        assertThatThrownBy(() -> store().content(A)).isInstanceOf(UnknownSampleException.class);
    }

    @Test
    void rule09_anIdThatWasRemovedIsFree() throws IOException {
        add(A);
        store().remove(A);

        add(A, "something else");

        assertThat(Samples.captured(store(), A)).isEqualTo("something else");
    }

    @Test
    void rule10_removingWhatIsNotThereDoesNothing() throws IOException {
        Sample other = add(A);

        store().remove(UNKNOWN);

        assertThat(store().list(Query.all()).samples()).containsExactly(other);
    }

    @Test
    void rule11_anUnknownSampleIsSaidToBeUnknown() throws IOException {
        Sample gone = add(A);
        store().remove(A);

        assertThat(store().find(UNKNOWN)).isEmpty();
        assertThatThrownBy(() -> store().content(UNKNOWN)).isInstanceOf(UnknownSampleException.class);
        assertThatThrownBy(() -> store().update(gone, moved(gone))).isInstanceOf(UnknownSampleException.class);
    }

    @Test
    void rule12_anUpdateReplacesTheSample() throws IOException {
        Sample before = add(A);
        Sample after = moved(before);

        assertThat(store().update(before, after)).isEqualTo(after);
        assertThat(store().find(A)).contains(after);
    }

    @Test
    void rule13_anUpdateOfASampleThatHasChangedIsRefused() throws IOException {
        Sample before = add(A);
        Sample first = store().update(before, amended(before, "first"));

        assertThatThrownBy(() -> store().update(before, moved(before))).isInstanceOf(StaleSampleException.class);
        assertThat(store().find(A)).contains(first);
    }

    @Test
    void rule14_ofManyWhoUpdateTheSameSampleOneSucceeds() throws Exception {
        Sample before = add(A);

        ImmutableList<Boolean> outcomes = Simultaneously.run(8, thread -> () -> {
            try {
                store().update(before, amended(before, "thread " + thread));
                return true;
            } catch (StaleSampleException e) {
                return false;
            }
        });

        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(store().find(A).map(Sample::changes)).contains(before.changes() + 1);
    }

    @Test
    void rule15_samplesAreListedInTheOrderOfTheirArrival() throws IOException {
        add(A, NOW.plusSeconds(1));
        add(new SampleId("z"), NOW);
        add(B, NOW);

        assertThat(listed(Query.all())).containsExactly("b-2", "z", "a");
    }

    @Test
    void rule16_onlySamplesOfTheWantedStatusAreListed() throws IOException {
        add(A);
        Sample before = add(B);
        store().update(before, moved(before));

        assertThat(listed(Query.all().where(Column.STATUS, "Released", "held"))).containsExactly("b-2");
    }

    @Test
    void rule17_aListGoesOnAfterThePageBefore() throws IOException {
        add(A);
        add(B);
        add(new SampleId("c"));
        Query query = Query.all().inPagesOf(2);

        Page first = store().list(query);
        Page second = store().list(query.after(first.next().orElseThrow()));

        assertThat(first.samples()).extracting(Sample::id).containsExactly(A, B);
        assertThat(second.samples()).extracting(sample -> sample.id().value()).containsExactly("c");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void rule18_everythingIsThereWhenTheStoreIsOpenedAgain() throws IOException {
        Sample before = add(A);
        Sample moved = store().update(before, moved(before));
        WireError error = WireError.of(ErrorCode.OVERRUN, 10, 11);
        Sample faulty = store().update(moved, moved.fault(error, "größer als angekündigt", NOW));
        Sample other = add(B, "something else");

        SampleStore again = reopened();

        assertThat(again.find(A)).contains(faulty);
        assertThat(again.find(B)).contains(other);
        assertThat(Samples.captured(again, A)).isEqualTo(TEXT);
        assertThat(Samples.captured(again, B)).isEqualTo("something else");
    }

    @Test
    void rule19_theOrderOfArrivalIsTheSameWhenTheStoreIsOpenedAgain() throws IOException {
        try (EncodedContent content = samples().content(TEXT)) {
            store().add(Samples.received("z", content, NOW), content);
            store().add(Samples.received("y", content, NOW.plusSeconds(1)), content);
        }

        assertThat(reopened().list(Query.all()).samples())
                .extracting(sample -> sample.id().value())
                .containsExactly("z", "y");
    }

    @Test
    void rule20_whatWasRemovedStaysAwayWhenTheStoreIsOpenedAgain() throws IOException {
        add(A);
        store().remove(A);

        assertThat(reopened().list(Query.all()).samples()).isEmpty();
    }

    /** Adds samples of the same bytes: two that ask the same, and one between them that claims something of the file. */
    private Question addTwoThatAskTheSame() throws IOException {
        Sample one = add(A, NOW);
        try (EncodedContent content = samples().content(TEXT)) {
            Header claim = Header.builder().set("X-Sample-Checkup", "a claim").build();
            store().add(Samples.received("claims", content, NOW.plusSeconds(1), claim), content);
        }
        add(B, NOW.plusSeconds(2));
        return Question.of(one);
    }

    @Test
    void rule36_samplesThatAskTheSameOfAnAnalysisAreListedInTheOrderOfTheirArrival() throws IOException {
        Question question = addTwoThatAskTheSame();

        assertThat(listed(Query.all().asking(question))).containsExactly("a", "b-2");
        assertThat(listed(Query.all().asking(question).orderedBy(Column.RECEIVED, true)))
                .containsExactly("b-2", "a");
    }

    @Test
    void rule37_aListOfOneQuestionHasPages() throws IOException {
        Query query = Query.all().asking(addTwoThatAskTheSame()).inPagesOf(1);

        Page first = store().list(query);
        Page second = store().list(query.after(first.next().orElseThrow()));

        assertThat(first.samples()).extracting(Sample::id).containsExactly(A);
        assertThat(second.samples()).extracting(Sample::id).containsExactly(B);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void rule38_aQuestionIsTheSameWhenTheStoreIsOpenedAgain() throws IOException {
        Query query = Query.all().asking(addTwoThatAskTheSame());
        store().update(store().find(A).orElseThrow(), moved(store().find(A).orElseThrow()));

        assertThat(reopened().list(query).samples()).extracting(Sample::id).containsExactly(A, B);
    }

    @Test
    void rule39_amongTheSamplesOfAQuestionThoseOfAStatusArePicked() throws IOException {
        Question question = addTwoThatAskTheSame();
        add(new SampleId("c"), "something else");
        Sample before = store().find(B).orElseThrow();
        store().update(before, moved(before));
        Sample other = store().find(new SampleId("c")).orElseThrow();
        store().update(other, moved(other));

        assertThat(listed(Query.all().asking(question).where(Column.STATUS, "released")))
                .containsExactly("b-2");
    }
}
