package dev.cordon.codec;

import com.google.common.base.Ascii;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the header of a message (RFC 9112, 5, with folded lines).
 *
 * <p>Lines end in CRLF or LF. Refused are: a lone CR, NUL and other control characters, anything beyond ASCII, blanks
 * before the colon, an {@code X-} field that is there twice, a header without its empty line, and whatever exceeds the
 * limits. Immutable.
 */
public final class HeaderReader {
    private final HeaderLimits limits;

    /** Makes a reader with limits. */
    public HeaderReader(HeaderLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a header from an array that begins with it.
     *
     * @throws WireException {@code malformed}, or {@code underrun} if the header has no end
     */
    public Header read(byte[] message) throws IOException {
        return read(new ByteArrayInputStream(message));
    }

    /**
     * Reads a header and the empty line after it, and not a byte more. Reads single bytes, so the stream should be
     * buffered.
     *
     * @throws WireException {@code malformed}, {@code underrun} if the stream ends before the header does, or
     *     {@code lost} if the stream fails
     */
    public Header read(InputStream message) throws IOException {
        Lines lines = new Lines(message);
        Header.Builder header = Header.builder();
        Set<String> names = new HashSet<>();
        int fields = 0;
        Optional<String> line = lines.next();
        while (line.isPresent()) {
            StringBuilder field = new StringBuilder(line.get());
            line = lines.next();
            while (line.isPresent() && isFolded(line.get())) {
                unfold(field, line.get());
                line = lines.next();
            }
            fields++;
            if (fields > limits.fields()) {
                throw malformed("the header has more fields than are allowed");
            }
            add(field.toString(), header, names);
        }
        return header.build();
    }

    private static boolean isFolded(String line) {
        return isBlank(line.charAt(0));
    }

    private static void unfold(StringBuilder field, String continuation) {
        int end = field.length();
        while (end > 0 && isBlank(field.charAt(end - 1))) {
            end--;
        }
        field.setLength(end);
        field.append(' ').append(trim(continuation));
    }

    private void add(String line, Header.Builder header, Set<String> names) throws WireException {
        int colon = line.indexOf(':');
        if (colon < 0 || !Key.isToken(line.substring(0, colon))) {
            throw malformed("a line of the header is not a field");
        }
        String name = line.substring(0, colon);
        String value = trim(line.substring(colon + 1));
        if (value.length() > limits.valueBytesOf(name)) {
            throw new WireException(
                    WireError.of(ErrorCode.MALFORMED, known(name)), "the value of a field is longer than allowed");
        }
        String folded = Ascii.toLowerCase(name);
        if (!names.add(folded) && isUnique(folded)) {
            throw new WireException(
                    WireError.of(ErrorCode.MALFORMED, known(name)), "a field is there twice that may be there once");
        }
        header.add(name, value);
    }

    private static boolean isUnique(String folded) {
        return folded.startsWith("x-")
                || ContentKeys.all().contains(Key.of(folded, Syntaxes.opaque()))
                || folded.equals("content-length");
    }

    /** A name from the input is only repeated in an error where it is one of ours. */
    private static String known(String name) {
        return ContentKeys.all().stream()
                .map(Key::name)
                .filter(key -> Ascii.equalsIgnoreCase(key, name))
                .findFirst()
                .orElse(Ascii.equalsIgnoreCase(name, "Content-Length") ? "Content-Length" : "header");
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    private static WireException malformed(String reason) {
        return new WireException(WireError.of(ErrorCode.MALFORMED), reason);
    }

    /** Takes a message apart into lines while the budget of bytes lasts. */
    private final class Lines {
        private final InputStream message;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        private int left = limits.bytes();

        Lines(InputStream message) {
            this.message = message;
        }

        /** Returns the next line without its end; empty for the empty line that ends the header. */
        Optional<String> next() throws IOException {
            line.reset();
            while (true) {
                int character = read();
                if (character == '\r') {
                    if (read() != '\n') {
                        throw malformed("the header has a carriage return that ends no line");
                    }
                    return line();
                }
                if (character == '\n') {
                    return line();
                }
                if (character < ' ' && character != '\t' || character > '~') {
                    throw malformed("the header has a character that is not allowed");
                }
                line.write(character);
            }
        }

        private Optional<String> line() {
            return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.US_ASCII));
        }

        private int read() throws IOException {
            if (left == 0) {
                throw malformed("the header is longer than allowed");
            }
            left--;
            int character = next(message);
            if (character < 0) {
                throw new WireException(ErrorCode.UNDERRUN, "the message ends within its header");
            }
            return character;
        }

        private static int next(InputStream message) throws IOException {
            try {
                return message.read();
            } catch (WireException e) {
                throw e;
            } catch (IOException e) {
                throw new WireException(WireError.of(ErrorCode.LOST), "the connection failed within the header", e);
            }
        }
    }
}
