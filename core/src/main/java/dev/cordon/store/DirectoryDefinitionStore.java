package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Ordering;
import com.google.common.io.MoreFiles;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.spi.DefinitionStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps packages of definitions as files {@code <8-digit sequence>.all.zip} in one folder, beside a file {@code active}
 * that holds the sequence in use. The certification of a package is in {@code <8-digit sequence>.certified}, the highest
 * sequence that was withdrawn in {@code withdrawn}, and a signed order to go back in {@code rollback}. All are written as a
 * whole and are durable. Files can be read by their owner only, where the file system has permissions.
 *
 * <p>Packages are kept as they are, believed or not: what is to be believed is decided by {@link
 * DefinitionPackage#verify} whenever a set is loaded.
 */
public final class DirectoryDefinitionStore implements DefinitionStore {
    private static final String PACKAGE = ".all.zip";
    private static final String ACTIVE = "active";
    private static final String CERTIFIED = ".certified";
    private static final String WITHDRAWN = "withdrawn";
    private static final String ROLLBACK = "rollback";

    private final Path folder;
    private final DurableFiles files;

    private DirectoryDefinitionStore(Path folder) {
        this.folder = folder;
        this.files = new DurableFiles(folder);
    }

    /**
     * Opens the store in a folder, and deletes what was half-written when the last process ended.
     *
     * @param folder the folder, which is created if it is not there
     * @return the store
     * @throws IOException if the folder can't be read or written
     */
    public static DirectoryDefinitionStore open(Path folder) throws IOException {
        Path root = folder.toAbsolutePath();
        DurableFiles.createFolder(root);
        OwnerOnly.close(root);
        for (Path file : Subfolders.entries(root)) {
            if (file.getFileName().toString().endsWith(DurableFiles.UNFINISHED)) {
                DurableFiles.delete(file);
            }
        }
        // What is found here is shown to others, who count on it; the last process may have been killed before it could
        // see
        // to the names.
        DurableFiles.sync(root);
        return new DirectoryDefinitionStore(root);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException if another package of this sequence is there already
     */
    @Override
    public synchronized void add(DefinitionPackage set) throws IOException {
        Path file = file(set.sequence());
        if (!Files.exists(file)) {
            create(file, set);
            return;
        }
        if (!MoreFiles.asByteSource(file).contentEquals(set.archive())) {
            throw new IOException("there is another package of definitions " + set.sequence() + " already");
        }
    }

    private void create(Path file, DefinitionPackage set) throws IOException {
        try {
            files.write(file, set.archive()::copyTo);
        } catch (IOException | RuntimeException e) {
            DurableFiles.afterFailure(e, () -> DurableFiles.delete(file));
            throw e;
        }
    }

    @Override
    public Optional<DefinitionPackage> find(Sequence sequence) throws IOException {
        Path file = file(sequence);
        return Files.exists(file)
                ? Optional.of(DefinitionPackage.open(MoreFiles.asByteSource(file)))
                : Optional.empty();
    }

    @Override
    public ImmutableSortedSet<Sequence> sequences() throws IOException {
        ImmutableSortedSet.Builder<Sequence> sequences = ImmutableSortedSet.naturalOrder();
        for (Path file : Subfolders.entries(folder)) {
            String name = file.getFileName().toString();
            if (name.matches("[0-9]{8}\\.all\\.zip")) {
                sequences.add(Sequence.parse(name.substring(0, name.length() - PACKAGE.length())));
            }
        }
        return sequences.build();
    }

    @Override
    public synchronized Optional<Sequence> active() throws IOException {
        return sequence(ACTIVE, "the file that names the definitions in use can't be read");
    }

    private Optional<Sequence> sequence(String name, String complaint) throws IOException {
        try {
            return text(name).map(Sequence::parse);
        } catch (IllegalArgumentException e) {
            throw new IOException(complaint, e);
        }
    }

    private Optional<String> text(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file)
                ? Optional.of(
                        Files.readString(file, StandardCharsets.ISO_8859_1).trim())
                : Optional.empty();
    }

    @Override
    public synchronized void activate(Sequence sequence) throws IOException {
        requireThere(sequence);
        Optional<Sequence> before = active();
        try {
            point(sequence);
        } catch (IOException | RuntimeException e) {
            DurableFiles.afterFailure(e, () -> pointBack(before));
            throw e;
        }
    }

    private void pointBack(Optional<Sequence> before) throws IOException {
        if (before.isPresent()) {
            point(before.get());
            return;
        }
        DurableFiles.delete(folder.resolve(ACTIVE));
    }

    private void point(Sequence sequence) throws IOException {
        write(ACTIVE, sequence.toString());
    }

    private void write(String name, String line) throws IOException {
        files.write(folder.resolve(name), (line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The certification goes first: after a crash in between, the set is there and not certified.
     */
    @Override
    public synchronized void remove(Sequence sequence) throws IOException {
        if (active().equals(Optional.of(sequence))) {
            throw new IOException("definitions " + sequence + " are in use");
        }
        DurableFiles.delete(folder.resolve(sequence + CERTIFIED));
        DurableFiles.delete(file(sequence));
    }

    @Override
    public synchronized void certify(Certification certification) throws IOException {
        requireThere(certification.sequence());
        write(certification.sequence() + CERTIFIED, certification.text());
    }

    @Override
    public Optional<Certification> certification(Sequence sequence) throws IOException {
        Optional<String> kept = text(sequence + CERTIFIED);
        return kept.isPresent() ? Optional.of(Certification.parse(kept.get())) : Optional.empty();
    }

    /**
     * {@inheritDoc}
     *
     * <p>What is withdrawn is written first: after a crash in between, the set that was in use still is, and a set in use
     * is never taken for withdrawn.
     */
    @Override
    public synchronized void goBack(Sequence target, Sequence withdrawn) throws IOException {
        requireThere(target);
        Sequence highest =
                Stream.concat(withdrawn().stream(), active().stream()).reduce(withdrawn, Ordering.natural()::max);
        write(WITHDRAWN, highest.toString());
        activate(target);
    }

    @Override
    public Optional<Sequence> withdrawn() throws IOException {
        return sequence(WITHDRAWN, "the file that names the definitions that were withdrawn can't be read");
    }

    @Override
    public synchronized void keep(RollbackOrder order) throws IOException {
        write(ROLLBACK, text(ROLLBACK).map(kept -> kept + "\n").orElse("") + order.text());
    }

    @Override
    public ImmutableList<RollbackOrder> orders() throws IOException {
        ImmutableList.Builder<RollbackOrder> orders = ImmutableList.builder();
        for (String line : text(ROLLBACK).orElse("").lines().toList()) {
            order(line).ifPresent(orders::add);
        }
        return orders.build();
    }

    /** A damaged order can be believed as little as an unsigned one; those beside it can. */
    private static Optional<RollbackOrder> order(String line) {
        try {
            return Optional.of(RollbackOrder.parse(line));
        } catch (WireException e) {
            return Optional.empty();
        }
    }

    private void requireThere(Sequence sequence) throws IOException {
        if (!Files.exists(file(sequence))) {
            throw new IOException("there is no package of definitions " + sequence);
        }
    }

    /** Does nothing: the store holds nothing open. */
    @Override
    public void close() {}

    private Path file(Sequence sequence) {
        return folder.resolve(sequence + PACKAGE);
    }
}
