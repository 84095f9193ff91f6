package dev.cordon.jetty;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.net.InetAddresses;
import dev.cordon.protocol.Desk;
import dev.cordon.spi.Listener;
import dev.cordon.transport.HttpDesk;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Listens with Jetty, over HTTP/1.1 with TLS or without. It can be shown to strangers: clients that connect and stay
 * silent, send slowly, take slowly, abort or lie cost the others little, and are cut off after a time.
 *
 * <p>A request holds a thread only from when its content, or the first 32 KiB of it, is there until it is worked off. The
 * threads are the listener's own.
 */
public final class JettyListener implements Listener {
    /** The line of the request, and what a header beyond the limits may be long to be read and refused as such. */
    private static final int BEYOND_HEADER = 32 << 10;

    /** How much content is taken before a thread is. */
    private static final long EAGER_BYTES = 32 << 10;

    /** What a small chunk of content weighs beside its bytes, so that many of them don't hold many buffers. */
    private static final int CHUNK_WEIGHT = 64;

    /** Threads for Jetty itself. */
    private static final int OWN_THREADS = 16;

    private final Server server;
    private final ServerConnector connector;
    private final String scheme;

    private JettyListener(Server server, ServerConnector connector, String scheme) {
        this.scheme = scheme;
        this.server = server;
        this.connector = connector;
    }

    /**
     * Opens the port and begins to answer.
     *
     * @throws IllegalArgumentException if callers have to prove themselves at this address and nothing is configured for
     *     it, neither a token nor authorities for their certificates
     * @throws IOException if the port can't be opened
     */
    public static JettyListener open(JettyListenerConfig config, Desk desk, InstantSource clock) throws IOException {
        HttpListenerConfig http = config.http();
        InetAddress address = InetAddress.getByName(http.host());
        checkArgument(
                config.isGuarded() || address.isLoopbackAddress(),
                config.isProvenInRequests()
                        ? "without TLS only a loopback address is listened on, as customers send what proves them; configure a key store"
                        : "without a token or certificates of the callers only a loopback address is listened on; configure one");
        HttpDesk answering = new HttpDesk(http, desk, clock);
        Server server = new Server(threads(config));
        ServerConnector connector = connector(server, config);
        connector.setHost(address.getHostAddress());
        connector.setPort(http.port());
        Waits waits = new Waits(config, connector.getScheduler(), NanoTime::now);
        connector.addBean(waits);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(config.connections(), connector));
        server.setHandler(new WaitingHandler(eager(new DeskHandler(answering)), waits));
        server.setErrorHandler(new RefusalHandler(answering));
        return started(new JettyListener(server, connector, config.tls().isPresent() ? "https" : "http"));
    }

    private static JettyListener started(JettyListener listener) throws IOException {
        try {
            listener.server.start();
            return listener;
        } catch (Exception e) {
            listener.close();
            throw e instanceof IOException failed ? failed : new IOException("the listener can't be started", e);
        }
    }

    private static QueuedThreadPool threads(JettyListenerConfig config) {
        QueuedThreadPool threads = new QueuedThreadPool(config.connections() + OWN_THREADS);
        threads.setName("listener");
        threads.setDaemon(true);
        return threads;
    }

    private static Handler eager(Handler within) {
        return new EagerContentHandler(
                within, new EagerContentHandler.RetainedContentLoaderFactory(EAGER_BYTES, CHUNK_WEIGHT, false));
    }

    private static ServerConnector connector(Server server, JettyListenerConfig config) {
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(config));
        // One thread accepts, so that not one connection more than the bound is.
        ServerConnector connector = new ServerConnector(
                server,
                1,
                -1,
                config.tls()
                        .map(tls -> new ConnectionFactory[] {secured(tls, http), http})
                        .orElse(new ConnectionFactory[] {http}));
        connector.setIdleTimeout(config.patience().toMillis());
        // Who comes in a crowd and finds no room to wait in tries again after a second at the earliest.
        connector.setAcceptQueueSize(config.connections());
        return connector;
    }

    private static HttpConfiguration configuration(JettyListenerConfig config) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(config.http().limits().bytes() + BEYOND_HEADER);
        configuration.setResponseHeaderSize(config.http().limits().bytes() + BEYOND_HEADER);
        configuration.setMaxResponseHeaderSize(config.http().limits().bytes() + BEYOND_HEADER);
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        return configuration;
    }

    private static SslConnectionFactory secured(Tls tls, HttpConnectionFactory http) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls.context());
        factory.setIncludeProtocols(tls.parameters().getProtocols());
        factory.setNeedClientAuth(tls.hasAuthorities());
        factory.setRenegotiationAllowed(false);
        return new SslConnectionFactory(factory, http.getProtocol());
    }

    @Override
    public URI address() {
        String host = InetAddresses.toUriString(InetAddresses.forString(connector.getHost()));
        return URI.create(scheme + "://" + host + ":" + connector.getLocalPort());
    }

    /** Stops to listen, and cuts off what is under way. */
    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the listener can't be stopped", e);
        }
    }
}
