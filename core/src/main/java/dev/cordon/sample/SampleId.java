package dev.cordon.sample;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.io.BaseEncoding;
import java.security.SecureRandom;

/**
 * The name by which one place knows a sample.
 *
 * <p>The sender chooses it, so that a message sent twice is the same sample. It is safe as the name of a file.
 *
 * @param value 1 to 64 lower-case letters, digits and hyphens
 */
public record SampleId(String value) {
    private static final CharMatcher SAFE =
            CharMatcher.inRange('0', '9').or(CharMatcher.inRange('a', 'z')).or(CharMatcher.is('-'));
    private static final int RANDOM_BYTES = 16;

    /** Refuses anything but the letters that are safe everywhere. */
    public SampleId {
        checkArgument(
                !value.isEmpty() && value.length() <= 64 && SAFE.matchesAllOf(value),
                "a sample id is 1 to 64 lower-case letters, digits and hyphens");
    }

    /** Returns a new id of 128 random bits. */
    public static SampleId random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new SampleId(BaseEncoding.base16().lowerCase().encode(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
