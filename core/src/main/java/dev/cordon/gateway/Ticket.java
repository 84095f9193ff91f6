package dev.cordon.gateway;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The cookies of submissions.
 *
 * <p>A cookie is the id of the sample at the gateway and a random part that only the customer knows, so that it can be
 * looked up without an index and can't be guessed.
 */
final class Ticket {
    private static final int ID_LENGTH = 32;
    private static final int RANDOM_BYTES = 16;

    private Ticket() {}

    /** Returns the same id each time a customer sends one submission. */
    static SampleId id(CustomerIdentifier customer, String submission) {
        return new SampleId(Hashing.sha256()
                .hashString(customer + "\n" + submission, StandardCharsets.UTF_8)
                .toString()
                .substring(0, ID_LENGTH));
    }

    static String cookie(SampleId id, SecureRandom random) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        return id + BaseEncoding.base16().lowerCase().encode(secret);
    }

    /**
     * Returns the sample of a cookie.
     *
     * @throws WireException {@code crumbled} if this customer was never given the cookie
     */
    static Sample find(SampleStore store, String cookie, CustomerIdentifier customer) throws IOException {
        Optional<Sample> sample = id(cookie).isPresent() ? store.find(id(cookie).get()) : Optional.empty();
        return sample.filter(found -> gave(found, cookie))
                .filter(found -> belongsTo(found, customer))
                .orElseThrow(() -> new WireException(ErrorCode.CRUMBLED, "the cookie was not given out here"));
    }

    private static Optional<SampleId> id(String cookie) {
        if (cookie.length() != ID_LENGTH + 2 * RANDOM_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SampleId(cookie.substring(0, ID_LENGTH)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean gave(Sample sample, String cookie) {
        return sample.find(CordonFields.COOKIE_GIVEN)
                .filter(given -> MessageDigest.isEqual(bytes(given), bytes(cookie)))
                .isPresent();
    }

    private static boolean belongsTo(Sample sample, CustomerIdentifier customer) {
        return sample.find(Attributes.CUSTOMER_IDENTIFIER)
                .filter(customer::equals)
                .isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
