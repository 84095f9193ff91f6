package dev.cordon.scan;

import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.spi.DefinitionStore;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The definitions that a place scans and repairs with, and the only way to newer ones.
 *
 * <p>A set is put to use after its signature, its files and its databases have been found good and it has been stored;
 * whatever fails on the way leaves the last good set in use. Safe for use by many threads: installations follow one
 * another, and a scan under way ends with the definitions it began with.
 */
public final class ActiveDefinitions {
    private static final String NO_ENGINE = "none";

    private final DefinitionStore store;
    private final TrustedKeys keys;
    private final Engine engine;
    private final Lock installing = new ReentrantLock();
    private volatile Optional<InUse> inUse;

    private ActiveDefinitions(DefinitionStore store, TrustedKeys keys, Engine engine, Optional<InUse> inUse) {
        this.store = store;
        this.keys = keys;
        this.engine = engine;
        this.inUse = inUse;
    }

    private record InUse(Sequence sequence, DailyVersion version, Engine.Loaded loaded) {
        static InUse of(DefinitionSet set, Engine engine) throws IOException {
            return new InUse(set.sequence(), set.version(), engine.load(set));
        }
    }

    /**
     * Loads the set that the store says is in use, after verifying it again; a store without one is no error.
     *
     * @param store keeps the packages; stays open as long as this object is used, and is not closed by it
     * @param keys whose signatures are accepted
     * @param engine makes scanner and repairer out of a set
     * @throws WireException {@code unpackage} if the stored set can no longer be verified or loaded
     * @throws IOException if the store can't be read or does not hold the set that is in use
     */
    public static ActiveDefinitions open(DefinitionStore store, TrustedKeys keys, Engine engine) throws IOException {
        ActiveDefinitions definitions = new ActiveDefinitions(store, keys, engine, Optional.empty());
        definitions.follow();
        return definitions;
    }

    /**
     * Loads the set that the store says is in use, if it is another than the one that is loaded; needed only where
     * somebody else writes the store. Whatever fails leaves the last good set in use.
     *
     * @return whether another set is in use now
     * @throws WireException {@code unpackage} if the set can't be verified or loaded
     * @throws IOException if the store can't be read or does not hold the set
     */
    public boolean follow() throws IOException {
        installing.lock();
        try {
            Optional<Sequence> active = store.active();
            if (active.isEmpty() || active.equals(sequence())) {
                return false;
            }
            DefinitionPackage kept = store.find(active.get())
                    .orElseThrow(() -> new IOException("the store does not hold the definitions that are in use"));
            inUse = Optional.of(InUse.of(kept.verify(keys), engine));
            return true;
        } finally {
            installing.unlock();
        }
    }

    /**
     * Returns the scanner, always with the definitions in use at that moment; without any its verdict is
     * {@link dev.cordon.spi.Scanner.Obstacle#NO_DEFINITIONS}.
     */
    public Scanner scanner() {
        return this::scan;
    }

    /** Returns the repairer, always with the definitions in use at that moment; without any there is no repair. */
    public Repairer repairer() {
        return this::repair;
    }

    private Scanner.Report scan(Scanner.Request request) {
        Optional<InUse> now = inUse;
        if (now.isPresent()) {
            return now.get().loaded().scanner().scan(request);
        }
        return new Scanner.Report(
                new Scanner.NotScanned(Scanner.Obstacle.NO_DEFINITIONS, "no definitions are installed"),
                new Scanner.Coverage(0, false, NO_ENGINE, Optional.empty(), Optional.empty()));
    }

    private Repairer.Outcome repair(Repairer.Request request, OutputStream sink) throws IOException {
        Optional<InUse> now = inUse;
        return now.isPresent() ? now.get().loaded().repairer().repair(request, sink) : new Repairer.NoRepair();
    }

    /** Returns the sequence in use; empty where there are no definitions. */
    public Optional<Sequence> sequence() {
        return inUse.map(InUse::sequence);
    }

    /** Returns the version in use; empty where there are no definitions. */
    public Optional<DailyVersion> version() {
        return inUse.map(InUse::version);
    }

    /**
     * Verifies, test-loads and stores a package and puts it to use.
     *
     * @param offered the package; its bytes are not needed any more when this returns
     * @return whether it is newly in use; false where it was in use already
     * @throws WireException {@code unpackage} if the package can't be verified or its databases can't be loaded,
     *     {@code superseded} if a newer one is in use, {@code declined} if the store holds other bytes under the same
     *     sequence
     * @throws IOException if the store fails
     */
    public boolean install(DefinitionPackage offered) throws IOException {
        installing.lock();
        try {
            DefinitionSet set = offered.verify(keys);
            requireNotSuperseded(set.sequence());
            requireSameAsKept(offered);
            if (sequence().equals(Optional.of(set.sequence()))) {
                return false;
            }
            InUse next = InUse.of(set, engine);
            store.add(offered);
            store.activate(set.sequence());
            inUse = Optional.of(next);
            return true;
        } finally {
            installing.unlock();
        }
    }

    private void requireNotSuperseded(Sequence offered) throws WireException {
        if (sequence().filter(active -> active.compareTo(offered) > 0).isPresent()) {
            throw new WireException(ErrorCode.SUPERSEDED, "newer definitions are in use");
        }
    }

    private void requireSameAsKept(DefinitionPackage offered) throws IOException {
        Optional<DefinitionPackage> kept = store.find(offered.sequence());
        if (kept.isPresent() && !kept.get().archive().contentEquals(offered.archive())) {
            throw new WireException(ErrorCode.DECLINED, "there are other definitions under this sequence already");
        }
    }
}
