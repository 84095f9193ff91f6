package dev.cordon.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeaningsTest {
    @ParameterizedTest
    @CsvSource({
        "repaired, 5, 4, DEFINITIONS_AT_HAND_AUTOMATIC",
        "repaired, 5, -1, DEFINITIONS_AT_HAND_AUTOMATIC",
        "repaired, 5, 5, UNRESOLVED_AUTOMATIC",
        "repaired, 5, 6, UNRESOLVED_AUTOMATIC",
        "norepair, 5, 4, DEFINITIONS_AT_HAND_AUTOMATIC",
        "norepair, 5, 5, NOTHING_TO_DO",
        "unrepairable, 5, 4, DEFINITIONS_AT_HAND_AUTOMATIC",
        "unrepairable, 5, 5, NOTHING_TO_DO",
        "unsubmittable, 5, 4, DEFINITIONS_AT_HAND_AUTOMATIC",
        "unsubmittable, 5, 5, NOTHING_TO_DO",
        "heuristic, 5, 4, UNRESOLVED_AUTOMATIC",
        "nodetect, 5, 4, UNRESOLVED_AUTOMATIC",
        "completed, 5, 4, UNRESOLVED_AUTOMATIC",
        "badrepair, 5, 4, UNRESOLVED_AUTOMATIC",
        "badscan, 5, 4,",
        "overrun, 5, 4,",
        "underrun, 5, 4,"
    })
    void aScanMeans(String result, int scanned, int client, String kind) {
        Optional<SampleEvent> event = ScanMeaning.event(
                ScanResult.of(result).orElseThrow(),
                scanned,
                client < 0 ? OptionalInt.empty() : OptionalInt.of(client),
                Handling.AUTOMATIC,
                Handling.AUTOMATIC);

        assertThat(event.map(happened -> happened.kind().name())).isEqualTo(Optional.ofNullable(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "infected, 7, NEWER_DEFINITIONS, NONE",
        "infected, 0, PERSON_NEEDED, NONE",
        "misfired, 7, NEWER_DEFINITIONS, NONE",
        "misfired, 0, PERSON_NEEDED, NONE",
        "norepair, 7, NEWER_DEFINITIONS, DELETE",
        "norepair, 0, NOTHING_TO_DELIVER, DELETE",
        "unsubmittable, 7, NEWER_DEFINITIONS, DELETE",
        "unsubmittable, 0, NOTHING_TO_DELIVER, DELETE",
        "delete, 7, NEWER_DEFINITIONS, DELETE",
        "delete, 0, NOTHING_TO_DELIVER, DELETE",
        "restore, 7, NEWER_DEFINITIONS, RESTORE_FROM_BACKUP",
        "restore, 0, NOTHING_TO_DELIVER, RESTORE_FROM_BACKUP",
        "uninfected, 7, NOTHING_TO_DELIVER, RELEASE",
        "uninfectable, 0, NOTHING_TO_DELIVER, RELEASE",
        "nodetect, 0, NOTHING_TO_DELIVER, NONE",
        "attention, 0, PERSON_NEEDED, CALL_SUPPORT",
        "broken, 0, PERSON_NEEDED, CALL_SUPPORT",
        "declined, 0, PERSON_NEEDED, CALL_SUPPORT",
        "encrypted, 0, PERSON_NEEDED, DECRYPT_AND_RESUBMIT",
        "abort, 0, FAULTED, CALL_SUPPORT",
        "error, 0, FAULTED, CALL_SUPPORT",
        "binary, 7, FAULTED, NONE"
    })
    void aFinalReportMeans(String state, int sequence, String kind, String advice) {
        SampleEvent event = FinalMeaning.event(state, sequence == 0 ? OptionalInt.empty() : OptionalInt.of(sequence));

        assertThat(event.kind()).hasToString(SampleEvent.Kind.valueOf(kind).toString());
        assertThat(Advice.of(AnalysisState.of(state).orElseThrow()).name()).isEqualTo(advice);
    }

    @Test
    void anUnknownWordIsNeverTakenForFinal() {
        assertThat(FinalMeaning.event("replicated", OptionalInt.of(7)).kind()).isEqualTo(SampleEvent.Kind.FAULTED);
    }

    @ParameterizedTest
    @CsvSource({
        "infected, DEFINITIONS_NEEDED",
        "misfired, DEFINITIONS_NEEDED",
        "norepair, DETECTION_AT_MOST",
        "unsubmittable, DETECTION_AT_MOST",
        "delete, DETECTION_AT_MOST",
        "restore, DETECTION_AT_MOST",
        "uninfected, NOTHING_TO_DELIVER",
        "uninfectable, NOTHING_TO_DELIVER",
        "nodetect, NOTHING_TO_DELIVER",
        "attention, PERSON_NEEDED",
        "broken, PERSON_NEEDED",
        "declined, PERSON_NEEDED",
        "encrypted, PERSON_NEEDED",
        "abort, FAULT",
        "error, FAULT",
        "importing, FAULT"
    })
    void aStateHasAMeaningInAFinalReport(String state, FinalMeaning meaning) {
        assertThat(FinalMeaning.of(AnalysisState.of(state).orElseThrow())).isEqualTo(meaning);
    }

    @Test
    void everythingThatIsShownIsSaidInWords() {
        assertThat(FinalMeaning.values()).extracting(FinalMeaning::meaning).doesNotHaveDuplicates();
        assertThat(ScanMeaning.values()).extracting(ScanMeaning::meaning).doesNotHaveDuplicates();
        assertThat(Advice.values()).extracting(Advice::text).doesNotHaveDuplicates();
    }
}
