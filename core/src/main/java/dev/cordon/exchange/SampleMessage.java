package dev.cordon.exchange;

import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Syntaxes;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;

/** The messages that carry a sample from one place to the next. */
public final class SampleMessage {
    /** What a sender may say beside the attributes of the guide. */
    private static final ImmutableSet<Key<?>> BELIEVED = ImmutableSet.of(
            CordonFields.SAMPLE_ID, CordonFields.PERMISSIONS, CordonFields.OWNER, CordonFields.MODIFIED);

    /** What only the place that holds a sample may say of it. */
    private static final ImmutableSet<Key<?>> OWN = ImmutableSet.of(
            Attributes.ANALYSIS_COOKIE,
            Attributes.ANALYSIS_ISSUE,
            Attributes.ANALYSIS_SERVICE,
            Attributes.ANALYSIS_STATE,
            Attributes.ANALYSIS_VIRUS_IDENTIFIER,
            Attributes.ANALYSIS_VIRUS_NAME,
            Attributes.CUSTOMER_CREDENTIALS,
            Attributes.DATE_ANALYZED,
            Attributes.DATE_BLESSED,
            Attributes.DATE_DISTRIBUTED,
            Attributes.DATE_FINISHED,
            Attributes.DATE_INSTALLED,
            Attributes.DATE_PRODUCED,
            Attributes.DATE_PUBLISHED,
            Attributes.DATE_SUBMITTED,
            Attributes.ERROR,
            Attributes.SAMPLE_CHANGES,
            Attributes.SAMPLE_STATUS,
            Attributes.SIGNATURES_CHECKSUM,
            Attributes.SIGNATURES_PRIORITY,
            Attributes.SIGNATURES_SEQUENCE,
            Attributes.SIGNATURES_VERSION);

    private SampleMessage() {}

    /**
     * Returns the request that carries a sample.
     *
     * @param attributes what is to be said of the sample; content attributes in there are replaced
     * @param content the content as it is kept
     */
    public static Request request(Transaction transaction, Header attributes, SampleStore.Content content) {
        Header.Builder header = attributes.toBuilder();
        header.setAll(content.fields());
        return new Request(transaction, header.build(), content.wire());
    }

    /**
     * Returns what of a sample's attributes is said to the next place of the site: not what Cordon keeps for itself.
     */
    public static Header sayable(Header attributes) {
        Header.Builder said = Header.builder();
        for (Header.Field field : attributes.fields()) {
            Key<String> key = Key.of(field.name(), Syntaxes.opaque());
            if (!field.name().regionMatches(true, 0, "Cordon-", 0, 7) || BELIEVED.contains(key)) {
                said.set(field.name(), field.value());
            }
        }
        return said.build();
    }

    /**
     * Returns the id under which the sender knows the sample.
     *
     * @throws WireException {@code missing} or {@code malformed}
     */
    public static SampleId id(Header header) throws WireException {
        String id = header.require(CordonFields.SAMPLE_ID);
        try {
            return new SampleId(id);
        } catch (IllegalArgumentException e) {
            throw new WireException(
                    WireError.of(ErrorCode.MALFORMED, CordonFields.SAMPLE_ID), "the sample id is unusable", e);
        }
    }

    /**
     * Returns what a place keeps of the attributes that a sender says: not the transport's fields, not the framing, not
     * credentials, and nothing that only the place itself may say.
     */
    public static Header attributes(Header received) {
        Header.Builder kept = Header.builder();
        for (Header.Field field : received.fields()) {
            if (isBelieved(field.name())) {
                kept.set(field.name(), field.value());
            }
        }
        return kept.build();
    }

    private static boolean isBelieved(String name) {
        Key<String> key = Key.of(name, Syntaxes.opaque());
        if (ContentKeys.all().contains(key) || OWN.contains(key)) {
            return false;
        }
        return name.regionMatches(true, 0, "X-", 0, 2) || BELIEVED.contains(key);
    }
}
