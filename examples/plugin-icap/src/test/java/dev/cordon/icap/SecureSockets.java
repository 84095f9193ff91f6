package dev.cordon.icap;

import dev.cordon.transport.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** Listens over TLS. */
final class SecureSockets extends ServerSocketFactory {
    private final Tls tls;
    private final Consumer<SSLServerSocket> settings;

    SecureSockets(Tls tls, Consumer<SSLServerSocket> settings) {
        this.tls = tls;
        this.settings = settings;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, 50);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        SSLServerSocket socket =
                (SSLServerSocket) tls.context().getServerSocketFactory().createServerSocket(port, backlog, address);
        settings.accept(socket);
        return socket;
    }
}
