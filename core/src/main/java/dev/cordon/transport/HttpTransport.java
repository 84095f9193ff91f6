package dev.cordon.transport;

import com.google.common.base.Throwables;
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
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Carries requests over HTTP/1.1: {@code POST} to {@code /cordon/1/} and the name of the transaction, attributes as
 * fields, content as body.
 *
 * <p>Secrets are sent over TLS, or over plain HTTP to this machine itself and past any proxy, and nowhere else. The
 * login of a proxy is sent to the proxy as HTTP has it, in clear, with the first request, so that no content goes twice.
 * The JDK does so before the tunnel of an {@code https} endpoint only in a process that was started with {@code
 * -Djdk.http.auth.tunneling.disabledSchemes=} (with nothing after it). Safe for use by many threads.
 */
public final class HttpTransport implements Transport {
    static final String PATH = "/cordon/1/";
    private static final int SUCCESS = 2;
    private static final int PROXY_AUTHENTICATION = 407;
    private static final String TUNNEL_SETTING = "jdk.http.auth.tunneling.disabledSchemes";

    private final HttpTransportConfig config;
    private final InstantSource clock;
    private final HttpClient client;

    /** Makes a transport; it connects when something is sent. */
    public HttpTransport(HttpTransportConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.client = client(config);
    }

    private static HttpClient client(HttpTransportConfig config) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout());
        if (config.isLoopback()) {
            builder.proxy(HttpClient.Builder.NO_PROXY);
        } else {
            config.proxy()
                    .map(proxy -> InetSocketAddress.createUnresolved(proxy.host(), proxy.port()))
                    .ifPresent(proxy -> builder.proxy(ProxySelector.of(proxy)));
        }
        return builder.sslContext(config.tls().context())
                .sslParameters(config.tls().parameters())
                .build();
    }

    @Override
    public Received send(Request request) throws IOException {
        keepSecrets(request.header());
        HttpResponse<InputStream> response = exchange(httpRequest(request));
        requirePassage(response);
        try {
            return Received.live(header(response), response.body(), clock.instant());
        } catch (IOException | RuntimeException e) {
            response.body().close();
            throw e;
        }
    }

    /** Whoever can read along must not get what proves who we are. */
    private void keepSecrets(Header header) throws IOException {
        boolean secret = config.token().isPresent() || header.has(Attributes.CUSTOMER_CREDENTIALS);
        if (secret && !config.isPrivate()) {
            throw new IOException("credentials are not sent to " + config.place() + " over plain HTTP; use https");
        }
    }

    /** The answer of a proxy that makes no tunnel has no content, not even an empty one. */
    private void requirePassage(HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() != PROXY_AUTHENTICATION || config.isLoopback()) {
            return;
        }
        Optional<InputStream> content = Optional.ofNullable(response.body());
        if (content.isPresent()) {
            content.get().close();
        }
        throw new IOException(
                "the proxy on the way to " + config.place() + " does not accept who we say we are" + hint());
    }

    private Header header(HttpResponse<InputStream> response) throws IOException {
        boolean failed = response.statusCode() / 100 != SUCCESS;
        if (failed && response.headers().firstValue(ContentKeys.ERROR.name()).isEmpty()) {
            throw new WireException(
                    ErrorCode.INTERNAL, "the other side answered with HTTP status " + response.statusCode());
        }
        return HttpFields.header(response.headers().map(), config.limits()).toBuilder()
                .remove(ContentKeys.CONTENT_LENGTH)
                .build();
    }

    /** Only for whole processes the JDK can be told to say to a proxy in clear who we are before a tunnel is made. */
    private String hint() {
        boolean unsaid = config.isSecure() && !"".equals(System.getProperty(TUNNEL_SETTING));
        return unsaid ? "; start with -D" + TUNNEL_SETTING + "=" : "";
    }

    private HttpRequest httpRequest(Request request) throws IOException {
        URI target = URI.create(withoutSlash(config.endpoint().toString())
                + PATH
                + request.transaction().token());
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(target).timeout(config.requestTimeout()).POST(body(request));
        HttpFields.sent(request.header(), clock.instant())
                .forEach(field -> builder.header(field.name(), field.value()));
        if (!config.isLoopback()) {
            config.proxy()
                    .flatMap(HttpProxy::login)
                    .ifPresent(login -> builder.header("Proxy-Authorization", login.basic()));
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
            return client.send(request, status -> new TimedBody(config.pauseTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("the request was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } catch (IOException e) {
            throw new IOException(reason(e), e);
        }
    }

    /** The text of the cause may quote what a stranger sent, so none of it is repeated. */
    private String reason(IOException e) {
        List<Throwable> causes = Throwables.getCausalChain(e);
        if (causes.stream().anyMatch(UncheckedIOException.class::isInstance)) {
            return "the content to be sent can't be read";
        }
        if (causes.stream().anyMatch(UnresolvedAddressException.class::isInstance)) {
            return "cannot reach " + config.place() + ": the name of the host is not known";
        }
        if (e instanceof HttpConnectTimeoutException) {
            return "cannot reach " + config.place() + ": no connection in "
                    + config.connectTimeout().toMillis() + " ms";
        }
        if (e instanceof HttpTimeoutException) {
            return config.place() + " did not answer in "
                    + config.requestTimeout().toMillis() + " ms";
        }
        if (e instanceof ConnectException) {
            return "cannot reach " + config.place() + ": no connection";
        }
        if (e instanceof SSLException) {
            return "cannot reach " + config.place() + ": no secure connection";
        }
        return "the connection to " + config.place() + " failed";
    }

    /** Does nothing: connections end by themselves when they are idle. */
    @Override
    public void close() {}
}
