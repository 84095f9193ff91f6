package dev.cordon.protocol;

import java.util.Arrays;
import java.util.Optional;

/** The exchanges between two places. Each is one request and one reply. */
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
    CONFIRM_DEFINITIONS("confirm-definitions");

    private final String token;

    Transaction(String token) {
        this.token = token;
    }

    /** Returns the word on the wire, the last part of the path. */
    public String token() {
        return token;
    }

    /** Returns the transaction of a token, in its exact case. */
    public static Optional<Transaction> of(String token) {
        return Arrays.stream(values())
                .filter(transaction -> transaction.token.equals(token))
                .findFirst();
    }
}
