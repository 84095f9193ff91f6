package dev.cordon.protocol;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;

/**
 * Who submits, as every message from a customer to a gateway says (guide, "X-Customer attributes").
 *
 * @param identifier the account with its service class
 * @param credentials the secret that proves it; never shown
 */
public record Customer(CustomerIdentifier identifier, String credentials) {
    /**
     * Returns the customer that a request names.
     *
     * @throws WireException {@code missing} or {@code malformed} with the name of the attribute
     */
    public static Customer from(Header request) throws WireException {
        return new Customer(
                request.require(Attributes.CUSTOMER_IDENTIFIER), request.require(Attributes.CUSTOMER_CREDENTIALS));
    }

    /** Writes the customer into a request. */
    public void sign(Header.Builder request) {
        request.set(Attributes.CUSTOMER_IDENTIFIER, identifier).set(Attributes.CUSTOMER_CREDENTIALS, credentials);
    }

    /** Returns a text without the secret. */
    @Override
    public String toString() {
        return "customer " + identifier;
    }
}
