package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.io.BaseEncoding;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.binary.Hex;

/** How values are written that many fields hold. All are immutable. */
public final class Syntaxes {
    private static final CharMatcher VISIBLE = CharMatcher.inRange(' ', '~');
    private static final BaseEncoding BASE64 = BaseEncoding.base64();
    private static final Splitter MEMBERS = Splitter.on(',').trimResults();
    private static final int LONGEST_NUMBER = 19;
    private static final String SHA_256 = "sha-256=:";

    /** The member, and parameters that may follow it (RFC 8941, 3.1.2). */
    private static final Pattern SHA_256_MEMBER = Pattern.compile(SHA_256 + "([^:]+):(?:;.*)?");

    private Syntaxes() {}

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

    /** Returns text of any length, beyond ASCII as encoded words (RFC 2047). */
    public static Syntax<String> text() {
        return text(Integer.MAX_VALUE);
    }

    /** Returns text of at most so many characters, beyond ASCII as encoded words (RFC 2047). */
    public static Syntax<String> text(int maxCharacters) {
        String description = maxCharacters == Integer.MAX_VALUE
                ? "text without control characters"
                : "text of at most " + maxCharacters + " characters";
        Function<String, String> check = text -> {
            checkArgument(!hasControl(text) && !isLonger(text, maxCharacters), "%s expected", description);
            return text;
        };
        return new Written<>(
                description,
                value -> check.apply(EncodedWords.decode(value)),
                text -> EncodedWords.encode(wellFormed(check.apply(text))));
    }

    private static boolean hasControl(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (Character.isISOControl(text.charAt(index))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLonger(String text, int maxCharacters) {
        return text.length() > maxCharacters && text.codePointCount(0, text.length()) > maxCharacters;
    }

    /** Half of a character pair can't be written in any encoding. */
    private static String wellFormed(String text) {
        boolean broken = text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        checkArgument(!broken, "text of whole characters expected");
        return text;
    }

    /** Returns ASCII that is carried as it is: visible characters, with blanks between them. */
    public static Syntax<String> opaque() {
        Function<String, String> check = text -> {
            checkArgument(
                    VISIBLE.matchesAllOf(text) && !text.startsWith(" ") && !text.endsWith(" "),
                    "visible ASCII expected");
            return text;
        };
        return new Written<>("visible ASCII", check, check);
    }

    /** Returns a decimal number within bounds; both are included and not negative. */
    public static Syntax<Long> integer(long min, long max) {
        checkArgument(0 <= min && min <= max, "bounds are in order and not negative");
        String description = "an integer from " + min + " to " + max;
        return new Written<>(
                description,
                text -> inBounds(number(text, description), min, max, description),
                value -> Long.toString(inBounds(value, min, max, description)));
    }

    /** Returns a decimal number within bounds; both are included and not negative. */
    public static Syntax<Integer> integer(int min, int max) {
        Syntax<Long> wide = integer((long) min, (long) max);
        return new Written<>(
                wide.description(), text -> Math.toIntExact(wide.parse(text)), value -> wide.format((long) value));
    }

    private static long number(String text, String description) {
        checkArgument(!text.isEmpty() && text.length() <= LONGEST_NUMBER, "%s expected", description);
        long number = 0;
        for (int index = 0; index < text.length(); index++) {
            int digit = text.charAt(index) - '0';
            checkArgument(digit >= 0 && digit <= 9, "%s expected", description);
            number = number * 10 + digit;
        }
        checkArgument(number >= 0, "%s expected", description);
        return number;
    }

    private static long inBounds(long value, long min, long max, String description) {
        checkArgument(value >= min && value <= max, "%s expected", description);
        return value;
    }

    /** Returns a date in whole seconds (RFC 9110, 5.6.7): written in the fixed form, read in all three. */
    public static Syntax<Instant> date() {
        return HttpDate.INSTANCE;
    }

    /** Returns an MD5 digest: 32 hexadecimal digits, written in capitals. */
    public static Syntax<HashCode> md5() {
        String description = "32 hexadecimal digits";
        return new Written<>(
                description,
                text -> {
                    checkArgument(text.length() == 32, "%s expected", description);
                    return HashCode.fromBytes(unhex(text, description));
                },
                digest -> {
                    checkArgument(digest.bits() == 128, "a digest of 128 bits expected");
                    return Hex.encodeHexString(digest.asBytes(), false);
                });
    }

    private static byte[] unhex(String digits, String description) {
        try {
            return Hex.decodeHex(digits);
        } catch (DecoderException e) {
            // Its message shows what was found, so it goes no further.
            throw new IllegalArgumentException(description + " expected");
        }
    }

    /** Returns a SHA-256 digest as a member of a digest field (RFC 9530); other members are passed over. */
    public static Syntax<HashCode> digestField() {
        String description = "sha-256=:base64 of 32 bytes:";
        return new Written<>(
                description,
                text -> MEMBERS.splitToStream(text)
                        .filter(member -> member.startsWith(SHA_256))
                        .reduce((earlier, last) -> last) // RFC 8941, 3.2: of a key that is there twice the last counts
                        .map(SHA_256_MEMBER::matcher)
                        .filter(Matcher::matches)
                        .map(member -> member.group(1))
                        .filter(BASE64::canDecode)
                        .map(BASE64::decode)
                        .filter(bytes -> bytes.length == 32)
                        .map(HashCode::fromBytes)
                        .orElseThrow(() -> new IllegalArgumentException(description + " expected")),
                digest -> {
                    checkArgument(digest.bits() == 256, "a digest of 256 bits expected");
                    return SHA_256 + BASE64.encode(digest.asBytes()) + ":";
                });
    }

    /** Returns whether a digest field has a member of the one method that {@link #digestField} reads. */
    static boolean hasSha256(String text) {
        return MEMBERS.splitToStream(text).anyMatch(member -> member.startsWith("sha-256="));
    }

    /** Returns one word of a closed vocabulary, read in any case. */
    public static <E extends Enum<E>> Syntax<E> token(Class<E> type, Function<E, String> token) {
        ImmutableList<E> values = ImmutableList.copyOf(type.getEnumConstants());
        ImmutableList<String> tokens = values.stream().map(token).collect(ImmutableList.toImmutableList());
        String description = "one of " + String.join(", ", tokens);
        return new Written<>(description, text -> values.get(place(tokens, text, description)), token);
    }

    private static int place(ImmutableList<String> tokens, String text, String description) {
        for (int place = 0; place < tokens.size(); place++) {
            if (Ascii.equalsIgnoreCase(tokens.get(place), text)) {
                return place;
            }
        }
        throw new IllegalArgumentException(description + " expected");
    }

    static Syntax<WireError> error() {
        String description = "an error code with parameters";
        return new Written<>(
                description,
                text -> WireError.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(description + " expected")),
                WireError::toString);
    }
}
