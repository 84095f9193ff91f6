package dev.cordon.attribute;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;

/**
 * The special kinds of analysis: the words of {@code X-Sample-Service}, which asks for one, and of
 * {@code X-Analysis-Service}, which says that the result comes from one (guide, "X-Analysis-Service").
 */
public enum AnalysisService {
    /** A look that may be less than a full analysis; what it says is not definitive. */
    QUICKCHECK("the sample is not necessarily analysed in full, so that the result is not definitive");

    private final String token = Ascii.toLowerCase(name());
    private final String meaning;

    AnalysisService(String meaning) {
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
     * {@return the service with this token, in any case; empty for a word that is none}
     *
     * @param token a word as on the wire
     */
    public static Optional<AnalysisService> of(String token) {
        return Arrays.stream(values())
                .filter(service -> Ascii.equalsIgnoreCase(service.token, token))
                .findFirst();
    }

    @Override
    public String toString() {
        return token;
    }
}
