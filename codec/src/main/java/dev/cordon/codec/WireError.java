package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The value of {@code X-Error}: a code and what qualifies it, such as {@code overrun 10138 10139} (guide, table A-8).
 *
 * @param code why the message was refused
 * @param parameters words without blanks; for lengths the expected count and then the actual one, for attributes the
 *     name of the attribute
 */
public record WireError(ErrorCode code, ImmutableList<String> parameters) {
    private static final Splitter BLANKS =
            Splitter.on(CharMatcher.anyOf(" \t")).omitEmptyStrings().limit(16);
    private static final CharMatcher WORD = CharMatcher.inRange('!', '~');

    /** Refuses a parameter that is empty or holds anything but visible ASCII. */
    public WireError {
        for (String parameter : parameters) {
            checkArgument(!parameter.isEmpty() && WORD.matchesAllOf(parameter), "a parameter is one visible word");
        }
    }

    /** Returns the error with these parameters, each written with {@code toString}. */
    public static WireError of(ErrorCode code, Object... parameters) {
        return new WireError(
                code, Arrays.stream(parameters).map(Object::toString).collect(ImmutableList.toImmutableList()));
    }

    /** Returns the error a value of {@code X-Error} stands for; empty when its first word is not a code. */
    public static Optional<WireError> parse(String value) {
        List<String> words = BLANKS.splitToList(value);
        if (words.isEmpty() || !words.stream().allMatch(WORD::matchesAllOf)) {
            return Optional.empty();
        }
        return ErrorCode.of(words.get(0))
                .map(code -> new WireError(code, ImmutableList.copyOf(words.subList(1, words.size()))));
    }

    /** Returns the value of {@code X-Error}: the token and the parameters, separated by blanks. */
    @Override
    public String toString() {
        return parameters.isEmpty()
                ? code.token()
                : code.token() + " " + Joiner.on(' ').join(parameters);
    }
}
