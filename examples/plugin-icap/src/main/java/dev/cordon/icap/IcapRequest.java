package dev.cordon.icap;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.base.Optional;
import java.util.OptionalInt;

/** The heads of what is asked. Nothing in them is of the sample but its size. */
final class IcapRequest {
    private static final String ASKED = "GET http://cordon.invalid/sample HTTP/1.1\r\nHost: cordon.invalid\r\n\r\n";

    private IcapRequest() {}

    /** Asks what there is to know of the service. */
    static byte[] options(IcapConfig config) {
        return begin("OPTIONS", config).append("\r\n").toString().getBytes(US_ASCII);
    }

    /**
     * Has a content looked at as the body of an HTTP response.
     *
     * @param size its size, where that is known
     * @param preview how many bytes the server sees before it decides whether it wants the others
     */
    static byte[] respmod(IcapConfig config, Optional<Long> size, OptionalInt preview) {
        String response = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"
                + size.transform(bytes -> "Content-Length: " + bytes + "\r\n").or("") + "\r\n";
        StringBuilder head = begin("RESPMOD", config).append("Allow: 204\r\n");
        preview.ifPresent(bytes -> head.append("Preview: ").append(bytes).append("\r\n"));
        int bodyAt = ASKED.length() + response.length();
        return head.append("Encapsulated: req-hdr=0, res-hdr=")
                .append(ASKED.length())
                .append(", res-body=")
                .append(bodyAt)
                .append("\r\n\r\n")
                .append(ASKED)
                .append(response)
                .toString()
                .getBytes(US_ASCII);
    }

    private static StringBuilder begin(String method, IcapConfig config) {
        return new StringBuilder(method)
                .append(' ')
                .append(config.service().toASCIIString())
                .append(" ICAP/1.0\r\nHost: ")
                .append(config.service().getHost())
                .append(':')
                .append(config.port())
                .append("\r\nUser-Agent: Cordon\r\n");
    }
}
