package dev.cordon.agent;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.cordon.attribute.Attribute;
import dev.cordon.attribute.AttributeCatalogue;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.StripMethod;
import dev.cordon.codec.Header;
import dev.cordon.protocol.Customer;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.SampleStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is said of a sample outside the site. */
final class Submission {
    private Submission() {}

    /**
     * Returns the attributes that go with a submission: everything of the guide but what identifies a user or the site,
     * what only this quarantine needs, and what the gateway itself will say.
     */
    static Header whole(Sample sample, Customer customer) {
        return signed(attributes(sample), key(sample, ""), customer);
    }

    /**
     * Returns the attributes that go with a stripped submission. The checkup entry stays here: it consists of digests of
     * the file with the data of the user, and says nothing about what is left.
     *
     * @param digest the SHA-256 of what is left
     */
    static Header stripped(Sample sample, Customer customer, StripMethod method, HashCode digest) {
        Header.Builder header = attributes(sample)
                .remove(Attributes.SAMPLE_CHECKUP)
                .set(Attributes.SAMPLE_STRIP, OpenToken.of(method.token(), method));
        return signed(header, key(sample, digest.toString()), customer);
    }

    private static Header signed(Header.Builder header, String key, Customer customer) {
        header.set(CordonFields.SUBMISSION, key);
        customer.sign(header);
        return header.build();
    }

    private static Header.Builder attributes(Sample sample) {
        Header.Builder header = Header.builder();
        for (Header.Field field : sample.attributes().fields()) {
            Optional<Attribute> attribute = AttributeCatalogue.find(field.name());
            if (attribute.isPresent() && !attribute.get().identifying() && travels(attribute.get())) {
                header.set(field.name(), field.value());
            }
        }
        return header.remove(Attributes.SAMPLE_STATUS);
    }

    private static boolean travels(Attribute attribute) {
        return switch (attribute.group()) {
            case ANALYSIS, SIGNATURES -> false;
            default -> true;
        };
    }

    /**
     * Returns the same word each time one release of a sample is sent, so that a gateway that has it already gives the
     * same cookie; a sample released anew, or sent with other bytes, gets another one.
     */
    private static String key(Sample sample, String stripped) {
        int released = 0;
        for (HistoryEntry entry : sample.history()) {
            if (entry.to().equals(SampleStatus.RELEASED.token())
                    && !entry.from().equals(entry.to())) {
                released = entry.changes();
            }
        }
        return Hashing.sha256()
                .hashString(sample.id() + "/" + released + stripped, StandardCharsets.US_ASCII)
                .toString()
                .substring(0, 32);
    }
}
