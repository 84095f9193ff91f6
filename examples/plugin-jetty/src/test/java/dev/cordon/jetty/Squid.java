package dev.cordon.jetty;

import dev.cordon.testkit.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Squid as a proxy of a site: it lets out {@code office} with the password {@code let-us-out} and nobody else, and knows
 * {@code place.example} and {@code other.example} as names of this machine.
 */
public final class Squid implements AutoCloseable {
    private final AutoCloseable process;
    private final int port;

    private Squid(AutoCloseable process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param folder where it keeps its files; everybody may write there, as squid works as a user of its own
     */
    public static Squid start(Path folder) throws IOException {
        RealPart squid = RealPart.named("squid");
        int port = RealPart.freePort();
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 place.example other.example\n");
        Path login = Files.writeString(folder.resolve("login"), """
                #!/bin/sh
                while read user password; do
                    [ "$user:$password" = office:let-us-out ] && echo OK || echo ERR
                done
                """);
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path config = Files.writeString(folder.resolve("squid.conf"), """
                http_port 127.0.0.1:%2$d
                visible_hostname localhost
                pid_filename none
                cache_log %1$s/cache.log
                access_log stdio:%1$s/access.log
                buffered_logs off
                coredump_dir %1$s
                hosts_file %3$s
                cache deny all
                cache_mem 8 MB
                pinger_enable off
                shutdown_lifetime 0 seconds
                auth_param basic program %4$s
                auth_param basic children 1
                auth_param basic realm test
                acl known proxy_auth REQUIRED
                http_access allow known
                http_access deny all
                """.formatted(folder, port, hosts, login));
        return new Squid(squid.serving(port, folder.resolve("squid.log"), "-N", "-f", config.toString()), port);
    }

    /** Returns where it listens on this machine. */
    public int port() {
        return port;
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
