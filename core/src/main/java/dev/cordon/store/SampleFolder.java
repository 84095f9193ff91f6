package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.HeaderWriter;
import dev.cordon.codec.Key;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of samples, two files each in {@code <first 2 letters of the id>/}: the attributes as a message without
 * content, and the {@link Journal}. A sample is there as soon as its attributes are, and in the state that they say.
 */
final class SampleFolder {
    static final String ATTRIBUTES = ".attributes";
    static final String JOURNAL = ".journal";
    private static final ImmutableSet<Key<?>> ESSENTIAL = ImmutableSet.of(
            Attributes.SAMPLE_STATUS, Attributes.SAMPLE_CHANGES, ContentKeys.SAMPLE_SIZE, ContentKeys.SAMPLE_DIGEST);

    /** More than a message may hold, because a place adds to what it has received. */
    private static final HeaderReader READER =
            new HeaderReader(new HeaderLimits(1 << 20, 1 << 10, 64 << 10, ImmutableMap.of()));

    private final Path folder;
    private final DurableFiles files;

    SampleFolder(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * A sample as it was found.
     *
     * @param sample the sample
     * @param journal its journal; what stands behind its end has to be cut off
     */
    record Found(Sample sample, Journal journal) {
        HashCode digest() {
            return sample.digest();
        }
    }

    /** Returns whether a sample has the attributes without which it can't be kept. */
    static boolean isComplete(Header attributes) {
        return ESSENTIAL.stream().allMatch(key -> attributes.find(key).isPresent());
    }

    /** Writes a new sample and returns the length of its journal. */
    long create(Sample sample) throws IOException {
        byte[] attributes = bytes(sample.attributes());
        byte[] lines = Journal.lines(sample);
        Path file = file(sample.id(), ATTRIBUTES);
        Path journal = file(sample.id(), JOURNAL);
        try {
            DurableFiles.createFolder(file.resolveSibling(""));
            long length = DurableFiles.append(journal, 0, lines);
            files.write(file, attributes);
            return length;
        } catch (IOException | RuntimeException e) {
            DurableFiles.afterFailure(e, () -> DurableFiles.delete(file));
            DurableFiles.afterFailure(e, () -> DurableFiles.delete(journal));
            throw e;
        }
    }

    /**
     * Writes what has changed and returns the new length of the journal.
     *
     * @param length the length of the journal that belongs to {@code before}
     */
    long replace(Sample before, Sample after, long length) throws IOException {
        byte[] attributes = bytes(after.attributes());
        byte[] lines = Journal.lines(before, after);
        Path file = file(after.id(), ATTRIBUTES);
        Path journal = file(after.id(), JOURNAL);
        // Lines without attributes that go with them count for nothing, and the next writer or reader cuts them off.
        long longer = DurableFiles.append(journal, length, lines);
        try {
            files.write(file, attributes);
            return longer;
        } catch (IOException | RuntimeException e) {
            DurableFiles.afterFailure(e, () -> files.write(file, bytes(before.attributes())));
            throw e;
        }
    }

    /** Removes a sample. */
    void remove(Sample sample) throws IOException {
        Path file = file(sample.id(), ATTRIBUTES);
        try {
            DurableFiles.delete(file);
        } catch (IOException | RuntimeException e) {
            DurableFiles.afterFailure(e, () -> files.write(file, bytes(sample.attributes())));
            throw e;
        }
    }

    /** Removes the journal of a sample that is not there any more. */
    void forget(SampleId id) throws IOException {
        DurableFiles.delete(file(id, JOURNAL));
    }

    /** Reads a sample; empty where its attributes make no sense. */
    Optional<Found> read(SampleId id) throws IOException {
        Optional<Header> attributes = attributes(file(id, ATTRIBUTES));
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        int changes = attributes
                .flatMap(header -> header.find(Attributes.SAMPLE_CHANGES))
                .orElseThrow();
        Path file = file(id, JOURNAL);
        Journal journal = Journal.read(Files.exists(file) ? Files.readAllBytes(file) : new byte[0], changes);
        return Optional.of(
                new Found(Sample.stored(id, attributes.get(), journal.history(), journal.faults()), journal));
    }

    private static Optional<Header> attributes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return parse(Files.readAllBytes(file)).filter(SampleFolder::isComplete);
    }

    private static Optional<Header> parse(byte[] message) {
        try {
            return Optional.of(READER.read(message));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Cuts off what a journal has too much. */
    void cut(Found found) throws IOException {
        DurableFiles.append(file(found.sample().id(), JOURNAL), found.journal().bytes(), new byte[0]);
    }

    /** Returns the files of all samples. */
    ImmutableList<Path> files() throws IOException {
        return Subfolders.files(folder);
    }

    /** Returns the sample that a file belongs to; empty for a file that is not of that kind. */
    Optional<SampleId> id(Path file, String kind) {
        String name = file.getFileName().toString();
        if (!name.endsWith(kind)) {
            return Optional.empty();
        }
        try {
            SampleId id = new SampleId(name.substring(0, name.length() - kind.length()));
            return Optional.of(id).filter(itself -> file.equals(file(itself, kind)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns a file of a sample, whether it is there or not. */
    Path file(SampleId id, String kind) {
        String beginning = id.value().substring(0, Math.min(2, id.value().length()));
        return folder.resolve(beginning).resolve(id + kind);
    }

    private static byte[] bytes(Header attributes) throws IOException {
        byte[] bytes = HeaderWriter.bytes(attributes);
        if (!parse(bytes).equals(Optional.of(attributes))) {
            throw new IOException("the attributes of the sample are more than the store can keep");
        }
        return bytes;
    }
}
