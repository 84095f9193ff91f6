package dev.cordon.alert;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.net.InetAddresses;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertSink;
import dev.cordon.transport.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Posts alerts to an address: one {@code POST} with a JSON object each. {@code docs/plugins/alert-sink.md} has its members.
 * Any status from 200 to 299 means that it was taken; every other is a failure, redirections included, unless the client
 * follows them.
 *
 * <p>The address may hold a secret in its path or query, as those of chats do, so no text ever shows it.
 */
public final class WebhookSink implements AlertSink {
    private static final int SUCCESS = 2;

    private final HttpClient client;
    private final URI address;
    private final Optional<Secret> token;
    private final Duration timeout;

    /**
     * Makes a sink without a token, which waits 10 s for an answer.
     *
     * @param client connects; its connect timeout, proxy and TLS settings hold. The caller closes it
     * @param address {@code https}, or {@code http} to this computer
     */
    public WebhookSink(HttpClient client, URI address) {
        this(client, address, Optional.empty(), Duration.ofSeconds(10));
    }

    /**
     * Makes a sink.
     *
     * @param client connects; its connect timeout, proxy and TLS settings hold. The caller closes it
     * @param address {@code https}, or {@code http} to this computer: alerts tell strangers where a site is weak
     * @param token is sent as {@code Authorization: Bearer}
     * @param timeout how long to wait for an answer, above 0
     * @throws IllegalArgumentException for any other address or timeout
     */
    public WebhookSink(HttpClient client, URI address, Optional<Secret> token, Duration timeout) {
        checkArgument(
                isPrivate(address),
                "alerts are posted to an https address, or over plain HTTP to this computer itself");
        checkArgument(!timeout.isZero() && !timeout.isNegative(), "a timeout is positive");
        this.client = client;
        this.address = address;
        this.token = token;
        this.timeout = timeout;
    }

    private static boolean isPrivate(URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            return false;
        }
        String host = address.getHost().replace("[", "").replace("]", "");
        boolean loopback = host.equalsIgnoreCase("localhost")
                || InetAddresses.isInetAddress(host)
                        && InetAddresses.forString(host).isLoopbackAddress();
        return "https".equalsIgnoreCase(address.getScheme())
                || "http".equalsIgnoreCase(address.getScheme()) && loopback;
    }

    @Override
    public void tell(Alert alert) throws IOException {
        int status = post(AlertJson.of(alert));
        if (status / 100 != SUCCESS) {
            throw new IOException("the receiver of alerts answered with HTTP status " + status);
        }
    }

    private int post(String json) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.US_ASCII));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.value()));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("posting an alert was interrupted");
        } catch (IOException e) {
            // Its text may show the address; the kind of failure has to do.
            throw new IOException(
                    "the receiver of alerts can't be reached (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Returns a text without the address. */
    @Override
    public String toString() {
        return "webhook";
    }
}
