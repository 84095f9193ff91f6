package dev.cordon.attribute;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;

/** The service plan of a customer: the words within {@code X-Customer-Identifier} (guide, table A-7). */
public enum ServiceClass {
    /** The gold plan. */
    GOLD("the customer has the gold plan"),
    /** The platinum plan. */
    PLATINUM("the customer has the platinum plan");

    private final String token = Ascii.toLowerCase(name());
    private final String meaning;

    ServiceClass(String meaning) {
        this.meaning = meaning;
    }

    /** {@return the word on the wire, in lower case} */
    public String token() {
        return token;
    }

    /** {@return what the word says, as a clause in plain English} */
    public String meaning() {
        return meaning;
    }

    /**
     * {@return the plan with this token, in any case; empty for a word that is none}
     *
     * @param token a word as on the wire
     */
    public static Optional<ServiceClass> of(String token) {
        return Arrays.stream(values())
                .filter(plan -> Ascii.equalsIgnoreCase(plan.token, token))
                .findFirst();
    }

    @Override
    public String toString() {
        return token;
    }
}
