package dev.cordon.icap;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import java.util.List;
import java.util.Optional;

/**
 * The head of an answer, ICAP's own or the HTTP within.
 *
 * @param status its status
 * @param fields its fields by their names in lower case; where one was folded over lines, they are still lines
 * @param length how many bytes it had, with the empty line
 */
record Head(int status, ImmutableListMultimap<String, String> fields, int length) {
    static final int CONTINUE = 100;
    static final int OK = 200;
    static final int NO_CONTENT = 204;

    private static final CharMatcher PRINTABLE = CharMatcher.inRange('!', '~');
    private static final Splitter LIST = Splitter.on(',').trimResults().omitEmptyStrings();

    /** Longer than RFC 3507 lets it be. */
    private static final int LONGEST_TAG = 64;

    /** Returns the value of a field, the first if there are several. */
    Optional<String> first(String name) {
        return fields.get(name).stream().findFirst();
    }

    /** Returns the members of a list, which may be divided into several fields. */
    List<String> list(String name) {
        return fields.get(name).stream().flatMap(LIST::splitToStream).toList();
    }

    /** Returns what the server calls the state that it is in, its definitions among it; printable ASCII. */
    Optional<String> tag() {
        return first("istag")
                .map(PRINTABLE::retainFrom)
                .map(tag -> CharMatcher.is('"').trimFrom(tag))
                .filter(tag -> !tag.isEmpty())
                .map(tag -> tag.substring(0, Math.min(tag.length(), LONGEST_TAG)));
    }

    /** Returns whether the server ends the connection after this answer. */
    boolean isLast() {
        return list("connection").stream().anyMatch(said -> Ascii.equalsIgnoreCase(said, "close"));
    }
}
