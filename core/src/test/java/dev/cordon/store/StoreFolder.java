package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import com.google.common.io.BaseEncoding;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with a sample store in it, seen from outside. */
record StoreFolder(Path path, Samples samples) {
    static StoreFolder in(Path temporary) {
        return new StoreFolder(temporary.resolve("store"), new Samples(temporary));
    }

    DirectorySampleStore open() throws IOException {
        return DirectorySampleStore.open(path);
    }

    Sample add(DirectorySampleStore store, String id, String captured) throws IOException {
        try (EncodedContent content = samples.content(captured)) {
            return store.add(Samples.received(id, content), content);
        }
    }

    Path content(Sample sample) {
        return path.resolve("content").resolve(sample.digest() + ".msg");
    }

    /** Returns the files of the log, oldest first. */
    ImmutableList<Path> logs() throws IOException {
        return files().stream()
                .filter(file ->
                        file.toString().endsWith(".log") && file.getParent().endsWith("samples"))
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns the last file of the log. */
    Path log() throws IOException {
        return Iterables.getLast(logs());
    }

    ImmutableList<Path> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(path)) {
            return paths.sorted().collect(ImmutableList.toImmutableList());
        }
    }

    ImmutableList<Path> files() throws IOException {
        return everything().stream().filter(Files::isRegularFile).collect(ImmutableList.toImmutableList());
    }

    /** Returns the bytes of all files, in hexadecimal digits. */
    ImmutableSortedMap<Path, String> contents() throws IOException {
        ImmutableSortedMap.Builder<Path, String> contents = ImmutableSortedMap.naturalOrder();
        for (Path file : files()) {
            contents.put(Map.entry(file, BaseEncoding.base16().encode(Files.readAllBytes(file))));
        }
        return contents.buildOrThrow();
    }

    static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
