package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.spi.DefinitionStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps packages for a test and fails where the test wants it to. */
final class MemoryDefinitionStore implements DefinitionStore {
    private final TreeMap<Sequence, DefinitionPackage> packages = new TreeMap<>();
    private Optional<Sequence> active = Optional.empty();
    private final TreeMap<Sequence, Certification> certifications = new TreeMap<>();
    private Optional<Sequence> withdrawn = Optional.empty();
    private final List<RollbackOrder> orders = new ArrayList<>();
    private boolean failsToAdd;
    private boolean failsToActivate;

    void failToAdd() {
        failsToAdd = true;
    }

    void failToActivate() {
        failsToActivate = true;
    }

    void lose(Sequence sequence) {
        packages.remove(sequence);
    }

    @Override
    public void add(DefinitionPackage set) throws IOException {
        if (failsToAdd) {
            throw new IOException("the disk is full");
        }
        packages.put(set.sequence(), set);
    }

    @Override
    public Optional<DefinitionPackage> find(Sequence sequence) {
        return Optional.ofNullable(packages.get(sequence));
    }

    @Override
    public ImmutableSortedSet<Sequence> sequences() {
        return ImmutableSortedSet.copyOf(packages.keySet());
    }

    @Override
    public Optional<Sequence> active() {
        return active;
    }

    @Override
    public void activate(Sequence sequence) throws IOException {
        if (failsToActivate || !packages.containsKey(sequence)) {
            throw new IOException("the disk is broken");
        }
        active = Optional.of(sequence);
    }

    @Override
    public void remove(Sequence sequence) {
        packages.remove(sequence);
        certifications.remove(sequence);
    }

    @Override
    public void certify(Certification certification) {
        certifications.put(certification.sequence(), certification);
    }

    @Override
    public Optional<Certification> certification(Sequence sequence) {
        return Optional.ofNullable(certifications.get(sequence));
    }

    @Override
    public void goBack(Sequence target, Sequence highest) throws IOException {
        activate(target);
        withdrawn = Optional.of(highest);
    }

    @Override
    public Optional<Sequence> withdrawn() {
        return withdrawn;
    }

    @Override
    public void keep(RollbackOrder given) {
        orders.add(given);
    }

    @Override
    public ImmutableList<RollbackOrder> orders() {
        return ImmutableList.copyOf(orders);
    }

    @Override
    public void close() {}
}
