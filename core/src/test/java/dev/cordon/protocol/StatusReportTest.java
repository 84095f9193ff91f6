package dev.cordon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.statemachine.SampleStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusReportTest {
    @Test
    void whatAReportSaysCanBeAskedFor() throws WireException {
        Instant finished = Instant.parse("2026-01-01T10:00:00Z");
        StatusReport report = StatusReport.from(Header.builder()
                .set(Attributes.ANALYSIS_COOKIE, "cookie")
                .set("X-Analysis-State", "infected")
                .set(Attributes.DATE_FINISHED, finished)
                .set(Attributes.SIGNATURES_SEQUENCE, Sequence.of(12))
                .build());

        assertThat(report.cookie()).contains("cookie");
        assertThat(report.state()).hasValueSatisfying(state -> assertThat(state).hasToString("infected"));
        assertThat(report.finished()).contains(finished);
        assertThat(report.sequence()).contains(Sequence.of(12));
    }

    @Test
    void aStateThatNobodyKnowsIsCarriedAndNotTakenForFinal() throws WireException {
        StatusReport report = StatusReport.from(
                Header.builder().set("X-Analysis-State", "replicated").build());

        assertThat(report.header().text("X-Analysis-State")).contains("replicated");
        assertThat(report.finished()).isEmpty();
    }

    @Test
    void theStatusOfAServerIsEnough() throws WireException {
        StatusReport report = StatusReport.from(Header.builder()
                .set(Attributes.SAMPLE_STATUS, SampleStatus.HELD)
                .build());

        assertThat(report.status()).contains(SampleStatus.HELD);
        assertThat(report.state()).isEmpty();
    }

    @Test
    void aReportThatSaysNothingIsRefused() {
        WireException refusal = catchThrowableOfType(WireException.class, () -> StatusReport.from(Header.empty()));

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.MISSING, "X-Analysis-State"));
    }

    @Test
    void whatDoesNotBelongToAReportIsLeftOut() throws WireException {
        StatusReport report = StatusReport.from(Header.builder()
                .set("X-Analysis-State", "infected")
                .set(Attributes.CUSTOMER_CREDENTIALS, "hush")
                .set("X-Sample-Priority", "7")
                .set("X-Unknown", "1")
                .build());

        assertThat(report.header().fields()).extracting(Header.Field::name).containsExactly("X-Analysis-State");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Date-Finished", "X-Date-Analyzed", "X-Signatures-Sequence", "X-Sample-Status"})
    void aFieldThatCannotBeReadIsMalformedAndIsNotRepeated(String name) {
        Header reply = Header.builder()
                .set("X-Analysis-State", "infected")
                .set(name, "<script>")
                .build();

        WireException refusal = catchThrowableOfType(WireException.class, () -> StatusReport.from(reply));

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.MALFORMED, name));
        assertThat(refusal).hasMessageNotContaining("script");
    }
}
