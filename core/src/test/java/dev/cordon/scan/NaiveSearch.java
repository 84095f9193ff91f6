package dev.cordon.scan;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A slow and obvious second model of body signatures: all places of a whole content at which the pattern so far can end,
 * token for token.
 */
final class NaiveSearch {
    private static final Pattern TOKEN = Pattern.compile("\\*|\\{[^}]*\\}|\\[[^\\]]*\\]|!?\\([^)]*\\)|[0-9a-fA-F?]{2}");

    private NaiveSearch() {}

    /** A signature for any target. */
    record Wanted(String virus, String offset, String pattern) {
        String line() {
            return virus + ":0:" + offset + ":" + pattern;
        }
    }

    /** Returns the first of the signatures that is in a content. */
    static Optional<String> first(ImmutableList<Wanted> signatures, byte[] content) {
        return signatures.stream()
                .filter(signature -> isIn(signature, content))
                .map(Wanted::virus)
                .findFirst();
    }

    private static boolean isIn(Wanted signature, byte[] content) {
        BitSet ends = beginnings(signature.offset(), content.length);
        Matcher tokens = TOKEN.matcher(signature.pattern());
        while (tokens.find()) {
            ends = after(tokens.group(), ends, content);
        }
        return !ends.isEmpty();
    }

    private static BitSet beginnings(String offset, int length) {
        BitSet beginnings = new BitSet();
        if (offset.equals("*")) {
            beginnings.set(0, length + 1);
            return beginnings;
        }
        int comma = offset.indexOf(',');
        int shift = comma < 0 ? 0 : Integer.parseInt(offset.substring(comma + 1));
        String base = comma < 0 ? offset : offset.substring(0, comma);
        int from = base.startsWith("EOF-") ? length - Integer.parseInt(base.substring(4)) : Integer.parseInt(base);
        for (int at = Math.max(0, from); at <= Math.min(from + shift, length); at++) {
            beginnings.set(at);
        }
        return beginnings;
    }

    private static BitSet after(String token, BitSet before, byte[] content) {
        BitSet after = new BitSet();
        before.stream().forEach(at -> step(token, at, content, after));
        return after;
    }

    private static void step(String token, int at, byte[] content, BitSet after) {
        String inside = token.replaceAll("[^0-9a-fA-F?|-]", "");
        switch (token.charAt(0)) {
            case '*' -> after.set(at, content.length + 1);
            case '{', '[' -> gap(inside, at, content.length, after);
            case '(' ->
                Splitter.on('|').split(inside).forEach(alternative -> {
                    if (isAt(alternative, at, content)) {
                        after.set(at + alternative.length() / 2);
                    }
                });
            case '!' -> {
                int length = inside.indexOf('|') / 2;
                boolean isThere = Splitter.on('|').splitToStream(inside).anyMatch(no -> isAt(no, at, content));
                if (!isThere && at + length <= content.length) {
                    after.set(at + length);
                }
            }
            default -> {
                if (at < content.length && isByte(token, content[at])) {
                    after.set(at + 1);
                }
            }
        }
    }

    private static void gap(String bounds, int at, int length, BitSet after) {
        int dash = bounds.indexOf('-');
        String least = dash < 0 ? bounds : bounds.substring(0, dash);
        String most = dash < 0 ? bounds : bounds.substring(dash + 1);
        int from = at + (least.isEmpty() ? 0 : Integer.parseInt(least));
        int to = most.isEmpty() ? length : Math.min(length, at + Integer.parseInt(most));
        if (from <= to) {
            after.set(from, to + 1);
        }
    }

    private static boolean isAt(String hex, int at, byte[] content) {
        byte[] bytes = BaseEncoding.base16().lowerCase().decode(hex.toLowerCase(Locale.ROOT));
        return at + bytes.length <= content.length
                && Arrays.equals(bytes, Arrays.copyOfRange(content, at, at + bytes.length));
    }

    private static boolean isByte(String token, byte value) {
        return isHalf(token.charAt(0), value >> 4 & 0xF) && isHalf(token.charAt(1), value & 0xF);
    }

    private static boolean isHalf(char wanted, int half) {
        return wanted == '?' || Character.digit(wanted, 16) == half;
    }
}
