package dev.cordon.codec;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the header of a message (RFC 9112, 5, with folded lines).
 *
 * <p>Lines end in CRLF or LF. Refused are: a lone CR, NUL and other control characters, anything beyond ASCII, blanks
 * before the colon, lines without one, a field that may be there once and is there twice, a header without its empty line, and whatever exceeds the
 * limits. Immutable.
 */
public final class HeaderReader {
    private static final int USUAL_FIELDS = 32;

    private final HeaderLimits limits;
    private final int shortValue;

    /** Makes a reader with limits. */
    public HeaderReader(HeaderLimits limits) {
        this.limits = limits;
        this.shortValue = limits.valueBytesOf().values().stream().reduce(limits.valueBytes(), Math::min);
    }

    /**
     * Reads a header from an array that begins with it; what follows the empty line is left alone.
     *
     * @throws WireException {@code malformed}, or {@code underrun} if the header has no end
     */
    public Header read(byte[] message) throws WireException {
        return read(message, message.length);
    }

    /**
     * Reads a header and the empty line after it, and not a byte more. A stream that supports marks is read in large
     * steps and loses its mark; any other one is read byte by byte.
     *
     * @throws WireException {@code malformed}, {@code underrun} if the stream ends before the header does, or
     *     {@code lost} if the stream fails
     */
    public Header read(InputStream message) throws IOException {
        HeaderBytes bytes = new HeaderBytes(limits.bytes());
        try {
            bytes.readFrom(message);
        } catch (WireException e) {
            throw e;
        } catch (IOException e) {
            throw new WireException(WireError.of(ErrorCode.LOST), "the connection failed within the header", e);
        }
        return read(bytes.array(), bytes.length());
    }

    private Header read(byte[] message, int length) throws WireException {
        HeaderScan scan = new HeaderScan(message, Math.min(length, limits.bytes()), length >= limits.bytes());
        ImmutableList.Builder<Header.Field> fields = ImmutableList.builderWithExpectedSize(USUAL_FIELDS);
        for (int count = 0; scan.hasField(); count++) {
            if (count == limits.fields()) {
                throw HeaderScan.malformed("the header has more fields than are allowed");
            }
            Header.Field field = scan.field();
            checkLength(field);
            fields.add(field);
        }
        Header header = new Header(fields.build());
        for (Header.Field repeated : header.repeated()) {
            checkRepeatable(repeated.name());
        }
        return header;
    }

    private void checkLength(Header.Field field) throws WireException {
        int length = field.value().length();
        if (length > shortValue && length > limits.mostBytes(field.name())) {
            throw new WireException(
                    WireError.of(ErrorCode.MALFORMED, nameToShow(field.name())),
                    "the value of a field is longer than allowed");
        }
    }

    private static void checkRepeatable(String name) throws WireException {
        if (Ascii.toLowerCase(name).startsWith("x-") || ContentKeys.unique(name).isPresent()) {
            throw new WireException(
                    WireError.of(ErrorCode.MALFORMED, nameToShow(name)),
                    "a field is there twice that may be there once");
        }
    }

    /** A name from the input is only repeated in an error where it is one of ours. */
    private static String nameToShow(String name) {
        return ContentKeys.unique(name).map(Key::name).orElse("header");
    }
}
