package dev.cordon.transport;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cordon.codec.HeaderLimits;
import dev.cordon.protocol.Transaction;
import java.util.Optional;

/**
 * Where and how a place listens.
 *
 * @param host the name or address to listen on
 * @param port the port; 0 for any that is free
 * @param token the hash of what other places have to prove themselves with; without one only a loopback address is
 *     listened on
 * @param operators the hash of what an operator has to prove himself with; without one nobody is taken for an operator
 * @param limits how much the header of a request may hold
 */
public record HttpListenerConfig(
        String host, int port, Optional<SecretHash> token, Optional<SecretHash> operators, HeaderLimits limits) {
    private static final String BEARER = "Bearer ";

    /** One salt for both, so that one token for both is seen. */
    private static final String OWNER = "listener";

    /** Refuses one token for places and operators, where that can be seen: not in hashes with salts of their own. */
    public HttpListenerConfig {
        checkArgument(token.isEmpty() || !token.equals(operators), "operators have a token of their own");
    }

    /** Returns a listener on this machine only, without a token. */
    public static HttpListenerConfig loopback(int port) {
        return new HttpListenerConfig("127.0.0.1", port, Optional.empty(), Optional.empty(), HeaderLimits.standard());
    }

    /** Returns a copy that wants a token of its callers. */
    public HttpListenerConfig requiring(Secret secret) {
        return requiring(SecretHash.of(secret, OWNER));
    }

    /** Returns a copy that wants the token of its callers of which it is given no more than the hash. */
    public HttpListenerConfig requiring(SecretHash hash) {
        return new HttpListenerConfig(host, port, Optional.of(hash), operators, limits);
    }

    /** Returns a copy that takes whoever has this token for an operator. */
    public HttpListenerConfig operatedWith(Secret secret) {
        return operatedWith(SecretHash.of(secret, OWNER));
    }

    /** Returns a copy that takes whoever has the token of this hash for an operator. */
    public HttpListenerConfig operatedWith(SecretHash hash) {
        return new HttpListenerConfig(host, port, token, Optional.of(hash), limits);
    }

    /**
     * Returns whether a request may be answered.
     *
     * @param authorization the value of its {@code Authorization} field
     * @param transaction what is asked for; empty for something that is not known
     */
    public boolean admits(Optional<String> authorization, Optional<Transaction> transaction) {
        boolean isForOperators = transaction.filter(Transaction::isForOperators).isPresent();
        if (!isForOperators && token.isEmpty()) {
            return true;
        }
        Optional<SecretHash> wanted = isForOperators ? operators : token;
        Optional<String> given = authorization
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()));
        return wanted.isPresent() && given.filter(wanted.get()::matches).isPresent();
    }
}
