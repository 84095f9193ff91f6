package dev.cordon.agent;

import dev.cordon.attribute.Sequence;
import dev.cordon.codec.WireException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a gateway has said of sets that it did not give, for a while: so that many samples that need one set are one
 * request. Forgotten when the process ends, which costs a request. Not safe for use by many threads.
 */
final class RefusedSets {
    private final Map<Sequence, Refused> refused = new HashMap<>();

    /**
     * A refusal.
     *
     * @param reason why the set was not given
     * @param newest the newest set at that time, where the gateway was asked for it
     * @param until when it is time to ask again
     */
    record Refused(WireException reason, Optional<Sequence> newest, Instant until) {}

    /** Returns what was said of a set, if that still counts. */
    Optional<Refused> find(Sequence sequence, Instant now) {
        refused.values().removeIf(said -> !said.until().isAfter(now));
        return Optional.ofNullable(refused.get(sequence));
    }

    void note(Sequence sequence, Refused said) {
        refused.put(sequence, said);
    }
}
