package dev.cordon.transport;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attribute;
import dev.cordon.attribute.AttributeCatalogue;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.WireException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of an HTTP message as a header, and back.
 *
 * <p>HTTP libraries write names as they like. The catalogue's own spelling is restored; other names come in the usual
 * one, with a capital after each hyphen.
 */
final class HttpFields {
    /** What belongs to the connection and not to the message (RFC 9110, 7.6.1), and what HTTP itself needs. */
    private static final ImmutableSet<String> TRANSPORT = ImmutableSet.of(
            "accept",
            "accept-encoding",
            "allow",
            "authorization",
            "connection",
            "content-type",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "server",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "via",
            "www-authenticate",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-real-ip");

    private static final ImmutableMap<String, String> SPELLING = AttributeCatalogue.all().stream()
            .map(Attribute::key)
            .collect(ImmutableMap.toImmutableMap(key -> Ascii.toLowerCase(key.name()), key -> key.name()));

    private HttpFields() {}

    /**
     * Returns the header of a message that has come over HTTP, checked as strictly as one that comes in a file.
     *
     * @throws WireException {@code malformed} if it breaks a rule or exceeds the limits
     */
    static Header header(Map<String, List<String>> fields, HeaderLimits limits) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        fields.forEach((name, values) -> {
            if (isOfMessage(name)) {
                values.forEach(value -> line(name, value, lines));
            }
        });
        lines.writeBytes(new byte[] {'\r', '\n'});
        return new HeaderReader(limits).read(lines.toByteArray());
    }

    /** A value is written with its foreign characters and line ends, so that the reader refuses them. */
    private static void line(String name, String value, ByteArrayOutputStream lines) {
        lines.writeBytes((spelled(name) + ": ").getBytes(StandardCharsets.ISO_8859_1));
        for (byte character : value.getBytes(StandardCharsets.ISO_8859_1)) {
            lines.write(character == '\n' ? '\0' : character);
        }
        lines.writeBytes(new byte[] {'\r', '\n'});
    }

    /** Returns what is sent of a header: what belongs to the message, with the sender's time, and without the framing. */
    static Header sent(Header header, Instant now) {
        Header.Builder sent = Header.builder();
        for (Header.Field field : header) {
            if (isOfMessage(field.name()) && !Ascii.equalsIgnoreCase(field.name(), ContentKeys.CONTENT_LENGTH.name())) {
                sent.add(field.name(), field.value());
            }
        }
        return header.has(ContentKeys.DATE)
                ? sent.build()
                : sent.set(ContentKeys.DATE, now).build();
    }

    private static boolean isOfMessage(String name) {
        return !name.startsWith(":") && !TRANSPORT.contains(Ascii.toLowerCase(name));
    }

    private static String spelled(String name) {
        String folded = Ascii.toLowerCase(name);
        return Optional.ofNullable(SPELLING.get(folded)).orElseGet(() -> capitalized(folded));
    }

    private static String capitalized(String folded) {
        StringBuilder spelled = new StringBuilder(folded);
        boolean start = true;
        for (int index = 0; index < spelled.length(); index++) {
            if (start) {
                spelled.setCharAt(index, Ascii.toUpperCase(spelled.charAt(index)));
            }
            start = spelled.charAt(index) == '-';
        }
        return spelled.toString();
    }
}
