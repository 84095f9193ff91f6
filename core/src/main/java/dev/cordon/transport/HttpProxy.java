package dev.cordon.transport;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A proxy that stands between a place and the network (guide, table 4-1, "Firewall"). Immutable.
 *
 * @param host its name or address
 * @param port its port
 * @param login whom it knows us as; empty where it lets everybody through
 */
public record HttpProxy(String host, int port, Optional<Login> login) {
    private static final int HIGHEST_PORT = 65_535;

    /** Refuses what is no address. */
    public HttpProxy {
        checkArgument(!host.isEmpty() && port > 0 && port <= HIGHEST_PORT, "a proxy is a host and a port");
    }

    /**
     * A user of a proxy.
     *
     * @param user the name, without a colon
     * @param password the password
     */
    public record Login(String user, Secret password) {
        /** Refuses a name that can't be told from its password. */
        public Login {
            checkArgument(!user.isEmpty() && user.indexOf(':') < 0, "the user of a proxy has a name without a colon");
        }

        /** Returns what proves the user (RFC 7617). */
        String basic() {
            String pair = user + ":" + password.value();
            return "Basic " + BaseEncoding.base64().encode(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Returns a proxy that wants no login. */
    public static HttpProxy at(String host, int port) {
        return new HttpProxy(host, port, Optional.empty());
    }

    /** Returns a copy that is told who we are. */
    public HttpProxy as(String user, Secret password) {
        return new HttpProxy(host, port, Optional.of(new Login(user, password)));
    }

    /** Returns host and port, for people. */
    String place() {
        return host + ":" + port;
    }
}
