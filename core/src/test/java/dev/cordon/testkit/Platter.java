package dev.cordon.testkit;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Remembers what of a folder is durable. Files and folders go by their keys, which names may come and go to. */
final class Platter {
    /** What a disk writes as a whole. */
    private static final int BLOCK = 64;

    private final Path root;
    private final Map<Object, byte[]> contents = new HashMap<>();
    private final Map<Object, ImmutableSortedMap<String, Object>> names = new HashMap<>();

    Platter(Path root) throws IOException {
        this.root = root;
        syncAll(root);
    }

    private void syncAll(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            syncFile(path, key(path));
            return;
        }
        syncFolder(path);
        try (Stream<Path> entries = Files.list(path)) {
            for (Path entry : entries.toList()) {
                syncAll(entry);
            }
        }
    }

    static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** Takes note of a new file or folder: nothing of it is durable, whatever had its key before. */
    synchronized void created(Path path) throws IOException {
        contents.remove(key(path));
        names.remove(key(path));
    }

    synchronized void syncFile(Path path, Object key) throws IOException {
        contents.put(key, Files.readAllBytes(path));
    }

    synchronized void syncFolder(Path folder) throws IOException {
        names.put(key(folder), present(folder));
    }

    private static ImmutableSortedMap<String, Object> present(Path folder) throws IOException {
        ImmutableSortedMap.Builder<String, Object> present = ImmutableSortedMap.naturalOrder();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                present.put(entry.getFileName().toString(), key(entry));
            }
        }
        return present.buildOrThrow();
    }

    /** Writes what is durable to a folder and, if somebody decides about it, some of the rest. */
    synchronized void write(Path target, Optional<Random> random) throws IOException {
        write(root, key(root), target, random);
    }

    private void write(Path live, Object key, Path target, Optional<Random> random) throws IOException {
        boolean isThere = Files.exists(live) && key(live).equals(key);
        if (!names.containsKey(key) && !(isThere && Files.isDirectory(live))) {
            Files.write(target, content(live, key, isThere, random));
            return;
        }
        Files.createDirectories(target);
        Map<String, Object> durable = names.getOrDefault(key, ImmutableSortedMap.of());
        Map<String, Object> present = isThere ? present(live) : durable;
        for (String name : Sets.union(durable.keySet(), present.keySet())) {
            Optional<Object> before = Optional.ofNullable(durable.get(name));
            Optional<Object> now = Optional.ofNullable(present.get(name));
            Optional<Object> chosen = random.isPresent() && random.get().nextBoolean() ? now : before;
            if (chosen.isPresent()) {
                write(live.resolve(name), chosen.get(), target.resolve(name), random);
            }
        }
    }

    private byte[] content(Path live, Object key, boolean isThere, Optional<Random> random) throws IOException {
        byte[] durable = contents.getOrDefault(key, new byte[0]);
        return random.isPresent() && isThere ? mixed(durable, Files.readAllBytes(live), random.get()) : durable;
    }

    /** Some blocks are as they were, some are new, and where there was nothing some are empty. */
    private static byte[] mixed(byte[] durable, byte[] written, Random random) {
        int shorter = Math.min(durable.length, written.length);
        int longer = Math.max(durable.length, written.length);
        byte[] mixed = new byte[shorter + random.nextInt(longer - shorter + 1)];
        for (int start = 0; start < mixed.length; start += BLOCK) {
            byte[] source = Arrays.copyOf(random.nextBoolean() ? written : durable, longer);
            System.arraycopy(source, start, mixed, start, Math.min(BLOCK, mixed.length - start));
        }
        return mixed;
    }
}
