package dev.cordon.clamav;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.scan.VirusNames;
import dev.cordon.spi.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Scans with clamd and the definitions of the place: their databases are put into clamd's folder, and clamd is told to read
 * it. A set is in use when clamd has shown that it scans with it; until then it goes on with the one before.
 *
 * <p>The built-in engine loads each set first. So what it does not read is refused before clamd gets it, and it repairs what
 * clamd finds. What clamd finds with other databases is found, and goes without the sequence of the set, as the set does not
 * know it. One folder belongs to one engine. Safe for use by many threads.
 */
public final class ClamdEngine implements Engine {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Clamd clamd;
    private final DatabaseFolder folder;
    private final Engine builtIn;

    /**
     * Makes an engine.
     *
     * @param clamd scans; is not closed by this engine
     * @param folder clamd's {@code DatabaseDirectory} on this machine, where this process may write; other databases
     *     there stay as they are
     * @param builtIn checks the sets and makes the repairer, usually a {@link dev.cordon.scan.SignatureEngine}
     */
    public ClamdEngine(Clamd clamd, Path folder, Engine builtIn) {
        this.clamd = clamd;
        this.folder = new DatabaseFolder(folder);
        this.builtIn = builtIn;
    }

    /**
     * Loads a verified set. Where the folder holds it already, as after a restart, clamd is not asked and need not run yet:
     * each session shows before its first scan that it has it.
     *
     * @throws dev.cordon.codec.WireException {@code unpackage} if the built-in engine can't use the databases
     * @throws IOException if the folder can't be written, or clamd can't be reached or does not come to scan with the set
     *     in time; the folder holds what it held before then
     */
    @Override
    public Loaded load(DefinitionSet set) throws IOException {
        Loaded checked = builtIn.load(set);
        Proof proof = Proof.of(set);
        ClamdScanner scanner = new ClamdScanner(clamd, proof, VirusNames.of(set));
        synchronized (folder) {
            if (!folder.holds(set, proof)) {
                replace(set, proof, scanner);
            }
        }
        return new Loaded(scanner, checked.repairer());
    }

    private void replace(DefinitionSet set, Proof proof, ClamdScanner scanner) throws IOException {
        try {
            folder.put(set, proof);
            clamd.reload();
            awaitProof(scanner);
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        folder.keep();
    }

    private void takeBack(IOException cause) {
        try {
            folder.takeBack();
            clamd.reload();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** clamd says that it will read its databases, and does so while it goes on with those it has. */
    private void awaitProof(ClamdScanner scanner) throws IOException {
        long begin = Ticker.systemTicker().read();
        long patience = clamd.config().reloadTimeout().toNanos();
        while (!isShown(scanner)) {
            if (Ticker.systemTicker().read() - begin > patience) {
                throw new IOException(
                        "clamd does not come to scan with the definitions that it was given; its log says why");
            }
            Uninterruptibles.sleepUninterruptibly(PAUSE);
        }
    }

    private boolean isShown(ClamdScanner scanner) throws IOException {
        try {
            return clamd.use(connection -> {
                scanner.prove(connection);
                return true;
            });
        } catch (ClamdScanner.OtherDefinitionsException e) {
            return false;
        }
    }
}
