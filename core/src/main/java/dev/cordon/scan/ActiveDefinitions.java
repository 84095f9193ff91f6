package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.spi.DefinitionStore;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The definitions that a place scans and repairs with, and the only way to newer ones and back.
 *
 * <p>A set is put to use after its signature, its files and its databases have been found good and it has been stored;
 * whatever fails on the way leaves the last good set in use. Going back is a local act ({@link #goBack}) or a signed order
 * ({@link #obey}); what was withdrawn by it is not installed again. Safe for use by many threads: installations follow one
 * another, and a scan under way ends with the definitions it began with.
 */
public final class ActiveDefinitions {
    private static final String NO_ENGINE = "none";

    private final DefinitionStore store;
    private final TrustedKeys keys;
    private final Engine engine;
    private final Lock installing = new ReentrantLock();
    private volatile Optional<InUse> inUse;
    private volatile Certifications certifications = Certifications.NONE;

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
        definitions.finishGoingBack();
        return definitions;
    }

    /**
     * Reads what is certified, and loads the set that the store says is in use if it is another than the one that is
     * loaded; needed only where
     * somebody else writes the store. Whatever fails leaves the last good set in use.
     *
     * @return whether another set is in use now
     * @throws WireException {@code unpackage} if the set can't be verified or loaded
     * @throws IOException if the store can't be read or does not hold the set
     */
    public boolean follow() throws IOException {
        installing.lock();
        try {
            certifications = Certifications.read(store, keys);
            Optional<Sequence> active = store.active();
            if (active.isEmpty() || active.equals(sequence())) {
                return false;
            }
            loadKept(active.get());
            return true;
        } finally {
            installing.unlock();
        }
    }

    private void loadKept(Sequence active) throws IOException {
        DefinitionPackage kept = store.find(active)
                .orElseThrow(() -> new IOException("the store does not hold the definitions that are in use"));
        inUse = Optional.of(InUse.of(kept.verify(keys), engine));
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

    /** Returns the lines of the set in use that the engine leaves out, in the order of its databases. */
    public ImmutableList<Engine.UnsupportedLine> unsupported() {
        return inUse.map(now -> now.loaded().unsupported()).orElse(ImmutableList.of());
    }

    /**
     * Verifies, test-loads and stores a package and puts it to use.
     *
     * @param offered the package; its bytes are not needed any more when this returns
     * @return whether it is newly in use; false where it was in use already
     * @throws WireException {@code unpackage} if the package can't be verified or its databases can't be loaded,
     *     {@code superseded} if a newer one is in use, {@code abandoned} if it was withdrawn, {@code declined} if the
     *     store holds other bytes under the same sequence
     * @throws IOException if the store fails
     */
    public boolean install(DefinitionPackage offered) throws IOException {
        installing.lock();
        try {
            DefinitionSet set = offered.verify(keys);
            requireNotSuperseded(set.sequence());
            requireNotWithdrawn(set.sequence());
            requireSameAsKept(offered);
            if (sequence().equals(Optional.of(set.sequence()))) {
                return false;
            }
            use(set, () -> {
                store.add(offered);
                store.activate(set.sequence());
            });
            return true;
        } finally {
            installing.unlock();
        }
    }

    private interface Storing {
        void store() throws IOException;
    }

    /** An engine may have one set at a time: where the store fails, it is given the one in use again. */
    private void use(DefinitionSet set, Storing storing) throws IOException {
        InUse next = InUse.of(set, engine);
        try {
            storing.store();
        } catch (IOException | RuntimeException e) {
            loadAgain(e);
            throw e;
        }
        inUse = Optional.of(next);
    }

    private void loadAgain(Exception failure) {
        try {
            Optional<Sequence> active = sequence();
            if (active.isPresent()) {
                loadKept(active.get());
            }
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void requireNotSuperseded(Sequence offered) throws WireException {
        if (sequence().filter(active -> active.compareTo(offered) > 0).isPresent()) {
            throw new WireException(ErrorCode.SUPERSEDED, "newer definitions are in use");
        }
    }

    private void requireNotWithdrawn(Sequence offered) throws IOException {
        if (isWithdrawn(offered)) {
            throw new WireException(ErrorCode.ABANDONED, "the definitions were withdrawn");
        }
    }

    /** Returns whether a set was withdrawn here, and so is not to be used. */
    public boolean isWithdrawn(Sequence sequence) throws IOException {
        if (sequence().filter(active -> active.compareTo(sequence) >= 0).isPresent()) {
            return false;
        }
        return store.withdrawn()
                        .filter(highest -> sequence.compareTo(highest) <= 0)
                        .isPresent()
                || orders().stream().anyMatch(order -> order.withdraws(sequence));
    }

    private void requireSameAsKept(DefinitionPackage offered) throws IOException {
        Optional<DefinitionPackage> kept = store.find(offered.sequence());
        if (kept.isPresent() && !kept.get().archive().contentEquals(offered.archive())) {
            throw new WireException(ErrorCode.DECLINED, "there are other definitions under this sequence already");
        }
    }

    /** Returns whether the package of a sequence is kept here, in use or not. */
    public boolean holds(Sequence sequence) throws IOException {
        return store.find(sequence).isPresent();
    }

    /**
     * Verifies and keeps a package without putting it to use, so that an order to go back to it can be obeyed.
     *
     * @throws WireException {@code unpackage} if it can't be verified, {@code declined} if the store holds other bytes
     *     under the same sequence
     * @throws IOException if the store fails
     */
    public void add(DefinitionPackage offered) throws IOException {
        installing.lock();
        try {
            var unused = offered.verify(keys);
            requireSameAsKept(offered);
            store.add(offered);
        } finally {
            installing.unlock();
        }
    }

    /**
     * Takes note that a set is certified, if that can be believed of the package that is kept here.
     *
     * @return whether that is news
     * @throws WireException {@code unpackage} if the certification can't be believed; the set stays as it was, certified
     *     or not. {@code unavailable} if the set is not here
     * @throws IOException if the store fails
     */
    public boolean certify(Certification certification) throws IOException {
        installing.lock();
        try {
            if (certification(certification.sequence()).isPresent()) {
                return false;
            }
            DefinitionPackage set = store.find(certification.sequence())
                    .orElseThrow(() -> new WireException(ErrorCode.UNAVAILABLE, "the definitions are not here"));
            certification.verify(set, keys);
            store.certify(certification);
            certifications = certifications.with(certification);
            return true;
        } finally {
            installing.unlock();
        }
    }

    /** Returns the certification of a set; empty where it is not certified. */
    public Optional<Certification> certification(Sequence sequence) {
        return certifications.of(sequence);
    }

    /** Returns the certification of the newest set that is certified, no newer than the one in use. */
    public Optional<Certification> newestCertified() {
        return sequence().flatMap(certifications::newest);
    }

    /** Returns the sequence in use where that set is not certified. */
    public Optional<Sequence> newestNoncertified() {
        return sequence().filter(active -> certification(active).isEmpty());
    }

    /** Returns all sets that are kept here, the oldest first. */
    public ImmutableList<KeptDefinitions> kept() throws IOException {
        ImmutableList.Builder<KeptDefinitions> kept = ImmutableList.builder();
        for (Sequence sequence : store.sequences()) {
            Optional<DefinitionPackage> set = store.find(sequence);
            if (set.isPresent()) {
                kept.add(new KeptDefinitions(
                        sequence,
                        set.get().manifest().version(),
                        certification(sequence).isPresent(),
                        sequence().equals(Optional.of(sequence)),
                        isWithdrawn(sequence)));
            }
        }
        return kept.build();
    }

    /**
     * Removes sets that are not needed here any more. Only sets that are older than the one in use ever are: the sequence of
     * one above it, which was withdrawn, is not to be used again. What stays of the older ones are the newest certified set,
     * which others may be given; that to which the last order goes back; those that somebody waits for; and the last good
     * ones, to go back to. A set up to the highest that was withdrawn is not counted among the good ones, and nothing is
     * removed until there are enough that came after it.
     *
     * @param keep how many good sets before the one in use stay; 1 or more
     * @param awaited the sets that somebody waits for
     * @return the sets that were removed
     * @throws IOException if the store fails; what was removed until then is gone
     */
    public ImmutableSortedSet<Sequence> prune(int keep, Set<Sequence> awaited) throws IOException {
        installing.lock();
        try {
            Set<Sequence> needed = new HashSet<>(awaited);
            newestCertified().map(Certification::sequence).ifPresent(needed::add);
            order().map(RollbackOrder::target).ifPresent(needed::add);
            Pruning pruning = new Pruning(store.sequences(), sequence(), highestWithdrawn(), needed);
            ImmutableSortedSet<Sequence> removed = pruning.unneeded(keep);
            for (Sequence sequence : removed) {
                store.remove(sequence);
            }
            certifications = Certifications.read(store, keys);
            return removed;
        } finally {
            installing.unlock();
        }
    }

    private Optional<Sequence> highestWithdrawn() throws IOException {
        return Stream.concat(store.withdrawn().stream(), orders().stream().map(RollbackOrder::withdrawn))
                .max(Comparator.naturalOrder());
    }

    /**
     * Goes back to an older set that is kept here. Those above it, up to the one that is in use, are withdrawn: they are
     * not installed again. Newer ones are.
     *
     * @throws WireException {@code unavailable} if the set is not here, {@code superseded} if it is not older than the one
     *     in use, {@code unpackage} if it can't be verified or loaded any more
     * @throws IOException if the store fails
     */
    public void goBack(Sequence target) throws IOException {
        installing.lock();
        try {
            Optional<Sequence> present = sequence();
            if (present.filter(active -> active.compareTo(target) > 0).isEmpty()) {
                throw new WireException(ErrorCode.SUPERSEDED, "the definitions are not older than those in use");
            }
            goBack(target, present.get());
        } finally {
            installing.unlock();
        }
    }

    private void goBack(Sequence target, Sequence withdrawn) throws IOException {
        DefinitionPackage kept = store.find(target)
                .orElseThrow(
                        () -> new WireException(ErrorCode.UNAVAILABLE, "the definitions to go back to are not here"));
        use(kept.verify(keys), () -> store.goBack(target, withdrawn));
    }

    /**
     * Carries out a signed order to go back and keeps it, so that it can be passed on. One that is older than what is known
     * here, or whose withdrawn sets were succeeded by a newer one already, changes nothing.
     *
     * <p>If the set to go back to is not here, the order is kept and what it withdraws is not installed; it is carried out
     * when it is heard again and the set is here ({@link #add}).
     *
     * @return whether it was carried out
     * @throws WireException {@code unpackage} if no trusted key has given the order, or the set to go back to can't be
     *     verified or loaded
     * @throws IOException if the store fails
     */
    public boolean obey(RollbackOrder order) throws IOException {
        installing.lock();
        try {
            order.verify(keys);
            if (isOutdated(order)) {
                return false;
            }
            if (!order().equals(Optional.of(order))) {
                store.keep(order);
            }
            return carryOut(order);
        } finally {
            installing.unlock();
        }
    }

    private boolean carryOut(RollbackOrder order) throws IOException {
        if (sequence().filter(order::withdraws).isEmpty() || !holds(order.target())) {
            return false;
        }
        goBack(order.target(), order.withdrawn());
        return true;
    }

    /** An order that was sent earlier must not undo what came after it. */
    private boolean isOutdated(RollbackOrder order) throws IOException {
        Sequence withdrawn = order.withdrawn();
        return sequence().filter(active -> active.compareTo(withdrawn) > 0).isPresent()
                || store.withdrawn()
                        .filter(highest -> highest.compareTo(withdrawn) > 0)
                        .isPresent()
                || order().filter(kept -> kept.withdrawn().compareTo(withdrawn) > 0
                                || kept.given().isAfter(order.given()))
                        .isPresent();
    }

    /** Returns the signed order to go back that was heard last; empty where none was, or none that may be believed. */
    public Optional<RollbackOrder> order() throws IOException {
        return orders().stream().reduce((earlier, later) -> later);
    }

    /** Returns the orders that may be believed. What one of them has withdrawn stays so, whatever was ordered later. */
    private ImmutableList<RollbackOrder> orders() throws IOException {
        try {
            return store.orders().stream().filter(this::isBelieved).collect(ImmutableList.toImmutableList());
        } catch (WireException doubt) {
            return ImmutableList.of();
        }
    }

    private boolean isBelieved(RollbackOrder order) {
        try {
            order.verify(keys);
            return true;
        } catch (WireException doubt) {
            return false;
        }
    }

    /** The process may have ended between keeping an order and carrying it out. */
    private void finishGoingBack() throws IOException {
        Optional<RollbackOrder> order = order();
        if (order.isPresent()) {
            var unused = carryOut(order.get());
        }
    }
}
