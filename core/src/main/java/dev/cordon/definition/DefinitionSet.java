package dev.cordon.definition;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import java.time.Instant;

/**
 * A set of signature databases under one sequence number.
 *
 * @param sequence the number that decides which set is newer; higher supersedes lower
 * @param version the day and revision, for people
 * @param produced when the set was built
 * @param databases the databases by file name, such as {@code cordon.ndb}; names hold letters, digits, dots, hyphens
 *     and underscores only
 */
public record DefinitionSet(
        Sequence sequence, DailyVersion version, Instant produced, ImmutableSortedMap<String, ByteSource> databases) {
    private static final CharMatcher NAME = CharMatcher.inRange('0', '9')
            .or(CharMatcher.inRange('a', 'z'))
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.anyOf("._-"));

    /** Refuses names that could not be file names everywhere. */
    public DefinitionSet {
        checkArgument(
                databases.keySet().stream()
                        .allMatch(name -> !name.isEmpty() && NAME.matchesAllOf(name) && !name.startsWith(".")),
                "the name of a database holds letters, digits, dots, hyphens and underscores");
    }

    /** Returns the name of the package, such as {@code 00000678.all.zip}. */
    public String name() {
        return sequence + ".all.zip";
    }
}
