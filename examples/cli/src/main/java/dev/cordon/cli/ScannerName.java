package dev.cordon.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.net.HostAndPort;
import dev.cordon.clamav.ClamdConfig;
import dev.cordon.icap.IcapConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A scanner outside this process, with definitions of its own, as options and settings name it. */
sealed interface ScannerName {
    /** What is expected where one of these is. */
    String EXPECTED =
            "clamd:HOST:PORT, clamd:unix:PATH, icap://HOST:PORT/SERVICE or icaps://HOST:PORT/SERVICE, with ca=FILE, "
                    + "keyStore=FILE and keyStorePassword=FILE behind it,";

    /** How large a content it is sent at the most. */
    String UP_TO = "upTo";

    /** A clamd. */
    record OfClamd(String address, ClamdConfig config) implements ScannerName {}

    /**
     * The service of an ICAP server.
     *
     * @param config where it is; over TLS it believes the authorities of Java and proves nothing
     * @param tls what is said of TLS beside it
     */
    record OfIcap(IcapConfig config, TlsFiles tls) implements ScannerName {}

    /**
     * Whom to believe over TLS, and what to prove oneself with.
     *
     * @param authorities the certificates (PEM) of those who vouch for the server; empty for those of Java
     * @param keyStore a PKCS#12 file with a key and its certificates, where the server wants that
     * @param password a file with the password of that key store; there if the key store is
     */
    record TlsFiles(Optional<Path> authorities, Optional<Path> keyStore, Optional<Path> password) {
        private static final String CA = "ca";
        private static final String KEY_STORE = "keyStore";
        private static final String PASSWORD = "keyStorePassword";

        static final ImmutableSet<String> WORDS = ImmutableSet.of(CA, KEY_STORE, PASSWORD);

        static TlsFiles of(Words words) {
            TlsFiles files = new TlsFiles(words.path(CA), words.path(KEY_STORE), words.path(PASSWORD));
            if (files.keyStore().isPresent() != files.password().isPresent()) {
                throw new IllegalArgumentException("a key store and its password need each other");
            }
            return files;
        }
    }

    /**
     * Returns the scanner of a name.
     *
     * @throws IllegalArgumentException if it is none; {@link #EXPECTED} says what was expected
     */
    static ScannerName parse(String text) {
        Words words = text.startsWith("icaps:")
                ? Words.of(text, Sets.union(ImmutableSet.of(UP_TO), TlsFiles.WORDS))
                : Words.of(text, ImmutableSet.of(UP_TO));
        return words.address().startsWith("icap") ? icap(words) : clamd(words);
    }

    private static OfIcap icap(Words words) {
        IcapConfig config = IcapConfig.to(URI.create(words.address()));
        return new OfIcap(words.upTo().map(config::upTo).orElse(config), TlsFiles.of(words));
    }

    /** Returns the clamd of a name. */
    static OfClamd clamd(Words words) {
        if (!words.address().startsWith("clamd:")) {
            throw new IllegalArgumentException("no such scanner");
        }
        ClamdConfig config = clamd(words.address().substring("clamd:".length()));
        return new OfClamd(words.address(), words.upTo().map(config::upTo).orElse(config));
    }

    private static ClamdConfig clamd(String address) {
        String path = address.startsWith("unix:") ? address.substring("unix:".length()) : address;
        if (path.startsWith("/")) {
            return ClamdConfig.unix(Path.of(path));
        }
        HostAndPort place = HostAndPort.fromString(address).requireBracketsForIPv6();
        if (!place.hasPort() || place.getHost().isEmpty()) {
            throw new IllegalArgumentException("a host and a port are missing");
        }
        return ClamdConfig.tcp(place.getHost(), place.getPort());
    }

    /**
     * The words of a name: an address, and what is said beside it after commas.
     *
     * @param address where it is
     * @param more the rest, {@code key=value}
     */
    record Words(String address, ImmutableMap<String, String> more) {
        /**
         * Takes a name apart.
         *
         * @param known the keys that there may be
         */
        static Words of(String text, Set<String> known) {
            List<String> parts = Splitter.on(',').limit(2).splitToList(text);
            Map<String, String> more = parts.size() < 2
                    ? ImmutableMap.of()
                    : Splitter.on(',')
                            .withKeyValueSeparator(Splitter.on('=').limit(2))
                            .split(parts.get(1));
            if (!known.containsAll(more.keySet())) {
                throw new IllegalArgumentException("an unknown word");
            }
            return new Words(parts.get(0), ImmutableMap.copyOf(more));
        }

        Optional<Path> path(String word) {
            return Optional.ofNullable(more.get(word)).map(Path::of);
        }

        Optional<Long> upTo() {
            return Optional.ofNullable(more.get(UP_TO)).map(SettingsFile::size);
        }
    }
}
