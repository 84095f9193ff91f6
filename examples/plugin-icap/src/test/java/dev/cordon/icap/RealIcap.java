package dev.cordon.icap;

import dev.cordon.testkit.RealPart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real c-icap of this test, whose antivirus service asks a real clamd that knows what the test says. */
final class RealIcap implements AutoCloseable {
    private static final Path LIBRARY = Path.of("/usr/lib");

    private final Path folder;
    private final int port;
    private final int securePort;
    private final Closing clamd = new Closing();
    private AutoCloseable process = () -> {};

    private RealIcap(Path folder) throws IOException {
        this.folder = folder;
        this.port = RealPart.freePort();
        this.securePort = RealPart.freePort();
    }

    /** Starts both, with the lines of a database. */
    static RealIcap start(Path folder, String database) throws IOException {
        RealIcap icap = new RealIcap(folder);
        icap.start(database, icap.port, "");
        return icap;
    }

    /**
     * Starts both, and c-icap speaks TLS as well.
     *
     * @param options its key, its certificate, and what else it is told of TLS
     */
    static RealIcap secured(Path folder, String database, String options) throws IOException {
        RealIcap icap = new RealIcap(folder);
        icap.start(database, icap.securePort, "TlsPort 127.0.0.1:" + icap.securePort + " " + options);
        return icap;
    }

    private void start(String database, int awaited, String settings) throws IOException {
        RealPart program = RealPart.named("c-icap");
        Path modules = modules();
        startClamd(database);
        start(program, modules, awaited, settings);
    }

    private static Path modules() throws IOException {
        String module = "c_icap/virus_scan.so";
        try (var found = Files.find(LIBRARY, 3, (path, attributes) -> path.endsWith(module))) {
            return RealPart.present("the virus_scan module of c-icap", found.findFirst())
                    .getParent();
        }
    }

    private void startClamd(String database) throws IOException {
        Path databases = Files.createDirectory(folder.resolve("db"));
        Files.writeString(databases.resolve("test.ndb"), database);
        int clamdPort = RealPart.freePort();
        Path config = Files.writeString(
                folder.resolve("clamd.conf"), """
                TCPSocket %d
                TCPAddr 127.0.0.1
                LocalSocket %s
                DatabaseDirectory %s
                Foreground yes
                AlertExceedsMax yes
                MaxFileSize 2M
                """.formatted(clamdPort, folder.resolve("clamd"), databases));
        clamd.later(RealPart.named("clamd").serving(clamdPort, folder.resolve("clamd.log"), "--config-file=" + config));
    }

    private void start(RealPart program, Path modules, int awaited, String settings) throws IOException {
        Path config = Files.writeString(folder.resolve("c-icap.conf"), """
                PidFile %1$s/c-icap.pid
                CommandsSocket %1$s/c-icap.ctl
                StartServers 1
                MaxServers 1
                MinSpareThreads 2
                MaxSpareThreads 8
                ThreadsPerChild 8
                Port 127.0.0.1:%2$d
                TmpDir %1$s
                ServerName test
                ModulesDir %3$s
                ServicesDir %3$s
                TemplateDir /usr/share/c_icap/templates/
                LoadMagicFile /etc/c-icap/c-icap.magic
                ServerLog %1$s/server.log
                AccessLog %1$s/access.log
                Service echo srv_echo.so
                Module common clamd_mod.so
                clamd_mod.ClamdSocket %1$s/clamd
                Service antivirus_module virus_scan.so
                ServiceAlias avscan virus_scan?allow204=on&sizelimit=off&mode=simple
                virus_scan.ScanFileTypes TEXT DATA EXECUTABLE ARCHIVE GIF JPEG MSOFFICE
                virus_scan.SendPercentData 0
                virus_scan.PassOnError off
                virus_scan.MaxObjectSize 5M
                %4$s
                """.formatted(folder, port, modules, settings));
        process = program.serving(awaited, folder.resolve("c-icap.log"), "-N", "-D", "-f", config.toString());
    }

    IcapConfig config(String service) {
        return IcapConfig.to(URI.create("icap://127.0.0.1:" + port + "/" + service));
    }

    IcapConfig secured(String service) {
        return IcapConfig.to(URI.create("icaps://127.0.0.1:" + securePort + "/" + service));
    }

    /** Ends clamd only. */
    void endClamd() throws Exception {
        clamd.close();
    }

    @Override
    public void close() throws Exception {
        process.close();
        clamd.close();
    }
}
