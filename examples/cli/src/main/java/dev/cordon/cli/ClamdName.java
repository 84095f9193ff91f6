package dev.cordon.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A clamd that is given the definitions of a place, as options and settings name it.
 *
 * @param clamd where it is
 * @param databases the folder that it reads
 */
record ClamdName(ScannerName.OfClamd clamd, Path databases) {
    /** What is expected where one of these is. */
    static final String EXPECTED = "clamd:HOST:PORT,databases=DIR or clamd:unix:PATH,databases=DIR";

    /** What is expected where one of these is, or the built-in engine. */
    static final String ENGINE_EXPECTED = "signature, " + EXPECTED;

    /** The name of the built-in engine. */
    static final String SIGNATURE = "signature";

    private static final String DATABASES = "databases";

    /**
     * Returns the clamd of a name.
     *
     * @throws IllegalArgumentException if it is none; {@link #EXPECTED} says what was expected
     */
    static ClamdName parse(String text) {
        ScannerName.Words words = ScannerName.Words.of(text, ImmutableSet.of(DATABASES, ScannerName.UP_TO));
        String folder = Optional.ofNullable(words.more().get(DATABASES))
                .filter(named -> !named.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("the folder is missing"));
        return new ClamdName(ScannerName.clamd(words), Path.of(folder));
    }

    /** Returns the clamds of names with blanks between them. */
    static ImmutableList<ClamdName> parseAll(String text) {
        return Splitter.on(' ')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(ClamdName::parse)
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns the clamd of the name of an engine; empty for the built-in one. */
    static Optional<ClamdName> engine(String text) {
        return text.equals(SIGNATURE) ? Optional.empty() : Optional.of(parse(text));
    }
}
