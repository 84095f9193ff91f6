package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The value of {@code X-Error}: a code and what qualifies it, such as {@code overrun 10138 10139} (guide, table A-8).
 *
 * @param code why the message was refused
 * @param parameters words without blanks; for lengths the expected count and then the actual one, for attributes the
 *     name of the attribute
 */
public record WireError(ErrorCode code, ImmutableList<String> parameters) {
    /** More than this a peer has no reason to say. */
    private static final int MOST_PARAMETERS = 15;

    /** Refuses a parameter that is empty or holds anything but visible ASCII. */
    public WireError {
        for (String parameter : parameters) {
            checkArgument(isWord(parameter), "a parameter is one visible word");
        }
    }

    private static boolean isWord(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character <= ' ' || character > '~') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Returns the error with these parameters, each written with {@code toString}. */
    public static WireError of(ErrorCode code, Object... parameters) {
        return new WireError(
                code, Arrays.stream(parameters).map(Object::toString).collect(ImmutableList.toImmutableList()));
    }

    /** Returns the error a value of {@code X-Error} stands for; empty when its first word is not a code. */
    public static Optional<WireError> parse(String value) {
        StringTokenizer words = new StringTokenizer(value, " \t");
        Optional<ErrorCode> code = words.hasMoreTokens() ? ErrorCode.of(words.nextToken()) : Optional.empty();
        ImmutableList.Builder<String> parameters = ImmutableList.builder();
        for (int count = 0; words.hasMoreTokens(); count++) {
            String parameter = words.nextToken();
            if (count == MOST_PARAMETERS || !isWord(parameter)) {
                return Optional.empty();
            }
            parameters.add(parameter);
        }
        return code.map(known -> new WireError(known, parameters.build()));
    }

    /** Returns the value of {@code X-Error}: the token and the parameters, separated by blanks. */
    @Override
    public String toString() {
        return parameters.isEmpty()
                ? code.token()
                : code.token() + " " + Joiner.on(' ').join(parameters);
    }
}
