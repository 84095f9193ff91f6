package dev.cordon.gateway;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Customer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The customers of a gateway with the hashes of their credentials.
 *
 * <p>Credentials are generated with 192 bits, so a plain hash is enough to keep them. Immutable.
 */
public final class Customers {
    private static final byte[] NOBODY = new byte[32];

    private final ImmutableMap<CustomerIdentifier, byte[]> hashes;

    private Customers(ImmutableMap<CustomerIdentifier, byte[]> hashes) {
        this.hashes = hashes;
    }

    /** Returns the customers who may submit; only the hashes of their credentials are kept. */
    public static Customers of(Iterable<Customer> customers) {
        ImmutableMap.Builder<CustomerIdentifier, byte[]> hashes = ImmutableMap.builder();
        customers.forEach(customer -> hashes.put(customer.identifier(), hash(customer.credentials())));
        return new Customers(hashes.buildOrThrow());
    }

    /**
     * Returns the identifier of the customer who makes a request, once the credentials have proved it.
     *
     * @throws WireException {@code missing}, {@code malformed}, or {@code declined} for a stranger
     */
    CustomerIdentifier authenticate(Header request) throws WireException {
        Customer customer = Customer.from(request);
        byte[] expected = Optional.ofNullable(hashes.get(customer.identifier())).orElse(NOBODY);
        if (!MessageDigest.isEqual(expected, hash(customer.credentials()))) {
            throw new WireException(ErrorCode.DECLINED, "the customer is not known, or the credentials are wrong");
        }
        return customer.identifier();
    }

    private static byte[] hash(String credentials) {
        return Hashing.sha256().hashString(credentials, StandardCharsets.UTF_8).asBytes();
    }
}
