package dev.cordon.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the header of a message: a field a line, CRLF, and an empty line at the end. */
public final class HeaderWriter {
    private HeaderWriter() {}

    /** Writes a header and the empty line after it. */
    public static void write(Header header, OutputStream message) throws IOException {
        message.write(bytes(header));
    }

    /** Returns a header and the empty line after it. */
    public static byte[] bytes(Header header) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        for (Header.Field field : header.fields()) {
            bytes.writeBytes(field.name().getBytes(StandardCharsets.US_ASCII));
            bytes.write(':');
            bytes.write(' ');
            bytes.writeBytes(field.value().getBytes(StandardCharsets.US_ASCII));
            bytes.write('\r');
            bytes.write('\n');
        }
        bytes.write('\r');
        bytes.write('\n');
        return bytes.toByteArray();
    }
}
