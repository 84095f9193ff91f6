package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.cordon.codec.Syntax;
import dev.cordon.codec.Syntaxes;
import dev.cordon.statemachine.AnalysisState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** How the values are written that only the attributes know; what any message may hold is in {@link Syntaxes}. */
final class AttributeSyntaxes {
    static final Syntax<Sequence> SEQUENCE = printed(Sequence.EXPECTED, Sequence::parse);
    static final Syntax<DailyVersion> DAILY_VERSION = printed(DailyVersion.EXPECTED, DailyVersion::parse);
    static final Syntax<Priority> PRIORITY = printed(Priority.EXPECTED, Priority::parse);
    static final Syntax<Geometry> GEOMETRY = printed(Geometry.EXPECTED, Geometry::parse);
    static final Syntax<NetworkAddresses> NETWORK_ADDRESSES =
            printed(NetworkAddresses.EXPECTED, NetworkAddresses::parse);
    static final Syntax<Sectors> SECTORS = printed(Sectors.EXPECTED, Sectors::parse);

    private static final Syntax<String> TEXT = Syntaxes.text();

    /** An identifier is text, and so other characters than ASCII travel as encoded words. */
    static final Syntax<CustomerIdentifier> CUSTOMER_IDENTIFIER = new Written<>(
            CustomerIdentifier.EXPECTED,
            text -> CustomerIdentifier.parse(TEXT.parse(text)),
            identifier -> TEXT.format(identifier.toString()));

    static final Syntax<OpenToken<AnalysisState>> ANALYSIS_STATE = open(AnalysisState::of, AnalysisState::token);
    static final Syntax<OpenToken<StripMethod>> STRIP_METHOD = open(StripMethod::of, StripMethod::token);

    static final Syntax<ImmutableList<String>> WORDS = new Written<>(
            "one or more words of visible ASCII, separated by blanks",
            AttributeSyntaxes::words,
            AttributeSyntaxes::line);

    static final Syntax<String> GUID =
            plain("32 hexadecimal digits", text -> text.length() == 32 && HexDigits.areAll(text, 0, 32));
    static final Syntax<String> DOTTED_VERSION =
            plain("up to 16 numbers separated by periods", AttributeSyntaxes::isDottedVersion);
    static final Syntax<String> YES_OR_NO = plain("yes or no", text -> text.equals("yes") || text.equals("no"));

    /** The guide limits the correlator in bytes, not in characters. */
    static final Syntax<String> CORRELATOR =
            ruled("text of at most 32 bytes", text -> text.getBytes(StandardCharsets.UTF_8).length <= 32);

    static final Syntax<String> EXTENSION =
            ruled("the extension of a file without its period", text -> text.indexOf('.') < 0 && text.indexOf('/') < 0);

    private static final Syntax<Integer> BITS = Syntaxes.integer(40, 128);

    static final Syntax<Integer> KEY_LENGTH = new Written<>(
            "40 or 128",
            text -> keyLength(BITS.parse(text)),
            length -> keyLength(length).toString());

    /** Dates of the guide have whole seconds; what Cordon keeps for itself is as precise as the clock. */
    static final Syntax<Instant> INSTANT =
            new Written<>("a time in ISO 8601 form, in UTC", AttributeSyntaxes::instant, Instant::toString);

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
        return printed("a word of printable ASCII", text -> {
            Optional<E> word = known.apply(text);
            return new OpenToken<>(word.map(token).orElse(text), word);
        });
    }

    private static boolean isDottedVersion(String text) {
        NumberScan scan = new NumberScan(text, "numbers separated by periods");
        int numbers = 0;
        do {
            var unused = scan.number();
            numbers++;
        } while (scan.take('.'));
        return scan.isAtEnd() && numbers <= 16;
    }

    /** Returns text that stands in the field as it is. */
    private static Syntax<String> plain(String description, Predicate<String> rule) {
        return new Written<>(
                description, text -> checked(text, rule, description), text -> checked(text, rule, description));
    }

    private static Syntax<String> ruled(String description, Predicate<String> rule) {
        return new Written<>(
                description,
                text -> checked(TEXT.parse(text), rule, description),
                text -> TEXT.format(checked(text, rule, description)));
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
        return checkWords(Words.of(text));
    }

    private static String line(ImmutableList<String> words) {
        return Joiner.on(' ').join(checkWords(words));
    }

    private static ImmutableList<String> checkWords(ImmutableList<String> words) {
        checkArgument(
                !words.isEmpty() && Iterables.all(words, Words::isVisible),
                "one or more words of visible ASCII expected");
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
