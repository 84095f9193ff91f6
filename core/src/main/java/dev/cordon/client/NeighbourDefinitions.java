package dev.cordon.client;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.io.MoreFiles;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.spi.DefinitionStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The definitions of another product on this computer, read where its {@link dev.cordon.store.DirectoryDefinitionStore}
 * keeps them; nothing is ever written there. The neighbour replaces its files as a whole, so it may go on meanwhile. Who
 * uses what is read verifies it against keys of its own.
 */
public final class NeighbourDefinitions implements DefinitionStore {
    private static final String PACKAGE = ".all.zip";
    private static final String ACTIVE = "active";
    private static final String CERTIFIED = ".certified";
    private static final Pattern NAME = Pattern.compile("[0-9]{8}\\.all\\.zip");

    private final Path folder;

    private NeighbourDefinitions(Path folder) {
        this.folder = folder;
    }

    /** Returns the definitions in a folder; there are none until the neighbour has put some there. */
    public static NeighbourDefinitions in(Path folder) {
        return new NeighbourDefinitions(folder.toAbsolutePath());
    }

    /**
     * Refuses.
     *
     * @throws IOException always
     */
    @Override
    public void add(DefinitionPackage set) throws IOException {
        throw new IOException("the definitions belong to a neighbour; install them there");
    }

    /**
     * Refuses.
     *
     * @throws IOException always
     */
    @Override
    public void activate(Sequence sequence) throws IOException {
        throw new IOException("the definitions belong to a neighbour; put others to use there");
    }

    /**
     * Refuses.
     *
     * @throws IOException always
     */
    @Override
    public void remove(Sequence sequence) throws IOException {
        throw new IOException("the definitions belong to a neighbour; remove them there");
    }

    @Override
    public Optional<DefinitionPackage> find(Sequence sequence) throws IOException {
        Path file = folder.resolve(sequence + PACKAGE);
        return Files.isRegularFile(file)
                ? Optional.of(DefinitionPackage.open(MoreFiles.asByteSource(file)))
                : Optional.empty();
    }

    @Override
    public ImmutableSortedSet<Sequence> sequences() throws IOException {
        ImmutableSortedSet.Builder<Sequence> sequences = ImmutableSortedSet.naturalOrder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (NAME.matcher(name).matches()) {
                    sequences.add(Sequence.parse(name.substring(0, name.length() - PACKAGE.length())));
                }
            }
        } catch (NoSuchFileException e) {
            return ImmutableSortedSet.of();
        }
        return sequences.build();
    }

    @Override
    public Optional<Sequence> active() throws IOException {
        try {
            return text(ACTIVE).map(Sequence::parse);
        } catch (IllegalArgumentException e) {
            throw new IOException("the file that names the neighbour's definitions can't be read", e);
        }
    }

    private Optional<String> text(String name) throws IOException {
        try {
            return Optional.of(Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1)
                    .trim());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Refuses.
     *
     * @throws IOException always
     */
    @Override
    public void certify(Certification certification) throws IOException {
        throw new IOException("the definitions belong to a neighbour; certify them there");
    }

    @Override
    public Optional<Certification> certification(Sequence sequence) throws IOException {
        Optional<String> kept = text(sequence + CERTIFIED);
        return kept.isPresent() ? Optional.of(Certification.parse(kept.get())) : Optional.empty();
    }

    /**
     * Refuses.
     *
     * @throws IOException always
     */
    @Override
    public void goBack(Sequence target, Sequence withdrawn) throws IOException {
        throw new IOException("the definitions belong to a neighbour; go back there");
    }

    /** Returns nothing: the neighbour minds it. */
    @Override
    public Optional<Sequence> withdrawn() {
        return Optional.empty();
    }

    /**
     * Refuses.
     *
     * @throws IOException always
     */
    @Override
    public void keep(RollbackOrder order) throws IOException {
        throw new IOException("the definitions belong to a neighbour; go back there");
    }

    /** Returns nothing: the neighbour passes orders on. */
    @Override
    public ImmutableList<RollbackOrder> orders() {
        return ImmutableList.of();
    }

    /** Does nothing: nothing is held open. */
    @Override
    public void close() {}
}
