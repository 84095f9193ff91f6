package dev.cordon.protocol;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.sample.Disposition;
import dev.cordon.sample.SampleId;
import dev.cordon.statemachine.ScanResult;
import java.util.List;
import java.util.Optional;

/**
 * What a target says once definitions are installed: which, and what they did to each sample it still held.
 *
 * @param target the target's name, its {@code X-Platform-GUID}
 * @param sequence the definitions installed
 * @param outcomes at most {@value #MOST_OUTCOMES} samples; a target with more sends several confirmations
 */
public record Confirmation(String target, Sequence sequence, ImmutableList<Outcome> outcomes) {
    /** How many samples one confirmation may speak of. */
    public static final int MOST_OUTCOMES = 100;

    private static final String OUTCOME = "Cordon-Outcome";
    private static final Splitter WORDS = Splitter.on(' ');

    /**
     * What became of one sample.
     *
     * @param id the id under which it was forwarded
     * @param result what the scan with the new definitions found
     * @param disposition what was done with the file
     */
    public record Outcome(SampleId id, ScanResult result, Disposition disposition) {}

    /** Returns the request that carries this confirmation. */
    public Request request() {
        Header.Builder header =
                Header.builder().set(CordonFields.TARGET, target).set(Attributes.SIGNATURES_SEQUENCE, sequence);
        for (Outcome outcome : outcomes) {
            header.add(
                    OUTCOME,
                    outcome.id() + " " + outcome.result().token() + " "
                            + outcome.disposition().token());
        }
        return Request.of(Transaction.CONFIRM_DEFINITIONS, header.build());
    }

    /**
     * Returns the confirmation that a request carries.
     *
     * @throws WireException {@code missing} or {@code malformed} with the name of the field
     */
    public static Confirmation from(Header request) throws WireException {
        MessageKind.CONFIRMATION.check(request);
        ImmutableList.Builder<Outcome> outcomes = ImmutableList.builder();
        for (Header.Field field : request.fields()) {
            if (field.name().equalsIgnoreCase(OUTCOME)) {
                outcomes.add(outcome(field.value()));
            }
        }
        return new Confirmation(
                request.require(CordonFields.TARGET),
                request.require(Attributes.SIGNATURES_SEQUENCE),
                outcomes.build());
    }

    private static Outcome outcome(String value) throws WireException {
        List<String> words = WORDS.splitToList(value);
        if (words.size() == 3) {
            Optional<ScanResult> result = ScanResult.of(words.get(1));
            Optional<Disposition> disposition = Disposition.of(words.get(2));
            if (result.isPresent() && disposition.isPresent()) {
                return new Outcome(id(words.get(0)), result.get(), disposition.get());
            }
        }
        throw malformed();
    }

    private static SampleId id(String word) throws WireException {
        try {
            return new SampleId(word);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static WireException malformed() {
        return new WireException(
                WireError.of(ErrorCode.MALFORMED, OUTCOME), "an outcome is an id, a scan result and a disposition");
    }
}
