package dev.cordon.sample;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import java.time.Instant;

/** What an event of the sample lifecycle writes into the attributes, whoever brought it about. */
final class Consequences {
    private Consequences() {}

    static void apply(SampleEvent event, SampleStatus next, Instant now, Header.Builder attributes) {
        attributes.remove(CordonFields.DUE).remove(CordonFields.ATTEMPTS);
        byEvent(event, now, attributes);
        byStatus(next, now, attributes);
    }

    private static void byEvent(SampleEvent event, Instant now, Header.Builder attributes) {
        if (event instanceof SampleEvent.DefinitionsAtHand hand) {
            need(hand.sequence(), attributes);
            queue(hand.delivery(), attributes);
        } else if (event instanceof SampleEvent.NewerDefinitions newer) {
            need(newer.sequence(), attributes);
        } else if (event instanceof SampleEvent.Superseded superseded) {
            need(superseded.sequence(), attributes);
        } else if (event instanceof SampleEvent.SetArrived arrived) {
            queue(arrived.delivery(), attributes);
        } else if (event instanceof SampleEvent.DeliveryQueued) {
            queue(Handling.AUTOMATIC, attributes);
        } else if (event instanceof SampleEvent.Unresolved unresolved && unresolved.submission() == Handling.MANUAL) {
            attributes.set(Attributes.SAMPLE_PRIORITY, Priority.NONE);
        } else if (event instanceof SampleEvent.Queued queued) {
            attributes.set(Attributes.SAMPLE_PRIORITY, Priority.of(queued.priority()));
        } else if (event instanceof SampleEvent.Withdrawn) {
            attributes.set(Attributes.SAMPLE_PRIORITY, Priority.NONE);
        } else if (event instanceof SampleEvent.Crumbled) {
            attributes.remove(Attributes.ANALYSIS_COOKIE).remove(CordonFields.SHARED_WITH);
        } else if (event instanceof SampleEvent.Abandoned) {
            attributes.remove(Attributes.SIGNATURES_SEQUENCE);
        } else if (event instanceof SampleEvent.Restarted) {
            startOver(attributes);
        } else if (event instanceof SampleEvent.Confirmed || event instanceof SampleEvent.Reported) {
            attributes.set(Attributes.DATE_INSTALLED, now);
        }
    }

    private static void byStatus(SampleStatus next, Instant now, Header.Builder attributes) {
        if (next.isFinal()) {
            attributes.set(Attributes.DATE_FINISHED, now);
        }
        if (next == SampleStatus.DISTRIBUTE) {
            attributes.set(Attributes.DATE_DISTRIBUTED, now);
        }
    }

    private static void need(int sequence, Header.Builder attributes) {
        attributes.set(Attributes.SIGNATURES_SEQUENCE, Sequence.of(sequence));
    }

    private static void queue(Handling delivery, Header.Builder attributes) {
        attributes.set(
                Attributes.SIGNATURES_PRIORITY, delivery == Handling.AUTOMATIC ? Priority.LOWEST : Priority.NONE);
    }

    /** A restart forgets the submission and its outcome, so that the sample can be submitted anew. */
    private static void startOver(Header.Builder attributes) {
        attributes
                .remove(Attributes.DATE_SUBMITTED)
                .remove(Attributes.DATE_FINISHED)
                .remove(Attributes.DATE_ANALYZED)
                .remove(Attributes.ANALYSIS_COOKIE)
                .remove(CordonFields.SHARED_WITH)
                .remove(CordonFields.ANSWER_SEQUENCE)
                .remove(Attributes.SIGNATURES_CHECKSUM)
                .remove(Attributes.SIGNATURES_PRIORITY)
                .remove(Attributes.SIGNATURES_SEQUENCE)
                .remove(Attributes.SIGNATURES_VERSION);
    }
}
