package dev.cordon.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a place proves itself with over TLS, and whom it believes. Files are read when they are named; a certificate that
 * is renewed later takes a new start. Immutable.
 */
public final class Tls {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final Tls STANDARD = new Tls(Optional.empty(), Optional.empty());

    private final Optional<KeyManagerFactory> keys;
    private final Optional<TrustManagerFactory> authorities;

    private Tls(Optional<KeyManagerFactory> keys, Optional<TrustManagerFactory> authorities) {
        this.keys = keys;
        this.authorities = authorities;
    }

    /** Returns what has nothing to prove itself with, and believes the authorities that the JDK believes. */
    public static Tls standard() {
        return STANDARD;
    }

    /**
     * Returns a copy that proves itself with the key and the certificates of a file.
     *
     * @param keyStore a PKCS#12 file with one private key and its chain of certificates
     * @param password the password of the file and of the key in it
     * @throws IOException if the file can't be read, is none of that kind, has no key or has another password
     */
    public Tls provingWith(Path keyStore, Secret password) throws IOException {
        char[] characters = password.value().toCharArray();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(keyStore))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            load(store, in, characters, keyStore);
            requireKey(store, keyStore);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, characters);
            return new Tls(Optional.of(factory), authorities);
        } catch (GeneralSecurityException e) {
            throw new IOException("the key store " + keyStore + " can't be used", e);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    /** What the JDK says of a wrong password or another kind of file does not name the file. */
    private static void load(KeyStore store, InputStream in, char[] password, Path file)
            throws IOException, GeneralSecurityException {
        try {
            store.load(in, password);
        } catch (IOException e) {
            throw new IOException("the key store " + file + " is no PKCS#12 file or has another password", e);
        }
    }

    private static void requireKey(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return;
            }
        }
        throw new IOException("the key store " + file + " holds no private key");
    }

    /**
     * Returns a copy that believes certificates that one of these authorities has signed, and no others.
     *
     * @param certificates a file with the certificates of the authorities, one after the other, as PEM
     * @throws IOException if the file can't be read or holds no certificate
     */
    public Tls believing(Path certificates) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(certificates))) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (read.isEmpty()) {
                throw new IOException(certificates + " holds no certificate");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate certificate : read) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return new Tls(keys, Optional.of(factory));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates in " + certificates + " can't be used", e);
        }
    }

    /** Returns whether there is something to prove oneself with. */
    public boolean hasKey() {
        return keys.isPresent();
    }

    /** Returns whether authorities were named. */
    public boolean hasAuthorities() {
        return authorities.isPresent();
    }

    /** Returns a context with these keys and authorities, for connections of either direction. */
    public SSLContext context() {
        try {
            if (!hasKey() && !hasAuthorities()) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory believed = hasAuthorities() ? authorities.orElseThrow() : platform();
            context.init(
                    keys.map(KeyManagerFactory::getKeyManagers).orElse(new KeyManager[0]),
                    believed.getTrustManagers(),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /** Returns parameters that leave the versions before TLS 1.2 out. */
    public SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(VERSIONS.clone());
        return parameters;
    }

    private static TrustManagerFactory platform() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return factory;
    }
}
