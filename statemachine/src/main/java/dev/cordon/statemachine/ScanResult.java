package dev.cordon.statemachine;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;

/** What a scan came to, as {@code X-Scan-Result} says it (guide, table A-12). */
public enum ScanResult {
    /** A repair was tried and the repairer failed. */
    BADREPAIR("a repair was tried and the repairer failed"),
    /** The scanner failed; nothing is known. */
    BADSCAN("the scanner failed, so nothing is known"),
    /** A scan took place, but its result is not at hand. */
    COMPLETED("a scan took place, but its result is not at hand"),
    /** The sample may hold something new. */
    HEURISTIC("the sample may hold something new"),
    /** Nothing known is in the sample. */
    NODETECT("nothing known is in the sample"),
    /** Something is in the sample that can't be taken out safely. */
    NOREPAIR("something is in the sample that can't be taken out safely"),
    /** A repairer wrote beyond the end of the sample. */
    OVERRUN("a repairer wrote beyond the end of the sample"),
    /** Something is in the sample that can be taken out. */
    REPAIRED("something is in the sample that can be taken out"),
    /** A repairer wrote before the beginning of the sample. */
    UNDERRUN("a repairer wrote before the beginning of the sample"),
    /** Something is in the sample that can't be taken out. */
    UNREPAIRABLE("something is in the sample that can't be taken out"),
    /** The sample as a whole is probably malicious. */
    UNSUBMITTABLE("the sample as a whole is probably malicious");

    private final String token = Ascii.toLowerCase(name());
    private final String meaning;

    ScanResult(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the word on the wire, in lower case. */
    public String token() {
        return token;
    }

    /** Returns what the result says of a sample, as a clause in plain English. */
    public String meaning() {
        return meaning;
    }

    /** Returns the result of a word, in any case. */
    public static Optional<ScanResult> of(String token) {
        return Arrays.stream(values())
                .filter(result -> Ascii.equalsIgnoreCase(result.token, token))
                .findFirst();
    }

    @Override
    public String toString() {
        return token;
    }
}
