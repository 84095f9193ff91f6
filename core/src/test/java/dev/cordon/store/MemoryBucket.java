package dev.cordon.store;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** A bucket in memory. */
final class MemoryBucket implements BucketDefinitionStore.Bucket {
    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(objects.get(name)).map(byte[]::clone);
    }

    @Override
    public void put(String name, byte[] bytes) {
        objects.put(name, bytes.clone());
    }

    @Override
    public boolean create(String name, byte[] bytes) {
        return objects.putIfAbsent(name, bytes.clone()) == null;
    }

    @Override
    public void delete(String name) {
        objects.remove(name);
    }

    @Override
    public SortedSet<String> names(String beginning) {
        return ImmutableSortedSet.copyOf(
                objects.subMap(beginning, beginning + Character.MAX_VALUE).keySet());
    }
}
