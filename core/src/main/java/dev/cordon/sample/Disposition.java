package dev.cordon.sample;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;

/** What a client has done with the file that a sample was captured from. */
public enum Disposition {
    /** It is held in the client's quarantine. */
    ISOLATED,
    /** It was given back as it was captured. */
    RESTORED,
    /** It was cured and given back. */
    REPAIRED,
    /** It was deleted from the quarantine. */
    DELETED;

    private final String token = Ascii.toLowerCase(name());

    /** Returns the word on the wire, in lower case. */
    public String token() {
        return token;
    }

    /** Returns the disposition of a token, in any case. */
    public static Optional<Disposition> of(String token) {
        return Arrays.stream(values())
                .filter(disposition -> Ascii.equalsIgnoreCase(disposition.token, token))
                .findFirst();
    }
}
