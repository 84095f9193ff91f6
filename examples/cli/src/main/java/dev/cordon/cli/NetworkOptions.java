package dev.cordon.cli;

import com.google.common.net.HostAndPort;
import dev.cordon.transport.HttpProxy;
import dev.cordon.transport.HttpTransportConfig;
import dev.cordon.transport.Secret;
import dev.cordon.transport.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a place that runs proves itself with, whom it believes, and what stands between it and the network. */
final class NetworkOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--key-store",
            paramLabel = "FILE",
            description =
                    "a PKCS#12 file with the key and the certificates that this place proves itself with; with it "
                            + "the place listens over HTTPS only")
    private @Nullable Path keyStore;

    @Option(
            names = "--key-store-password",
            paramLabel = "FILE",
            description = "a file with the password of the key store")
    private @Nullable Path password;

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "the certificates (PEM) of the authorities whose clients are let in, and no others")
    private @Nullable Path clients;

    @Option(
            names = "--server-ca",
            paramLabel = "FILE",
            description =
                    "the certificates (PEM) of the authorities that vouch for https servers (default: those of Java)")
    private @Nullable Path servers;

    @Option(
            names = "--proxy",
            paramLabel = "HOST:PORT",
            description = "the HTTP proxy through which other places are reached, apart from those on this machine")
    private @Nullable String proxy;

    @Option(
            names = "--proxy-login",
            paramLabel = "FILE",
            description = "a file with the user of the proxy, a colon and the password")
    private @Nullable Path login;

    /** Returns what is listened with; empty for plain HTTP. */
    Optional<Tls> listening() throws IOException, Refusal {
        if (keyStore == null && clients != null) {
            throw new ParameterException(spec.commandLine(), "--client-ca: --key-store is needed, too");
        }
        return keyStore == null ? Optional.empty() : Optional.of(believing(clients, proving()));
    }

    /** Returns a way to another place with what was typed. */
    HttpTransportConfig way(HttpTransportConfig way) throws IOException, Refusal {
        HttpTransportConfig secured = way.with(believing(servers, proving()));
        Optional<HttpProxy> between = proxy();
        return between.map(secured::through).orElse(secured);
    }

    private Tls proving() throws IOException, Refusal {
        if ((keyStore == null) != (password == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--key-store and --key-store-password: each needs the other one");
        }
        return proving(keyStore, password);
    }

    /** Returns what proves itself with the key store of a file and the password of another one, if there are any. */
    static Tls proving(@Nullable Path keyStore, @Nullable Path password) throws IOException, Refusal {
        return keyStore == null || password == null
                ? Tls.standard()
                : Tls.standard().provingWith(Home.file(keyStore), RunOptions.secret(password));
    }

    /** Returns what believes the authorities of a file, if there is one. */
    static Tls believing(@Nullable Path authorities, Tls tls) throws IOException, Refusal {
        return authorities == null ? tls : tls.believing(Home.file(authorities));
    }

    private Optional<HttpProxy> proxy() throws IOException, Refusal {
        if (proxy == null) {
            if (login != null) {
                throw new ParameterException(spec.commandLine(), "--proxy-login: --proxy is needed, too");
            }
            return Optional.empty();
        }
        HttpProxy between = address(proxy);
        return Optional.of(login == null ? between : known(between, login));
    }

    private HttpProxy address(String text) {
        try {
            HostAndPort address = HostAndPort.fromString(text).requireBracketsForIPv6();
            if (address.hasPort()) {
                return HttpProxy.at(address.getHost(), address.getPort());
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new ParameterException(spec.commandLine(), "--proxy: HOST:PORT expected");
    }

    private static HttpProxy known(HttpProxy proxy, Path file) throws Refusal {
        String text = Home.text(file);
        int colon = text.indexOf(':');
        if (colon > 0) {
            try {
                return proxy.as(text.substring(0, colon), Secret.of(text.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                // Said below, without the text.
            }
        }
        throw Refusal.of("cannot use " + Printable.path(file) + ": a user, a colon and a password expected");
    }
}
