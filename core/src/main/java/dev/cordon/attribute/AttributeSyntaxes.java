package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.cordon.codec.Syntax;
import dev.cordon.codec.Syntaxes;
import dev.cordon.statemachine.AnalysisState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How the values are written that only the attributes know; what any message may hold is in {@link Syntaxes}. */
final class AttributeSyntaxes {
    static final Syntax<Sequence> SEQUENCE = printed(Sequence.EXPECTED, Sequence::parse);
    static final Syntax<DailyVersion> DAILY_VERSION = printed(DailyVersion.EXPECTED, DailyVersion::parse);
    static final Syntax<Priority> PRIORITY = printed(Priority.EXPECTED, Priority::parse);
    static final Syntax<Geometry> GEOMETRY = printed(Geometry.EXPECTED, Geometry::parse);
    static final Syntax<Sectors> SECTORS = printed(Sectors.EXPECTED, Sectors::parse);

    /** An identifier is text, and so other characters than ASCII travel as encoded words. */
    static final Syntax<CustomerIdentifier> CUSTOMER_IDENTIFIER = new Written<>(
            CustomerIdentifier.EXPECTED,
            text -> CustomerIdentifier.parse(Syntaxes.text().parse(text)),
            identifier -> Syntaxes.text().format(identifier.toString()));

    static final Syntax<OpenToken<AnalysisState>> ANALYSIS_STATE = open(AnalysisState::of, AnalysisState::token);
    static final Syntax<OpenToken<StripMethod>> STRIP_METHOD = open(StripMethod::of, StripMethod::token);

    static final Syntax<ImmutableList<String>> WORDS = new Written<>(
            "one or more words of visible ASCII, separated by blanks",
            AttributeSyntaxes::words,
            AttributeSyntaxes::line);

    static final Syntax<String> GUID = matching("32 hexadecimal digits", "[0-9A-Fa-f]{32}");
    static final Syntax<String> DOTTED_VERSION =
            matching("numbers separated by periods", "[0-9]{1,9}(\\.[0-9]{1,9}){0,15}");
    static final Syntax<String> YES_OR_NO = matching("yes or no", "yes|no");

    /** The guide limits the correlator in bytes, not in characters. */
    static final Syntax<String> CORRELATOR =
            ruled("text of at most 32 bytes", text -> text.getBytes(StandardCharsets.UTF_8).length <= 32);

    static final Syntax<String> EXTENSION =
            ruled("the extension of a file without its period", CharMatcher.anyOf("./")::matchesNoneOf);

    static final Syntax<Integer> KEY_LENGTH = new Written<>(
            "40 or 128",
            text -> keyLength(Syntaxes.integer(40, 128).parse(text)),
            length -> keyLength(length).toString());

    /** Dates of the guide have whole seconds; what Cordon keeps for itself is as precise as the clock. */
    static final Syntax<Instant> INSTANT =
            new Written<>("a time in ISO 8601 form, in UTC", AttributeSyntaxes::instant, Instant::toString);

    private static final CharMatcher VISIBLE = CharMatcher.inRange('!', '~');
    private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();

    private AttributeSyntaxes() {}

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a time in ISO 8601 form expected");
        }
    }

    private static <T> Syntax<T> printed(String description, Function<String, T> parse) {
        return new Written<>(description, parse, Object::toString);
    }

    private static <E extends Enum<E>> Syntax<OpenToken<E>> open(
            Function<String, Optional<E>> known, Function<E, String> token) {
        // A word that is known takes the case of the vocabulary, so that equal meanings make equal values.
        return printed(
                "a word of printable ASCII",
                text -> new OpenToken<>(known.apply(text).map(token).orElse(text), known.apply(text)));
    }

    private static Syntax<String> matching(String description, String pattern) {
        Predicate<String> rule = Pattern.compile(pattern).asMatchPredicate();
        return new Written<>(
                description, text -> checked(text, rule, description), text -> checked(text, rule, description));
    }

    private static Syntax<String> ruled(String description, Predicate<String> rule) {
        return new Written<>(
                description,
                text -> checked(Syntaxes.text().parse(text), rule, description),
                text -> Syntaxes.text().format(checked(text, rule, description)));
    }

    private static String checked(String text, Predicate<String> rule, String description) {
        checkArgument(rule.test(text), "%s expected", description);
        return text;
    }

    private static Integer keyLength(int bits) {
        checkArgument(bits == 40 || bits == 128, "40 or 128 expected");
        return bits;
    }

    private static ImmutableList<String> words(String text) {
        return checkWords(ImmutableList.copyOf(BLANKS.split(text)));
    }

    private static String line(ImmutableList<String> words) {
        return Joiner.on(' ').join(checkWords(words));
    }

    private static ImmutableList<String> checkWords(ImmutableList<String> words) {
        boolean visible = words.stream().allMatch(word -> !word.isEmpty() && VISIBLE.matchesAllOf(word));
        checkArgument(visible && !words.isEmpty(), "one or more words of visible ASCII expected");
        return words;
    }

    private record Written<T>(String description, Function<String, T> reading, Function<T, String> writing)
            implements Syntax<T> {
        @Override
        public T parse(String text) {
            return reading.apply(text);
        }

        @Override
        public String format(T value) {
            return writing.apply(value);
        }
    }
}
