package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.cordon.transport.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/** An authority of a test's own, and the certificates that it signs, made with the JDK's keytool. */
public final class Certificates {
    public static final Secret PASSWORD = Secret.of("changeit");

    private final Path folder;
    private final String name;

    private Certificates(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Makes an authority. */
    public static Certificates of(String name, Path folder) throws IOException, InterruptedException {
        Certificates authority = new Certificates(folder, name);
        Path store = authority.store(name);
        keytool("-genkeypair", "-keystore", store, "-alias", name, "-dname", "CN=" + name, "-ext", "bc:c");
        keytool("-exportcert", "-rfc", "-keystore", store, "-alias", name, "-file", authority.file());
        return authority;
    }

    /** Returns the file with the authority's certificate, as PEM. */
    public Path file() {
        return folder.resolve(name + ".pem");
    }

    /** Returns a new key store with a key and its certificate for some names. */
    public Path signed(String alias, String names) throws IOException, InterruptedException {
        return signed(alias, names, "-1H");
    }

    /** Returns the same with a certificate that has run out. */
    public Path expired(String alias, String names) throws IOException, InterruptedException {
        return signed(alias, names, "-60d");
    }

    private Path signed(String alias, String names, String since) throws IOException, InterruptedException {
        Path store = store(alias);
        Path request = folder.resolve(alias + ".csr");
        Path certificate = folder.resolve(alias + ".crt");
        keytool("-genkeypair", "-keystore", store, "-alias", alias, "-dname", "CN=" + alias);
        keytool("-certreq", "-keystore", store, "-alias", alias, "-file", request);
        keytool(
                "-gencert",
                "-rfc",
                "-keystore",
                store(name),
                "-alias",
                name,
                "-infile",
                request,
                "-outfile",
                certificate,
                "-startdate",
                since,
                "-validity",
                "30",
                "-ext",
                "san=" + names);
        keytool("-importcert", "-noprompt", "-keystore", store, "-alias", name, "-file", file());
        keytool("-importcert", "-keystore", store, "-alias", alias, "-file", certificate);
        return store;
    }

    /** Returns a new file with a key and its chain of certificates, as PEM. */
    public Path pem(String alias) throws IOException, GeneralSecurityException {
        KeyStore store =
                KeyStore.getInstance(store(alias).toFile(), PASSWORD.value().toCharArray());
        StringBuilder text = new StringBuilder();
        for (Certificate certificate : store.getCertificateChain(alias)) {
            block("CERTIFICATE", certificate.getEncoded(), text);
        }
        Key key = store.getKey(alias, PASSWORD.value().toCharArray());
        block("PRIVATE KEY", key.getEncoded(), text);
        return Files.writeString(folder.resolve(alias + ".pem"), text);
    }

    private static void block(String what, byte[] bytes, StringBuilder text) {
        text.append("-----BEGIN ").append(what).append("-----\n");
        text.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes));
        text.append("\n-----END ").append(what).append("-----\n");
    }

    private Path store(String alias) {
        return folder.resolve(alias + ".p12");
    }

    private static void keytool(Object... arguments) throws IOException, InterruptedException {
        ImmutableList.Builder<String> command = ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.add("-storetype", "PKCS12", "-storepass", PASSWORD.value());
        if (arguments[0].equals("-genkeypair")) {
            command.add("-keyalg", "EC", "-validity", "30");
        }
        run(command.build());
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
