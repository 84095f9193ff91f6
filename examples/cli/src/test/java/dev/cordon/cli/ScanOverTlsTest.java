package dev.cordon.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Joiner;
import com.google.common.collect.Lists;
import dev.cordon.testkit.Certificates;
import dev.cordon.transport.Tls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cordon scan} with an ICAP server over TLS that finds nothing, and wants to know who asks. */
class ScanOverTlsTest {
    private static final String OPTIONS =
            "ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\nISTag: \"one\"\r\nEncapsulated: null-body=0\r\n\r\n";
    private static final String NOTHING = "ICAP/1.0 204 No Content\r\nISTag: \"one\"\r\n\r\n";

    @TempDir
    private static Path folder;

    private static Tls server = Tls.standard();
    private static String authority = "";
    private static String keyStore = "";
    private static String password = "";
    private static String file = "";

    private SSLServerSocket listening;

    @BeforeAll
    static void sign() throws Exception {
        Certificates ours = Certificates.of("ours", folder);
        server = Tls.standard()
                .provingWith(ours.signed("server", "ip:127.0.0.1"), Certificates.PASSWORD)
                .believing(ours.file());
        authority = ours.file().toString();
        keyStore = ours.signed("client", "dns:client.example").toString();
        password = Files.writeString(folder.resolve("password"), Certificates.PASSWORD.value())
                .toString();
        file = Files.writeString(folder.resolve("clean"), "nothing in here").toString();
    }

    @BeforeEach
    void listen() throws IOException {
        listening = (SSLServerSocket)
                server.context().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening.setNeedClientAuth(true);
        Thread thread = new Thread(this::serve, "ICAP server");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket caller = listening.accept()) {
                BufferedReader said = new BufferedReader(new InputStreamReader(caller.getInputStream(), US_ASCII));
                while (true) {
                    boolean options = said.readLine().startsWith("OPTIONS");
                    readTo(options ? "" : "0", said);
                    caller.getOutputStream().write((options ? OPTIONS : NOTHING).getBytes(US_ASCII));
                    if (!options) {
                        readTo("", said);
                    }
                }
            } catch (IOException | RuntimeException e) {
                // Whoever has connected has gone or was not let in, or the test is over.
            }
        }
    }

    private static void readTo(String end, BufferedReader said) throws IOException {
        String line = said.readLine();
        while (!line.equals(end)) {
            line = said.readLine();
        }
    }

    private String[] scanning(String... words) {
        String engine = "icaps://127.0.0.1:" + listening.getLocalPort() + "/scan";
        return new String[] {"scan", file, "--engine", Joiner.on(',').join(Lists.asList(engine, words))};
    }

    @Test
    void whoIsBelievedAndBelievesScans() {
        Cordon.Run run =
                Cordon.run(scanning("ca=" + authority, "keyStore=" + keyStore, "keyStorePassword=" + password));

        assertThat(run.out()).contains("nothing found in 1");
        assertThat(run.exit()).isZero();
    }

    @Test
    void whoIsNotBelievedScansNothing() {
        Cordon.Run run = Cordon.answer(scanning("keyStore=" + keyStore, "keyStorePassword=" + password));

        assertThat(run.out()).contains("no secure connection");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void whoDoesNotBelieveScansNothing() {
        Cordon.Run run = Cordon.answer(scanning("ca=" + authority));

        assertThat(run.out()).contains("1 could not be scanned");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void aFileThatHoldsNoCertificateIsNamed() {
        Cordon.Run run = Cordon.run(scanning("ca=" + file));

        assertThat(run.err()).startsWith("cordon: ").contains(file);
        assertThat(run.exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyStore", "keyStorePassword"})
    void aKeyStoreAndItsPasswordNeedEachOther(String word) {
        Cordon.Run run = Cordon.run(scanning(word + "=" + password));

        assertThat(run.err()).contains("keyStore=FILE and keyStorePassword=FILE");
        assertThat(run.exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"icap://127.0.0.1:1/scan", "clamd:127.0.0.1:1", "signature"})
    void anEngineWithoutTlsBelievesNobody(String engine) {
        Cordon.Run run = Cordon.run("scan", file, "--engine", engine + ",ca=" + authority);

        assertThat(run.err()).contains("--engine", "icaps:");
        assertThat(run.exit()).isEqualTo(2);
    }
}
