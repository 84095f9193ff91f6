package dev.cordon.gateway;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Customer;
import dev.cordon.transport.Secret;
import dev.cordon.transport.SecretHash;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The customers of a gateway with the hashes of their credentials.
 *
 * <p>Credentials are generated with 192 bits, so a keyed hash with a salt for each customer is enough to keep them.
 * Nobody can sign in with what is kept. Immutable; each method that changes something returns a changed copy.
 */
public final class Customers {
    private static final CharMatcher BLANK = CharMatcher.whitespace();
    private static final SecretHash NOBODY = SecretHash.ofNobody();

    private final ImmutableMap<CustomerIdentifier, SecretHash> hashes;

    private Customers(Map<CustomerIdentifier, SecretHash> hashes) {
        this.hashes = ImmutableMap.copyOf(hashes);
    }

    /**
     * A customer who was just enrolled.
     *
     * @param customer the customer with the credentials, which are told once and are nowhere else
     * @param customers everybody, the new customer among them
     */
    public record Enrolment(Customer customer, Customers customers) {}

    /** Returns no customers. */
    public static Customers none() {
        return new Customers(ImmutableMap.of());
    }

    /** Returns the customers who may submit; only the hashes of their credentials are kept. */
    public static Customers of(Iterable<Customer> customers) {
        ImmutableMap.Builder<CustomerIdentifier, SecretHash> hashes = ImmutableMap.builder();
        customers.forEach(customer -> hashes.put(
                customer.identifier(),
                SecretHash.of(
                        Secret.of(customer.credentials()), customer.identifier().toString())));
        return new Customers(hashes.buildOrThrow());
    }

    /**
     * Returns the customers of lines that {@link #lines} gave; empty lines and those that begin with {@code #} are passed
     * over.
     *
     * @throws IllegalArgumentException if a line makes no sense or names a customer again; the message has the number of
     *     the line and nothing of what is in it
     */
    public static Customers parse(List<String> lines) {
        Map<CustomerIdentifier, SecretHash> hashes = new LinkedHashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = BLANK.trimFrom(lines.get(number - 1));
            if (!line.isEmpty() && !line.startsWith("#")) {
                boolean isNew = enter(line, hashes);
                checkArgument(isNew, "line %s of the customers makes no sense, or names a customer again", number);
            }
        }
        return new Customers(hashes);
    }

    private static boolean enter(String line, Map<CustomerIdentifier, SecretHash> hashes) {
        int end = Math.max(0, BLANK.indexIn(line));
        try {
            CustomerIdentifier customer = CustomerIdentifier.parse(BLANK.trimFrom(line.substring(end)));
            return Optional.ofNullable(hashes.put(customer, SecretHash.parse(line.substring(0, end))))
                    .isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns who the customers are. */
    public ImmutableSet<CustomerIdentifier> identifiers() {
        return hashes.keySet();
    }

    /** Returns a line for each customer, for {@link #parse}: the hash, a blank and the identifier with its class. */
    public ImmutableList<String> lines() {
        return hashes.entrySet().stream()
                .map(customer -> customer.getValue() + " " + customer.getKey())
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Gives a customer new credentials of 192 random bits. Whoever is a customer already, in any class, is it in this one
     * from now on, and the credentials of before are worth nothing.
     */
    public Enrolment enrol(CustomerIdentifier identifier, SecureRandom random) {
        Secret credentials = Secret.generate(random);
        Map<CustomerIdentifier, SecretHash> more = new LinkedHashMap<>(without(identifier).hashes);
        more.put(identifier, SecretHash.of(credentials, random));
        return new Enrolment(new Customer(identifier, credentials.value()), new Customers(more));
    }

    /** Returns the customers without one, in whatever class. */
    public Customers without(CustomerIdentifier identifier) {
        Map<CustomerIdentifier, SecretHash> fewer = new LinkedHashMap<>(hashes);
        fewer.keySet().removeIf(customer -> customer.account().equals(identifier.account()));
        return new Customers(fewer);
    }

    /**
     * Returns the identifier of the customer who makes a request, once the credentials have proved it. It takes the same
     * work whether there is such a customer or not.
     *
     * @throws WireException {@code missing}, {@code malformed}, or {@code declined} for a stranger
     */
    CustomerIdentifier authenticate(Header request) throws WireException {
        Customer customer = Customer.from(request);
        SecretHash expected =
                Optional.ofNullable(hashes.get(customer.identifier())).orElse(NOBODY);
        if (!expected.matches(customer.credentials())) {
            throw new WireException(ErrorCode.DECLINED, "the customer is not known, or the credentials are wrong");
        }
        return customer.identifier();
    }
}
