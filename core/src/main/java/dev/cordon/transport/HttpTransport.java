package dev.cordon.transport;

import com.google.common.net.InetAddresses;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Carries requests over HTTP/1.1: {@code POST} to {@code /cordon/1/} and the name of the transaction, attributes as
 * fields, content as body.
 *
 * <p>Secrets are sent over TLS, or over plain HTTP to this machine itself, and nowhere else. Safe for use by many
 * threads.
 */
public final class HttpTransport implements Transport {
    static final String PATH = "/cordon/1/";
    private static final int SUCCESS = 2;

    private final HttpTransportConfig config;
    private final InstantSource clock;
    private final HttpClient client;

    /** Makes a transport; it connects when something is sent. */
    public HttpTransport(HttpTransportConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .build();
    }

    @Override
    public Received send(Request request) throws IOException {
        keepSecrets(request.header());
        HttpResponse<InputStream> response = exchange(httpRequest(request));
        Header header;
        try {
            header = HttpFields.header(response.headers().map(), config.limits());
        } catch (WireException e) {
            response.body().close();
            throw e;
        }
        if (response.statusCode() / 100 != SUCCESS && !header.has(ContentKeys.ERROR)) {
            response.body().close();
            throw new WireException(
                    ErrorCode.INTERNAL, "the other side answered with HTTP status " + response.statusCode());
        }
        return Received.live(header, response.body(), clock.instant());
    }

    /** Whoever can read along must not get what proves who we are. */
    private void keepSecrets(Header header) throws IOException {
        boolean secret = config.token().isPresent() || header.has(Attributes.CUSTOMER_CREDENTIALS);
        boolean safe = "https".equals(config.endpoint().getScheme()) || isLoopback(config.endpoint());
        if (secret && !safe) {
            throw new IOException("credentials are not sent to " + place() + " over plain HTTP; use https");
        }
    }

    private static boolean isLoopback(URI endpoint) {
        String host = endpoint.getHost().replace("[", "").replace("]", "");
        return host.equals("localhost")
                || InetAddresses.isInetAddress(host)
                        && InetAddresses.forString(host).isLoopbackAddress();
    }

    private HttpRequest httpRequest(Request request) throws IOException {
        URI target = URI.create(withoutSlash(config.endpoint().toString())
                + PATH
                + request.transaction().token());
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(target).timeout(config.requestTimeout()).POST(body(request));
        for (Header.Field field : request.header()) {
            if (HttpFields.isOfMessage(field.name()) && !field.name().equalsIgnoreCase("Content-Length")) {
                builder.header(field.name(), field.value());
            }
        }
        if (!request.header().has(ContentKeys.DATE)) {
            builder.header(ContentKeys.DATE.name(), ContentKeys.DATE.syntax().format(clock.instant()));
        }
        config.token().ifPresent(token -> builder.header("Authorization", "Bearer " + token.value()));
        return builder.build();
    }

    private static String withoutSlash(String endpoint) {
        return endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    }

    private static HttpRequest.BodyPublisher body(Request request) throws IOException {
        long length = request.content().size();
        if (length == 0) {
            return HttpRequest.BodyPublishers.noBody();
        }
        HttpRequest.BodyPublisher stream = HttpRequest.BodyPublishers.ofInputStream(() -> {
            try {
                return request.content().openStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return HttpRequest.BodyPublishers.fromPublisher(stream, length);
    }

    private HttpResponse<InputStream> exchange(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("the request was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } catch (IOException e) {
            throw new IOException("cannot reach " + place() + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).map(reason -> ": " + reason).orElse("");
    }

    private String place() {
        URI endpoint = config.endpoint();
        return endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    }

    /** Does nothing: connections end by themselves when they are idle. */
    @Override
    public void close() {}
}
