package dev.cordon.protocol;

import com.google.common.io.ByteSource;
import dev.cordon.codec.Header;

/**
 * What is to be sent to another place.
 *
 * @param transaction what is wanted
 * @param header the attributes
 * @param content the content as it goes over the wire; empty where the transaction has none
 */
public record Request(Transaction transaction, Header header, ByteSource content) {
    /** Returns a request without content. */
    public static Request of(Transaction transaction, Header header) {
        return new Request(transaction, header, ByteSource.empty());
    }
}
