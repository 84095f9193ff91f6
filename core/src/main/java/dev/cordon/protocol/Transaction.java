package dev.cordon.protocol;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Optional;

/** The exchanges between two places, or between a person and a place. Each is one request and one reply. */
public enum Transaction {
    /** A client hands a sample to its server, under an id of its own. */
    FORWARD_SAMPLE("forward-sample"),
    /** A server hands a sample to a gateway, or a gateway to the analysis centre, and gets a cookie. */
    SUBMIT_SAMPLE("submit-sample"),
    /** Asks how a sample stands, by its id or its cookie. */
    QUERY_STATUS("query-status"),
    /** Asks for the newest sequence of definitions. */
    QUERY_DEFINITIONS("query-definitions"),
    /** Asks for a package of definitions by its sequence. */
    FETCH_DEFINITIONS("fetch-definitions"),
    /** Asks a target which definitions it has installed. */
    QUERY_SEQUENCE("query-sequence"),
    /** Hands a package of definitions to a target. */
    OFFER_DEFINITIONS("offer-definitions"),
    /** A target says which definitions it has installed and what they did to its samples. */
    CONFIRM_DEFINITIONS("confirm-definitions"),
    /** An operator asks for a list of samples. */
    LIST_SAMPLES("list-samples"),
    /** An operator asks for everything that is known of a sample. */
    SHOW_SAMPLE("show-sample"),
    /** An operator does something with a sample that stays where it is. */
    CHANGE_SAMPLE("change-sample"),
    /** An operator gets the bytes of a sample, as they were captured or repaired. */
    GIVE_SAMPLE("give-sample"),
    /** An operator asks what has gone wrong at a place. */
    LIST_ERRORS("list-errors");

    private static final ImmutableSet<Transaction> OPERATORS =
            ImmutableSet.of(LIST_SAMPLES, SHOW_SAMPLE, CHANGE_SAMPLE, GIVE_SAMPLE, LIST_ERRORS);

    private final String token;

    Transaction(String token) {
        this.token = token;
    }

    /** Returns the word on the wire, the last part of the path. */
    public String token() {
        return token;
    }

    /** Returns whether only an operator may ask for it, with a token of his own; not another place. */
    public boolean isForOperators() {
        return OPERATORS.contains(this);
    }

    /** Returns the transaction of a token, in its exact case. */
    public static Optional<Transaction> of(String token) {
        return Arrays.stream(values())
                .filter(transaction -> transaction.token.equals(token))
                .findFirst();
    }
}
