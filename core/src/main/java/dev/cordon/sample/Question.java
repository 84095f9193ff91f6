package dev.cordon.sample;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.Key;
import java.nio.charset.StandardCharsets;

/**
 * What is asked of an analysis: which bytes are to be looked at, what is claimed of the file from before, and which
 * service is wanted. Samples with the same question can share one answer.
 *
 * <p>The claim is part of it because the answer rests on it: whoever claims something else of the same bytes asks another
 * question, so that a lie decides only what its own author hears. Immutable.
 *
 * @param digest a SHA-256 over the SHA-256 of the captured bytes, {@code X-Sample-Service} and {@code X-Sample-Checkup}
 */
public record Question(HashCode digest) {
    private static final int BITS = 256;

    /** Refuses digests of another length. */
    public Question {
        checkArgument(digest.bits() == BITS, "a question is a SHA-256 digest");
    }

    /** Returns the question of a sample. */
    public static Question of(Sample sample) {
        Hasher hasher = Hashing.sha256().newHasher().putBytes(sample.digest().asBytes());
        put(Ascii.toLowerCase(text(Attributes.SAMPLE_SERVICE, sample)), hasher);
        put(text(Attributes.SAMPLE_CHECKUP, sample), hasher);
        return new Question(hasher.hash());
    }

    private static String text(Key<?> key, Sample sample) {
        return sample.attributes().text(key.name()).orElse("");
    }

    /** With its length before it, no text can pass for the end of one and the beginning of another. */
    private static void put(String text, Hasher hasher) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hasher.putInt(bytes.length).putBytes(bytes);
    }

    /**
     * Returns the question of a text that {@link #toString} gave.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static Question parse(String text) {
        return new Question(HashCode.fromString(text));
    }

    /** Returns 64 hexadecimal digits in lower case, for {@link #parse}. */
    @Override
    public String toString() {
        return digest.toString();
    }
}
