package dev.cordon.gateway;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.codec.Header;
import dev.cordon.protocol.StatusReport;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.AnalysisState;
import java.time.Instant;

/** What a customer is told of a submission. */
final class TicketReport {
    private TicketReport() {}

    /**
     * Returns the report on a sample. It is final only once the definitions that it names can be fetched here, although
     * the analysis may have ended before ({@code X-Date-Analyzed}).
     */
    static StatusReport of(Sample sample) {
        Header.Builder report = StatusReport.of(sample).header().toBuilder()
                .remove(CordonFields.SAMPLE_ID)
                .remove(Attributes.SAMPLE_STATUS)
                .remove(Attributes.DATE_FINISHED);
        sample.find(CordonFields.COOKIE_GIVEN).ifPresent(cookie -> report.set(Attributes.ANALYSIS_COOKIE, cookie));
        switch (sample.status()) {
            case AVAILABLE, INSTALLED, UNNEEDED -> report.set(Attributes.DATE_FINISHED, lastStep(sample));
            case ATTENTION -> finish(AnalysisState.ATTENTION, sample, report);
            case ERROR -> finish(AnalysisState.ERROR, sample, report);
            default -> report.remove(Attributes.SIGNATURES_SEQUENCE);
        }
        return new StatusReport(report.build());
    }

    /** A state that the centre itself has given stands; only one that can't be final is replaced. */
    private static void finish(AnalysisState state, Sample sample, Header.Builder report) {
        boolean isFinal = sample.state()
                .flatMap(OpenToken::known)
                .filter(AnalysisState::isFinal)
                .isPresent();
        if (!isFinal) {
            report.set(Attributes.ANALYSIS_STATE, OpenToken.of(state.token(), state));
        }
        report.set(Attributes.DATE_FINISHED, lastStep(sample));
    }

    private static Instant lastStep(Sample sample) {
        return sample.history().get(sample.history().size() - 1).at();
    }
}
