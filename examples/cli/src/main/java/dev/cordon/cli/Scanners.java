package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Closer;
import dev.cordon.clamav.Clamd;
import dev.cordon.clamav.ClamdEngine;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.icap.IcapConfig;
import dev.cordon.icap.IcapService;
import dev.cordon.icap.SecondOpinion;
import dev.cordon.place.PlaceConfig;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import dev.cordon.transport.Tls;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The scanners outside this process that were named, with the connections to them. They need not be there yet. */
final class Scanners implements Closeable {
    private final Closer connections = Closer.create();
    private final Set<Path> folders = new HashSet<>();

    /** Loads definitions into a clamd, and says which one it is where that fails. */
    private record Loading(ClamdName name, Engine engine) implements Engine {
        @Override
        public Loaded load(DefinitionSet set) throws IOException {
            try {
                return engine.load(set);
            } catch (WireException refused) {
                throw refused;
            } catch (IOException e) {
                throw new IOException(
                        name.clamd().address() + " does not take the definitions (" + Refusal.line(e)
                                + "); see that it runs and reads " + name.databases(),
                        e);
            }
        }
    }

    /** Returns the same configuration for a place that scans with what was chosen. */
    PlaceConfig scanning(PlaceConfig config, EngineChoice chosen) throws IOException, Refusal {
        Engine builtIn = builtIn(config);
        Engine engine = chosen.engine().isPresent() ? engine(chosen.engine().get(), builtIn) : builtIn;
        for (ScannerName other : chosen.also()) {
            engine = new SecondOpinion(engine, scanner(other));
        }
        return config.with(engine);
    }

    /** Returns the built-in engine, which follows the settings of a place. */
    static Engine builtIn(PlaceConfig config) {
        return new SignatureEngine(() -> config.settings().archives());
    }

    /** Returns engines in which sets are tested before they are given out. */
    ImmutableList<Engine> engines(List<ClamdName> names) throws IOException, Refusal {
        ImmutableList.Builder<Engine> engines = ImmutableList.builder();
        for (ClamdName name : names) {
            engines.add(engine(name, new SignatureEngine()));
        }
        return engines.build();
    }

    private Engine engine(ClamdName name, Engine builtIn) throws IOException, Refusal {
        Path folder = name.databases();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw Refusal.of("cannot write into " + Printable.path(folder)
                    + "; databases= names the DatabaseDirectory of clamd on this machine");
        }
        if (!folders.add(folder.toRealPath())) {
            throw Refusal.of("two engines have the folder " + Printable.path(folder)
                    + "; each needs a clamd with a folder of its own");
        }
        Clamd clamd = connections.register(new Clamd(name.clamd().config()));
        return new Loading(name, new ClamdEngine(clamd, folder, builtIn));
    }

    /** Returns a scanner that has definitions of its own. */
    Scanner scanner(ScannerName name) throws IOException, Refusal {
        if (name instanceof ScannerName.OfClamd clamd) {
            return connections.register(new Clamd(clamd.config())).scanner();
        }
        ScannerName.OfIcap icap = (ScannerName.OfIcap) name;
        IcapConfig config = icap.config().isSecure() ? icap.config().with(tls(icap.tls())) : icap.config();
        return connections.register(new IcapService(config)).scanner();
    }

    private static Tls tls(ScannerName.TlsFiles files) throws IOException, Refusal {
        return NetworkOptions.believing(
                files.authorities().orElse(null),
                NetworkOptions.proving(
                        files.keyStore().orElse(null), files.password().orElse(null)));
    }

    /** Ends the connections; nothing is scanned any more. */
    @Override
    public void close() throws IOException {
        connections.close();
    }
}
