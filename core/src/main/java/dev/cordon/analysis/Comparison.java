package dev.cordon.analysis;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.sample.Checkup;
import java.io.IOException;
import java.util.Optional;

/** What a file has become since its checkup entry was made. */
sealed interface Comparison {
    /** It is as it was. */
    record Unchanged() implements Comparison {}

    /**
     * Something stands after the file as it was.
     *
     * @param original the file as it was
     */
    record Appended(Checkup original) implements Comparison {}

    /** There is no entry to compare with, or the change is of another kind. */
    record Inconclusive() implements Comparison {}

    static Comparison of(ByteSource content, long size, Optional<Checkup> checkup) throws IOException {
        if (checkup.isEmpty() || checkup.get().size() > size) {
            return new Inconclusive();
        }
        Checkup before = checkup.get();
        ByteSource beginning = content.slice(0, before.size());
        if (!beginning.hash(Hashing.sha256()).equals(before.sha256())) {
            return new Inconclusive();
        }
        return before.size() == size ? new Unchanged() : new Appended(before);
    }
}
