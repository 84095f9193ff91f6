package dev.cordon.codec;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the header of a message: a field a line, CRLF, and an empty line at the end. */
public final class HeaderWriter {
    private static final int LINE_FRAME = ": \r\n".length();
    private static final int EMPTY_LINE = "\r\n".length();

    private HeaderWriter() {}

    /**
     * Writes a header and the empty line after it. Limits and repetitions are not checked, so that a {@link HeaderReader}
     * may refuse what is written here.
     */
    public static void write(Header header, OutputStream message) throws IOException {
        message.write(bytes(header));
    }

    /** Returns a header and the empty line after it. */
    public static byte[] bytes(Header header) {
        byte[] bytes = new byte[length(header)];
        int end = 0;
        for (Header.Field field : header.fields()) {
            end = put(field.name(), bytes, end);
            bytes[end++] = ':';
            bytes[end++] = ' ';
            end = put(field.value(), bytes, end);
            end = putLineEnd(bytes, end);
        }
        putLineEnd(bytes, end);
        return bytes;
    }

    private static int length(Header header) {
        int length = EMPTY_LINE;
        for (Header.Field field : header.fields()) {
            length += field.name().length() + field.value().length() + LINE_FRAME;
        }
        return length;
    }

    /** The deprecated method copies the low halves of characters, which is all there is to fields: they are ASCII. */
    @SuppressWarnings("deprecation")
    private static int put(String text, byte[] bytes, int start) {
        text.getBytes(0, text.length(), bytes, start);
        return start + text.length();
    }

    private static int putLineEnd(byte[] bytes, int start) {
        bytes[start] = '\r';
        bytes[start + 1] = '\n';
        return start + EMPTY_LINE;
    }
}
