package dev.cordon.scan;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the pattern of a body signature.
 *
 * <p>Two characters are a byte: hexadecimal digits, {@code ?} for a half that may be anything. Between bytes stand
 * {@code *}, {@code {n}}, {@code {-n}}, {@code {n-}}, {@code {n-m}} and {@code [n-m]} for any bytes, {@code (aa|bbcc)} for
 * one of several runs, {@code !(aa|bb)} for none of them.
 */
final class PatternParser {
    /** How many bytes a part takes at most: as much of a content is in sight on either side of an anchor. */
    static final int LONGEST_PART = 1 << 16;

    /** Up to here, a gap of fixed length belongs to the run around it, so that the whole is compared at once. */
    private static final int SHORT_GAP = 128;

    private static final Splitter BARS = Splitter.on('|');

    private final String text;
    private int at;
    private final ImmutableList.Builder<PatternPart> parts = ImmutableList.builder();
    private ImmutableList.Builder<PatternElement> elements = ImmutableList.builder();
    private byte[] values = new byte[128];
    private byte[] masks = new byte[128];
    private int run;
    private int gapBefore;
    /** Whether a gap, or the beginning, stands right before: another gap has no place there, nor has the end. */
    private boolean wantsBytes = true;

    /** The first thing in the pattern that can't be done; what follows is read all the same, as it may be malformed. */
    private Optional<String> unsupported = Optional.empty();

    private PatternParser(String text) {
        this.text = text;
    }

    /**
     * Returns the parts of a pattern, in order, at least one.
     *
     * @throws LineException if it is malformed
     * @throws UnsupportedLineException if it asks for what the engine can't do
     */
    static ImmutableList<PatternPart> parse(String text) throws LineException, UnsupportedLineException {
        return new PatternParser(text).parse();
    }

    private ImmutableList<PatternPart> parse() throws LineException, UnsupportedLineException {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '*' -> openGap(0, 1);
                case '{' -> gap(enclosed('}'), false);
                case '[' -> gap(enclosed(']'), true);
                case '(' -> alternatives(false);
                case '!' -> negation();
                default -> oneByte();
            }
        }
        endPart();
        if (unsupported.isPresent()) {
            throw new UnsupportedLineException(unsupported.get());
        }
        return parts.build();
    }

    private void oneByte() throws LineException {
        if (at + 1 >= text.length()) {
            throw new LineException("the pattern is not a row of whole bytes");
        }
        addByte(HexByte.value(text, at), HexByte.mask(text, at));
        at += 2;
    }

    private void addByte(int value, int mask) {
        if (run == values.length) {
            values = Arrays.copyOf(values, 2 * run);
            masks = Arrays.copyOf(masks, 2 * run);
        }
        values[run] = (byte) value;
        masks[run++] = (byte) mask;
        wantsBytes = false;
    }

    /** Returns what stands from the next character on up to a bracket, and goes past that. */
    private String enclosed(char bracket) throws LineException {
        int end = text.indexOf(bracket, at);
        if (end < 0) {
            throw new LineException("the pattern has a bracket that is not closed");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside;
    }

    private void gap(String inside, boolean wantsBoth) throws LineException {
        int dash = inside.indexOf('-');
        String low = dash < 0 ? inside : inside.substring(0, dash);
        String high = dash < 0 ? inside : inside.substring(dash + 1);
        if (wantsBoth ? dash <= 0 || high.isEmpty() : low.isEmpty() && high.isEmpty()) {
            throw new LineException("the pattern has a gap without its numbers");
        }
        long least = low.isEmpty() ? 0 : DatabaseLine.number(low, "the length of a gap");
        if (high.isEmpty()) {
            openGap(least, 0);
        } else {
            boundedGap(least, DatabaseLine.number(high, "the length of a gap"));
        }
    }

    private void boundedGap(long least, long most) throws LineException {
        requireBytesBefore();
        if (least > most) {
            throw new LineException("the pattern has a gap whose lower bound is above the upper one");
        }
        if (most > LONGEST_PART) {
            unsupported("a bounded gap of more than 65536 bytes");
        } else if (least == most && most <= SHORT_GAP) {
            for (long open = 0; open < most; open++) {
                addByte(0, 0);
            }
        } else {
            endRun();
            elements.add(new Gap((int) least, (int) most));
        }
        wantsBytes = true;
    }

    private void openGap(long least, int characters) throws LineException {
        endPart();
        at += characters;
        if (least > Integer.MAX_VALUE) {
            unsupported("a gap of more than 2147483647 bytes");
        }
        gapBefore = (int) least;
        wantsBytes = true;
    }

    private void negation() throws LineException {
        at++;
        if (at >= text.length() || text.charAt(at) != '(') {
            throw new LineException("the pattern has a ! that no alternatives follow");
        }
        alternatives(true);
    }

    private void alternatives(boolean negated) throws LineException {
        String inside = enclosed(')');
        wantsBytes = false;
        if (inside.equals("B") || inside.equals("L") || inside.equals("W")) {
            unsupported("(B), (L) or (W)");
            return;
        }
        if (inside.indexOf('(') >= 0) {
            passNested(CharMatcher.is('(').countIn(inside));
            return;
        }
        if (inside.indexOf('{') >= 0 || inside.indexOf('*') >= 0) {
            unsupported("gaps within alternatives");
            return;
        }
        endRun();
        ImmutableList.Builder<BytePattern> choices = ImmutableList.builder();
        for (String choice : BARS.split(inside)) {
            choices.add(choice(choice));
        }
        Alternatives element = new Alternatives(choices.build(), negated);
        if (negated && element.choices().stream().anyMatch(choice -> choice.length() != element.longest())) {
            throw new LineException("the pattern excludes alternatives of different length");
        }
        elements.add(element);
    }

    /** Goes past alternatives within alternatives, of which some brackets are still open. */
    private void passNested(int open) throws LineException {
        for (int left = open; left > 0; at++) {
            if (at == text.length()) {
                throw new LineException("the pattern has a bracket that is not closed");
            }
            char next = text.charAt(at);
            left += next == '(' ? 1 : next == ')' ? -1 : 0;
        }
        unsupported("alternatives within alternatives");
    }

    private static BytePattern choice(String hex) throws LineException {
        if (hex.isEmpty() || hex.length() % 2 != 0) {
            throw new LineException("the pattern has an alternative that is not a row of whole bytes");
        }
        byte[] values = new byte[hex.length() / 2];
        byte[] masks = new byte[hex.length() / 2];
        for (int position = 0; position < values.length; position++) {
            values[position] = (byte) HexByte.value(hex, 2 * position);
            masks[position] = (byte) HexByte.mask(hex, 2 * position);
        }
        return new BytePattern(values, masks);
    }

    private void requireBytesBefore() throws LineException {
        if (wantsBytes) {
            throw new LineException("the pattern has a gap that does not stand between bytes");
        }
    }

    private void endRun() {
        if (run > 0) {
            elements.add(new BytePattern(Arrays.copyOf(values, run), Arrays.copyOf(masks, run)));
            run = 0;
        }
    }

    private void endPart() throws LineException {
        requireBytesBefore();
        endRun();
        PatternPart part = new PatternPart(gapBefore, elements.build());
        if (part.longest() > LONGEST_PART) {
            unsupported("more than 65536 bytes without an open gap");
        }
        parts.add(part);
        elements = ImmutableList.builder();
    }

    private void unsupported(String what) {
        if (unsupported.isEmpty()) {
            unsupported = Optional.of("the pattern has " + what + ", which is not supported");
        }
    }
}
