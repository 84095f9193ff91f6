package dev.cordon.icap;

import com.google.common.primitives.Longs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the server says of the service (RFC 3507, section 4.10).
 *
 * @param preview how many bytes it wants to see before it decides whether it wants the others; empty if it wants all
 * @param connections how many connections it takes at a time; empty if it does not say so
 * @param lifetime how long this holds
 * @param tag what it calls the state that it is in
 */
record ServiceOptions(OptionalInt preview, OptionalInt connections, Duration lifetime, Optional<String> tag) {
    /** A preview is sent in one piece. */
    static final int LARGEST_PREVIEW = 1 << 15;

    /** RFC 3507 would keep them for ever. */
    private static final Duration USUAL = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Reads an answer.
     *
     * @throws RefusalException if there is no such service, or none that takes what is to be scanned
     */
    static ServiceOptions of(Head answer) throws RefusalException {
        if (answer.status() != Head.OK && answer.status() != Head.NO_CONTENT) {
            throw new RefusalException(IcapReply.ofStatus(answer.status()));
        }
        if (!answer.list("methods").contains("RESPMOD")) {
            throw new RefusalException(IcapReply.failed("the ICAP service does not take what is to be scanned"));
        }
        return new ServiceOptions(
                preview(answer), number(answer, "max-connections", 1), lifetime(answer), answer.tag());
    }

    /** A sample has no extension, so of the lists of extensions those hold that have a star. */
    private static OptionalInt preview(Head answer) {
        List<String> previewed = answer.list("transfer-preview");
        boolean whole = !previewed.isEmpty() && !previewed.contains("*")
                || answer.list("transfer-complete").contains("*");
        OptionalInt wanted = number(answer, "preview", 0);
        return whole || wanted.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Math.min(wanted.getAsInt(), LARGEST_PREVIEW));
    }

    private static Duration lifetime(Head answer) {
        OptionalInt seconds = number(answer, "options-ttl", 0);
        if (seconds.isEmpty()) {
            return USUAL;
        }
        Duration said = Duration.ofSeconds(seconds.getAsInt());
        return said.compareTo(LONGEST) < 0 ? said : LONGEST;
    }

    /** What is no number, or too small a one, was not said. */
    private static OptionalInt number(Head answer, String name, int least) {
        return answer.first(name)
                .map(Longs::tryParse)
                .filter(number -> number >= least)
                .map(number -> OptionalInt.of((int) Math.min(number, Integer.MAX_VALUE)))
                .orElse(OptionalInt.empty());
    }
}
