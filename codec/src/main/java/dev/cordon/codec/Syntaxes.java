package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.io.BaseEncoding;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values are written that many fields hold. All are immutable. */
public final class Syntaxes {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final BaseEncoding BASE64 = BaseEncoding.base64();
    private static final Splitter MEMBERS = Splitter.on(',').trimResults();
    private static final int LONGEST_NUMBER = 19;
    private static final String SHA_256 = "sha-256=:";

    /** The member, and parameters that may follow it (RFC 8941, 3.1.2). */
    private static final Pattern SHA_256_MEMBER = Pattern.compile(SHA_256 + "([^:]+):(?:;.*)?");

    private Syntaxes() {}

    /** Returns text of any length, beyond ASCII as encoded words (RFC 2047). */
    public static Syntax<String> text() {
        return new Text("text without control characters", Integer.MAX_VALUE);
    }

    /** Returns text of at most so many characters, beyond ASCII as encoded words (RFC 2047). */
    public static Syntax<String> text(int maxCharacters) {
        return new Text("text of at most " + maxCharacters + " characters", maxCharacters);
    }

    private record Text(String description, int maxCharacters) implements Syntax<String> {
        @Override
        public String parse(String text) {
            return checked(EncodedWords.decode(text));
        }

        @Override
        public String format(String value) {
            return EncodedWords.encode(wellFormed(checked(value)));
        }

        private String checked(String text) {
            checkArgument(!hasControl(text) && !isLonger(text, maxCharacters), "%s expected", description);
            return text;
        }
    }

    private static boolean hasControl(String text) {
        if (PrintableAscii.matches(text)) {
            return false;
        }
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
        return new Opaque();
    }

    private record Opaque() implements Syntax<String> {
        @Override
        public String parse(String text) {
            boolean visible = PrintableAscii.matches(text) && !text.startsWith(" ") && !text.endsWith(" ");
            checkArgument(visible, "%s expected", description());
            return text;
        }

        @Override
        public String format(String value) {
            return parse(value);
        }

        @Override
        public String description() {
            return "visible ASCII";
        }
    }

    /** Returns a decimal number within bounds; both are included and not negative. */
    public static Syntax<Long> integer(long min, long max) {
        checkArgument(0 <= min && min <= max, "bounds are in order and not negative");
        return new LongInteger("an integer from " + min + " to " + max, min, max);
    }

    private record LongInteger(String description, long min, long max) implements Syntax<Long> {
        @Override
        public Long parse(String text) {
            return inBounds(number(text, description), min, max, description);
        }

        @Override
        public String format(Long value) {
            return Long.toString(inBounds(value, min, max, description));
        }
    }

    /** Returns a decimal number within bounds; both are included and not negative. */
    public static Syntax<Integer> integer(int min, int max) {
        return new ShortInteger("an integer from " + min + " to " + max, min, max);
    }

    private record ShortInteger(String description, int min, int max) implements Syntax<Integer> {
        @Override
        public Integer parse(String text) {
            return (int) inBounds(number(text, description), min, max, description);
        }

        @Override
        public String format(Integer value) {
            return Long.toString(inBounds(value, min, max, description));
        }
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
        return new Md5();
    }

    private record Md5() implements Syntax<HashCode> {
        @Override
        public HashCode parse(String text) {
            checkArgument(text.length() == 32, "%s expected", description());
            return HashCode.fromBytes(unhex(text, description()));
        }

        @Override
        public String format(HashCode value) {
            checkArgument(value.bits() == 128, "a digest of 128 bits expected");
            return HEX.formatHex(value.asBytes());
        }

        @Override
        public String description() {
            return "32 hexadecimal digits";
        }
    }

    private static byte[] unhex(String digits, String description) {
        try {
            return HEX.parseHex(digits);
        } catch (IllegalArgumentException e) {
            // Its message shows what was found, so it goes no further.
            throw new IllegalArgumentException(description + " expected");
        }
    }

    /** Returns a SHA-256 digest as a member of a digest field (RFC 9530); other members are passed over. */
    public static Syntax<HashCode> digestField() {
        return new DigestField();
    }

    private record DigestField() implements Syntax<HashCode> {
        @Override
        public HashCode parse(String text) {
            return MEMBERS.splitToStream(text)
                    .filter(member -> member.startsWith(SHA_256))
                    .reduce((earlier, last) -> last) // RFC 8941, 3.2: of a key that is there twice the last counts
                    .map(SHA_256_MEMBER::matcher)
                    .filter(Matcher::matches)
                    .map(member -> member.group(1))
                    .filter(BASE64::canDecode)
                    .map(BASE64::decode)
                    .filter(bytes -> bytes.length == 32)
                    .map(HashCode::fromBytes)
                    .orElseThrow(() -> new IllegalArgumentException(description() + " expected"));
        }

        @Override
        public String format(HashCode value) {
            checkArgument(value.bits() == 256, "a digest of 256 bits expected");
            return SHA_256 + BASE64.encode(value.asBytes()) + ":";
        }

        @Override
        public String description() {
            return "sha-256=:base64 of 32 bytes:";
        }
    }

    /** Returns whether a digest field has a member of the one method that {@link #digestField} reads. */
    static boolean hasSha256(String text) {
        return MEMBERS.splitToStream(text).anyMatch(member -> member.startsWith("sha-256="));
    }

    /** Returns one word of a closed vocabulary, read in any case. */
    public static <E extends Enum<E>> Syntax<E> token(Class<E> type, Function<E, String> token) {
        ImmutableList<E> values = ImmutableList.copyOf(type.getEnumConstants());
        ImmutableList<String> tokens = values.stream().map(token).collect(ImmutableList.toImmutableList());
        return new Token<>("one of " + String.join(", ", tokens), values, tokens, token);
    }

    private record Token<E>(
            String description, ImmutableList<E> values, ImmutableList<String> tokens, Function<E, String> token)
            implements Syntax<E> {
        @Override
        public E parse(String text) {
            for (int place = 0; place < tokens.size(); place++) {
                if (Ascii.equalsIgnoreCase(tokens.get(place), text)) {
                    return values.get(place);
                }
            }
            throw new IllegalArgumentException(description + " expected");
        }

        @Override
        public String format(E value) {
            return token.apply(value);
        }
    }

    static Syntax<WireError> error() {
        return new ErrorWithParameters();
    }

    private record ErrorWithParameters() implements Syntax<WireError> {
        @Override
        public WireError parse(String text) {
            return WireError.parse(text).orElseThrow(() -> new IllegalArgumentException(description() + " expected"));
        }

        @Override
        public String format(WireError value) {
            return value.toString();
        }

        @Override
        public String description() {
            return "an error code with parameters";
        }
    }
}
