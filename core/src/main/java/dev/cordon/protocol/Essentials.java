package dev.cordon.protocol;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.Key;
import dev.cordon.protocol.Essential.Need;

/**
 * Collects the essential attributes of a kind of message, in the order in which they are asked for.
 *
 * @param rows one for each attribute
 */
record Essentials(ImmutableList<Essential> rows) {
    static final Essentials NONE = new Essentials(ImmutableList.of());

    /** Who asks, as every request of a customer to a gateway says. */
    static final Essentials CUSTOMER =
            NONE.always(Attributes.CUSTOMER_IDENTIFIER).always(Attributes.CUSTOMER_CREDENTIALS);

    /** What every message with a sample says of it. */
    static final Essentials SAMPLE = NONE.always(Attributes.SAMPLE_TYPE)
            .always(Attributes.SAMPLE_SIZE)
            .always(Attributes.SAMPLE_CHECKSUM)
            .row(Attributes.SAMPLE_GEOMETRY, Need.OF_SECTORS)
            .row(Attributes.SAMPLE_SECTOR, Need.OF_SECTORS)
            .row(Attributes.CHECKSUM_METHOD, Need.WITH_CONTENT)
            .row(Attributes.CONTENT_CHECKSUM, Need.WITH_CONTENT);

    Essentials always(Key<?> key) {
        return row(key, Need.ALWAYS);
    }

    Essentials whereSaid(Key<?> key) {
        return row(key, Need.WHERE_SAID);
    }

    Essentials and(Essentials more) {
        return new Essentials(ImmutableList.<Essential>builder()
                .addAll(rows)
                .addAll(more.rows)
                .build());
    }

    private Essentials row(Key<?> key, Need need) {
        return and(new Essentials(ImmutableList.of(new Essential(key, need))));
    }
}
