package dev.cordon.icap;

import com.google.common.primitives.Ints;
import java.util.List;

/**
 * What an answer says that it holds of a response (RFC 3507, section 4.4.1).
 *
 * @param bodyAt behind how many bytes of the head the body begins
 * @param hasBody whether there is one
 */
record Encapsulated(int bodyAt, boolean hasBody) {
    private static final String FIELD = "encapsulated";
    private static final String BODY = "res-body=";
    private static final String NO_BODY = "null-body=";

    /** Reads the field of an answer that holds a response. */
    static Encapsulated of(Head answer) throws NonsenseException {
        List<String> parts = answer.list(FIELD);
        if (parts.size() != 2 || !parts.get(0).equals("res-hdr=0")) {
            throw new NonsenseException();
        }
        String second = parts.get(1);
        boolean hasBody = second.startsWith(BODY);
        if (!hasBody && !second.startsWith(NO_BODY)) {
            throw new NonsenseException();
        }
        Integer at = Ints.tryParse(second.substring(second.indexOf('=') + 1));
        if (at == null || at <= 0) {
            throw new NonsenseException();
        }
        return new Encapsulated(at, hasBody);
    }

    /** Returns whether nothing follows the head of an answer. */
    static boolean isEmpty(Head answer) {
        return answer.list(FIELD).stream().allMatch(part -> part.startsWith(NO_BODY));
    }
}
