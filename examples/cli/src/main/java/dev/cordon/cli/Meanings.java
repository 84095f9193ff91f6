package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.Eligibility;
import dev.cordon.statemachine.FinalMeaning;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.ScanMeaning;
import dev.cordon.statemachine.ScanResult;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server's own scan and a final report bring about, and what a person may do: the tables beside a lifecycle. */
final class Meanings {
    private static final int SET = 2;
    private static final int OLDER = 1;

    private Meanings() {}

    /**
     * What a scan on the server leads to.
     *
     * @param result the word of {@code X-Scan-Result}
     * @param meaning what it means for the sample
     * @param older where the sample goes if its client has older definitions
     * @param current where it goes if its client has these definitions already
     */
    record Scan(String result, String meaning, String older, String current) {}

    /**
     * What a final report leads to.
     *
     * @param state the word of {@code X-Analysis-State}
     * @param meaning what it means for the sample
     * @param named where the sample goes if the report names definitions
     * @param unnamed where it goes if the report names none
     */
    record Report(String state, String meaning, String named, String unnamed) {}

    static ImmutableList<Scan> scans() {
        return Arrays.stream(ScanResult.values())
                .map(result -> new Scan(
                        result.token(), ScanMeaning.of(result).meaning(), scanned(result, OLDER), scanned(result, SET)))
                .collect(ImmutableList.toImmutableList());
    }

    /** Which of two statuses it is depends on whether steps are taken by themselves. */
    private static String scanned(ScanResult result, int client) {
        return Stream.of(Handling.AUTOMATIC, Handling.MANUAL)
                .flatMap(
                        handling -> ScanMeaning.event(result, SET, OptionalInt.of(client), handling, handling).stream())
                .map(event ->
                        SampleLifecycle.next(SampleStatus.QUARANTINED, event).token())
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" or "), text -> text.isEmpty() ? "tried again" : text));
    }

    static ImmutableList<Report> reports() {
        return Arrays.stream(AnalysisState.values())
                .filter(AnalysisState::isFinal)
                .map(state -> new Report(
                        state.token(),
                        FinalMeaning.of(state).meaning(),
                        reported(state, OptionalInt.of(SET)),
                        reported(state, OptionalInt.empty())))
                .collect(ImmutableList.toImmutableList());
    }

    private static String reported(AnalysisState state, OptionalInt sequence) {
        SampleEvent event = FinalMeaning.event(state.token(), sequence);
        return SampleLifecycle.next(SampleStatus.SUBMITTED, event).token();
    }

    static ImmutableList<String> forSubmission() {
        return Eligibility.submissionRules().stream()
                .map(Eligibility.Rule::condition)
                .collect(ImmutableList.toImmutableList());
    }

    static ImmutableList<String> forDelivery() {
        return Eligibility.deliveryRules().stream()
                .map(Eligibility.Rule::condition)
                .collect(ImmutableList.toImmutableList());
    }
}
