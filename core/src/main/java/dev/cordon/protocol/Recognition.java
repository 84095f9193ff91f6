package dev.cordon.protocol;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import java.util.Optional;

/** Tells from what a message says which kind it is. */
final class Recognition {
    private Recognition() {}

    static Optional<MessageKind> kind(Header header) {
        if (header.has(Attributes.ERROR)) {
            return Optional.of(MessageKind.REFUSAL);
        }
        if (header.has(CordonFields.TARGET)) {
            return Optional.of(MessageKind.CONFIRMATION);
        }
        if (header.has(Attributes.SAMPLE_TYPE)) {
            return Optional.of(sample(header));
        }
        if (hasAny(header, Attributes.SIGNATURES_CHECKSUM)) {
            return Optional.of(MessageKind.DEFINITIONS_PACKAGE);
        }
        if (hasAny(header, Attributes.SAMPLE_SIZE, Attributes.SAMPLE_CHECKSUM, Attributes.CONTENT_CHECKSUM)) {
            return Optional.of(sample(header));
        }
        return isOfCustomer(header) ? Optional.of(request(header)) : other(header);
    }

    private static MessageKind sample(Header header) {
        if (isOfCustomer(header) || header.has(CordonFields.SUBMISSION)) {
            return MessageKind.SAMPLE_TO_GATEWAY;
        }
        return header.has(CordonFields.SAMPLE_ID) ? MessageKind.SAMPLE_TO_SERVER : MessageKind.SAMPLE;
    }

    private static MessageKind request(Header header) {
        if (header.has(Attributes.ANALYSIS_COOKIE)) {
            return MessageKind.ANALYSIS_QUERY;
        }
        return header.has(Attributes.SIGNATURES_SEQUENCE)
                ? MessageKind.CUSTOMER_DEFINITIONS_REQUEST
                : MessageKind.CUSTOMER_NEWEST_QUERY;
    }

    private static Optional<MessageKind> other(Header header) {
        if (header.has(Attributes.SAMPLE_STATUS)) {
            return Optional.of(MessageKind.STATUS_REPORT);
        }
        if (header.has(Attributes.ANALYSIS_STATE)) {
            return Optional.of(MessageKind.ANALYSIS_REPORT);
        }
        if (header.has(Attributes.ANALYSIS_COOKIE)) {
            return Optional.of(MessageKind.ANALYSIS_QUERY);
        }
        if (header.has(CordonFields.SAMPLE_ID)) {
            return Optional.of(MessageKind.STATUS_QUERY);
        }
        return header.has(Attributes.SIGNATURES_SEQUENCE)
                ? Optional.of(MessageKind.DEFINITIONS_REQUEST)
                : Optional.empty();
    }

    private static boolean isOfCustomer(Header header) {
        return hasAny(header, Attributes.CUSTOMER_IDENTIFIER, Attributes.CUSTOMER_CREDENTIALS);
    }

    private static boolean hasAny(Header header, Key<?>... keys) {
        for (Key<?> key : keys) {
            if (header.has(key)) {
                return true;
            }
        }
        return false;
    }
}
