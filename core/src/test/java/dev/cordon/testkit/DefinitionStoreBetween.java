package dev.cordon.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.spi.DefinitionStore;
import java.io.IOException;
import java.util.Optional;

/** A store of definitions that does what another one does; override the step that is meant. */
public class DefinitionStoreBetween implements DefinitionStore {
    private final DefinitionStore store;

    /** Puts it before a store. */
    public DefinitionStoreBetween(DefinitionStore store) {
        this.store = store;
    }

    @Override
    public void add(DefinitionPackage set) throws IOException {
        store.add(set);
    }

    @Override
    public Optional<DefinitionPackage> find(Sequence sequence) throws IOException {
        return store.find(sequence);
    }

    @Override
    public ImmutableSortedSet<Sequence> sequences() throws IOException {
        return store.sequences();
    }

    @Override
    public Optional<Sequence> active() throws IOException {
        return store.active();
    }

    @Override
    public void activate(Sequence sequence) throws IOException {
        store.activate(sequence);
    }

    @Override
    public void remove(Sequence sequence) throws IOException {
        store.remove(sequence);
    }

    @Override
    public void certify(Certification certification) throws IOException {
        store.certify(certification);
    }

    @Override
    public Optional<Certification> certification(Sequence sequence) throws IOException {
        return store.certification(sequence);
    }

    @Override
    public void goBack(Sequence target, Sequence withdrawn) throws IOException {
        store.goBack(target, withdrawn);
    }

    @Override
    public Optional<Sequence> withdrawn() throws IOException {
        return store.withdrawn();
    }

    @Override
    public void keep(RollbackOrder order) throws IOException {
        store.keep(order);
    }

    @Override
    public ImmutableList<RollbackOrder> orders() throws IOException {
        return store.orders();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
