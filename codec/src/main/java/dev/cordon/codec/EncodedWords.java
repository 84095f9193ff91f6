package dev.cordon.codec;

import com.google.common.base.CharMatcher;
import com.google.common.io.BaseEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text beyond ASCII in a field, as encoded words (RFC 2047): written in UTF-8 and base64, read in both encodings. */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([A-Za-z0-9_-]{1,40})\\?([BbQq])\\?([!->@-~]*)\\?=");
    private static final CharMatcher PLAIN = CharMatcher.inRange(' ', '~');
    private static final BaseEncoding BASE64 = BaseEncoding.base64();

    /** 45 bytes make 60 characters of base64, which with its frame stays below the 75 of RFC 2047. */
    private static final int BYTES_A_WORD = 45;

    private EncodedWords() {}

    /** Returns text fit for a field: itself where it is plain, otherwise encoded words. */
    static String encode(String text) {
        boolean plain = PLAIN.matchesAllOf(text)
                && !WORD.matcher(text).find()
                && text.equals(CharMatcher.is(' ').trimFrom(text));
        if (plain) {
            return text;
        }
        StringBuilder words = new StringBuilder();
        int start = 0;
        while (start < text.length()) {
            int end = wordEnd(text, start);
            words.append(words.isEmpty() ? "" : " ").append("=?UTF-8?B?");
            words.append(BASE64.encode(text.substring(start, end).getBytes(StandardCharsets.UTF_8)));
            words.append("?=");
            start = end;
        }
        return words.toString();
    }

    /** A word never ends within a character. */
    private static int wordEnd(String text, int start) {
        int bytes = 0;
        int end = start;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            int length = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > BYTES_A_WORD) {
                break;
            }
            bytes += length;
            end += Character.charCount(character);
        }
        return end;
    }

    /** Returns the text that a field stands for; a word that can't be decoded stays as it is. */
    static String decode(String value) {
        if (value.indexOf('=') < 0 || !value.contains("=?")) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        Matcher matcher = WORD.matcher(value);
        int end = 0;
        boolean afterWord = false;
        while (matcher.find()) {
            Optional<String> word = decode(matcher.group(1), matcher.group(2), matcher.group(3));
            String between = value.substring(end, matcher.start());
            boolean joined =
                    afterWord && word.isPresent() && CharMatcher.anyOf(" \t").matchesAllOf(between);
            text.append(joined ? "" : between).append(word.orElse(matcher.group()));
            afterWord = word.isPresent();
            end = matcher.end();
        }
        return text.append(value, end, value.length()).toString();
    }

    private static Optional<String> decode(String charset, String encoding, String encoded) {
        Optional<Charset> known = charset(charset);
        boolean base64 = encoding.equalsIgnoreCase("B");
        if (known.isEmpty() || base64 && !BASE64.canDecode(encoded)) {
            return Optional.empty();
        }
        Optional<byte[]> bytes = base64 ? Optional.of(BASE64.decode(encoded)) : quoted(encoded);
        return bytes.flatMap(decoded -> text(decoded, known.get()));
    }

    private static Optional<Charset> charset(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "UTF-8" -> Optional.of(StandardCharsets.UTF_8);
            case "ISO-8859-1" -> Optional.of(StandardCharsets.ISO_8859_1);
            case "US-ASCII" -> Optional.of(StandardCharsets.US_ASCII);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> quoted(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int index = 0; index < encoded.length(); index++) {
            char character = encoded.charAt(index);
            if (character != '=') {
                bytes.write(character == '_' ? ' ' : character);
                continue;
            }
            String digits = encoded.substring(index + 1, Math.min(index + 3, encoded.length()));
            if (!BaseEncoding.base16().canDecode(digits.toUpperCase(Locale.ROOT)) || digits.length() != 2) {
                return Optional.empty();
            }
            bytes.write(Integer.parseInt(digits, 16));
            index += 2;
        }
        return Optional.of(bytes.toByteArray());
    }

    /** Decoded control characters could deceive whoever looks at the text. */
    private static Optional<String> text(byte[] bytes, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return CharMatcher.javaIsoControl().matchesAnyOf(text) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
