package dev.cordon.protocol;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Syntaxes;
import dev.cordon.codec.WireException;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a sample stands, in the words of the one who was asked.
 *
 * <p>Two signals say that something is over: {@code X-Date-Analyzed} that the analysis state is one of the final ones,
 * {@code X-Date-Finished} that the whole report is final. Act on the second (guide, "X-Analysis-State").
 *
 * @param header the attributes of the report and nothing else
 */
public record StatusReport(Header header) {
    private static final int WEEK_SECONDS = 7 * 24 * 60 * 60;

    /** When to ask again, in seconds (RFC 9110, 10.2.3); the form with a date is not understood. */
    private static final Key<Integer> RETRY_AFTER = Key.of("Retry-After", Syntaxes.integer(0, WEEK_SECONDS));

    private static final List<Key<?>> CARRIED = List.of(
            CordonFields.SAMPLE_ID,
            Attributes.ANALYSIS_COOKIE,
            Attributes.ANALYSIS_ISSUE,
            Attributes.ANALYSIS_SERVICE,
            Attributes.ANALYSIS_STATE,
            Attributes.ANALYSIS_VIRUS_IDENTIFIER,
            Attributes.ANALYSIS_VIRUS_NAME,
            Attributes.DATE_ANALYZED,
            Attributes.DATE_FINISHED,
            Attributes.SAMPLE_STATUS,
            Attributes.SCAN_RESULT,
            Attributes.SCAN_VIRUS_NAME,
            Attributes.SIGNATURES_SEQUENCE,
            CordonFields.ADVICE,
            RETRY_AFTER);

    /** Returns the report on a sample as its server gives it to the client that forwarded it. */
    public static StatusReport of(Sample sample) {
        return new StatusReport(carried(sample.attributes()));
    }

    /**
     * Returns the report that a reply carries: that of a server, which says the status, or that of a gateway.
     *
     * @throws WireException {@code missing} or {@code malformed} with the name of the attribute
     */
    public static StatusReport from(Header reply) throws WireException {
        return from(
                reply.has(Attributes.SAMPLE_STATUS) ? MessageKind.STATUS_REPORT : MessageKind.ANALYSIS_REPORT, reply);
    }

    /**
     * Returns the report that a reply of a kind carries.
     *
     * @throws WireException {@code missing} or {@code malformed} with the name of the attribute
     */
    public static StatusReport from(MessageKind kind, Header reply) throws WireException {
        kind.check(reply);
        return new StatusReport(carried(reply));
    }

    private static Header carried(Header header) {
        Header.Builder carried = Header.builder();
        for (Key<?> key : CARRIED) {
            header.text(key.name()).ifPresent(value -> carried.set(key.name(), value));
        }
        return carried.build();
    }

    /** Returns the cookie by which the sample is asked for. */
    public Optional<String> cookie() {
        return header.find(Attributes.ANALYSIS_COOKIE);
    }

    /** Returns the analysis state. */
    public Optional<OpenToken<AnalysisState>> state() {
        return header.find(Attributes.ANALYSIS_STATE);
    }

    /** Returns the status in the quarantine of the one who was asked. */
    public Optional<SampleStatus> status() {
        return header.find(Attributes.SAMPLE_STATUS);
    }

    /** Returns when the report became final; empty while it is not. */
    public Optional<Instant> finished() {
        return header.find(Attributes.DATE_FINISHED);
    }

    /** Returns how long to wait before the next question; empty where the one who was asked does not care. */
    public Optional<Duration> retryAfter() {
        return header.find(RETRY_AFTER).map(Duration::ofSeconds);
    }

    /** Returns the sequence of the definitions that the sample needs; 0 on the wire means that it needs none. */
    public Optional<Sequence> sequence() {
        return header.find(Attributes.SIGNATURES_SEQUENCE).filter(sequence -> sequence.value() > 0);
    }
}
