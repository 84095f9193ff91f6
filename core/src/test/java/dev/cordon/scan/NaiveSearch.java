package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A slow and obvious second model of body signatures: regular expressions, tried at every place of a whole content. */
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
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return signatures.stream()
                .filter(signature -> isIn(signature, text))
                .map(Wanted::virus)
                .findFirst();
    }

    private static boolean isIn(Wanted signature, String text) {
        Matcher matcher =
                Pattern.compile(expression(signature.pattern()), Pattern.DOTALL).matcher(text);
        String offset = signature.offset();
        if (offset.equals("*")) {
            return matcher.find();
        }
        int comma = offset.indexOf(',');
        int shift = comma < 0 ? 0 : Integer.parseInt(offset.substring(comma + 1));
        String base = comma < 0 ? offset : offset.substring(0, comma);
        int from =
                base.startsWith("EOF-") ? text.length() - Integer.parseInt(base.substring(4)) : Integer.parseInt(base);
        for (int at = Math.max(0, from); at <= Math.min(from + shift, text.length()); at++) {
            if (matcher.region(at, text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private static String expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        Matcher tokens = TOKEN.matcher(pattern);
        while (tokens.find()) {
            expression.append(piece(tokens.group()));
        }
        return expression.toString();
    }

    private static String piece(String token) {
        String inside = token.replaceAll("[^0-9a-fA-F?|-]", "");
        return switch (token.charAt(0)) {
            case '*' -> ".*?";
            case '{', '[' -> ".{" + bounds(inside) + "}?";
            case '(' -> "(?:" + alternatives(inside) + ")";
            case '!' -> "(?!" + alternatives(inside) + ").{" + inside.indexOf('|') / 2 + "}";
            default -> oneByte(token);
        };
    }

    private static String bounds(String inside) {
        int dash = inside.indexOf('-');
        if (dash < 0) {
            return inside;
        }
        return (dash == 0 ? "0" : inside.substring(0, dash)) + "," + inside.substring(dash + 1);
    }

    private static String alternatives(String inside) {
        return inside.replaceAll("[0-9a-fA-F]{2}", "\\\\x$0");
    }

    private static String oneByte(String token) {
        if (token.indexOf('?') < 0) {
            return "\\x" + token;
        }
        StringBuilder choices = new StringBuilder("[");
        for (int value = 0; value < 256; value++) {
            String hex = String.format("%02x", value);
            if ((token.charAt(0) == '?' || token.charAt(0) == hex.charAt(0))
                    && (token.charAt(1) == '?' || token.charAt(1) == hex.charAt(1))) {
                choices.append("\\x").append(hex);
            }
        }
        return choices.append(']').toString();
    }
}
