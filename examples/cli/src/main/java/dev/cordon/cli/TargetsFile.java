package dev.cordon.cli;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Closer;
import dev.cordon.spi.Transport;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import dev.cordon.transport.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The clients that a server pushes definitions to: on each line the GUID of one, a blank and where it listens. */
final class TargetsFile implements Closeable {
    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    private final ImmutableMap<String, Transport> targets;

    private TargetsFile(Map<String, Transport> targets) {
        this.targets = ImmutableMap.copyOf(targets);
    }

    /** Returns no targets. */
    static TargetsFile none() {
        return new TargetsFile(Map.of());
    }

    /**
     * Reads a file.
     *
     * @throws Refusal if a line makes no sense; says file and number of the line
     */
    static TargetsFile read(Path file, RunOptions options) throws IOException, Refusal {
        Map<String, Transport> targets = new HashMap<>();
        Optional<Secret> token = options.token();
        int number = 0;
        for (String line : Home.text(file).lines().toList()) {
            number++;
            List<String> words = WORDS.splitToList(line);
            if (words.isEmpty() || words.get(0).startsWith("#")) {
                continue;
            }
            HttpTransportConfig way =
                    way(words).orElseThrow(refusal(file, number, "the GUID of a client and its address expected"));
            HttpTransportConfig known =
                    options.network().way(token.map(way::authenticating).orElse(way));
            if (targets.put(words.get(0), new HttpTransport(known, options.clock())) != null) {
                throw refusal(file, number, "a client that is there already").get();
            }
        }
        return new TargetsFile(targets);
    }

    private static Optional<HttpTransportConfig> way(List<String> words) {
        try {
            return words.size() == 2 ? Optional.of(HttpTransportConfig.to(URI.create(words.get(1)))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Supplier<Refusal> refusal(Path file, int line, String reason) {
        return () -> Refusal.of(Printable.path(file) + ": line " + line + ": " + reason);
    }

    /** Returns the way to a client; empty for one that is not in the file. */
    Optional<Transport> find(String guid) {
        return Optional.ofNullable(targets.get(guid));
    }

    @Override
    public void close() throws IOException {
        Closer closer = Closer.create();
        targets.values().forEach(closer::register);
        closer.close();
    }
}
