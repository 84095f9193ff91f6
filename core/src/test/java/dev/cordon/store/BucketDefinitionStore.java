package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.spi.DefinitionStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;

// docs/plugins/definition-store.md: begin
/** Keeps definitions as objects of a bucket. */
public final class BucketDefinitionStore implements DefinitionStore {
    private static final String PACKAGE = "package/";
    private static final String CERTIFIED = "certified/";
    private static final String ORDER = "order/";
    private static final String ACTIVE = "active";
    private static final String WITHDRAWN = "withdrawn";

    private final Bucket bucket;

    /** What a store of objects offers. What it has returned from is durable. */
    public interface Bucket {
        /** Returns the bytes of an object. */
        Optional<byte[]> get(String name) throws IOException;

        /** Writes an object as a whole, in place of the one that is there. */
        void put(String name, byte[] bytes) throws IOException;

        /** Writes an object if there is none of this name, and returns whether it did. */
        boolean create(String name, byte[] bytes) throws IOException;

        /** Deletes an object if it is there. */
        void delete(String name) throws IOException;

        /** Returns the names that begin so. */
        SortedSet<String> names(String beginning) throws IOException;
    }

    /** Makes a store in a bucket of its own; one process at a time may use it. */
    public BucketDefinitionStore(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public void add(DefinitionPackage set) throws IOException {
        String name = PACKAGE + set.sequence();
        byte[] bytes = set.archive().read();
        if (!bucket.create(name, bytes)
                && !Arrays.equals(bytes, bucket.get(name).orElseThrow())) {
            throw new IOException("there is another package of definitions " + set.sequence() + " already");
        }
    }

    @Override
    public Optional<DefinitionPackage> find(Sequence sequence) throws IOException {
        Optional<byte[]> kept = bucket.get(PACKAGE + sequence);
        return kept.isPresent() ? Optional.of(DefinitionPackage.open(ByteSource.wrap(kept.get()))) : Optional.empty();
    }

    @Override
    public ImmutableSortedSet<Sequence> sequences() throws IOException {
        return bucket.names(PACKAGE).stream()
                .map(name -> Sequence.parse(name.substring(PACKAGE.length())))
                .collect(ImmutableSortedSet.toImmutableSortedSet(Sequence::compareTo));
    }

    @Override
    public Optional<Sequence> active() throws IOException {
        return text(ACTIVE).map(Sequence::parse);
    }

    @Override
    public synchronized void activate(Sequence sequence) throws IOException {
        requireThere(sequence);
        put(ACTIVE, sequence.toString());
    }

    /** What goes first is the certification: after a crash in between, the set is there and not certified. */
    @Override
    public synchronized void remove(Sequence sequence) throws IOException {
        if (active().equals(Optional.of(sequence))) {
            throw new IOException("definitions " + sequence + " are in use");
        }
        bucket.delete(CERTIFIED + sequence);
        bucket.delete(PACKAGE + sequence);
    }

    @Override
    public synchronized void certify(Certification certification) throws IOException {
        requireThere(certification.sequence());
        put(CERTIFIED + certification.sequence(), certification.text());
    }

    @Override
    public Optional<Certification> certification(Sequence sequence) throws IOException {
        Optional<String> kept = text(CERTIFIED + sequence);
        return kept.isPresent() ? Optional.of(Certification.parse(kept.get())) : Optional.empty();
    }

    /** What is withdrawn is written first: after a crash in between, the set that was in use still is. */
    @Override
    public synchronized void goBack(Sequence target, Sequence withdrawn) throws IOException {
        requireThere(target);
        Sequence highest =
                highest(withdrawn, highest(active().orElse(target), withdrawn().orElse(target)));
        put(WITHDRAWN, highest.toString());
        put(ACTIVE, target.toString());
    }

    private static Sequence highest(Sequence one, Sequence other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public Optional<Sequence> withdrawn() throws IOException {
        return text(WITHDRAWN).map(Sequence::parse);
    }

    @Override
    public synchronized void keep(RollbackOrder order) throws IOException {
        int number = bucket.names(ORDER).size();
        put(ORDER + String.format("%08d", number), order.text());
    }

    @Override
    public ImmutableList<RollbackOrder> orders() throws IOException {
        ImmutableList.Builder<RollbackOrder> orders = ImmutableList.builder();
        for (String name : bucket.names(ORDER)) {
            order(text(name).orElseThrow()).ifPresent(orders::add);
        }
        return orders.build();
    }

    /** A damaged order costs none of the others. */
    private static Optional<RollbackOrder> order(String text) {
        try {
            return Optional.of(RollbackOrder.parse(text));
        } catch (WireException e) {
            return Optional.empty();
        }
    }

    private void requireThere(Sequence sequence) throws IOException {
        if (bucket.get(PACKAGE + sequence).isEmpty()) {
            throw new IOException("there is no package of definitions " + sequence);
        }
    }

    private Optional<String> text(String name) throws IOException {
        return bucket.get(name).map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    private void put(String name, String text) throws IOException {
        bucket.put(name, text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {}
}
// docs/plugins/definition-store.md: end
