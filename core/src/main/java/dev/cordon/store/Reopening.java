package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.SampleId;
import dev.cordon.store.SampleFolder.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the last process has left in a store.
 *
 * <p>Whatever is half-written is put aside rather than deleted: it may be all that is left of somebody's file.
 *
 * @param incoming where files are written before they get their names
 * @param samples what is known of the samples
 * @param contents the contents of the samples
 * @param aside the folder for what can't be used
 */
record Reopening(Path incoming, SampleFolder samples, ContentFolder contents, Aside aside) {
    private static final Comparator<Found> ARRIVAL = Comparator.comparing(Reopening::received)
            .thenComparing(found -> found.sample().id().value());

    /** Returns the samples in the order of their arrival, after everything else was put aside. */
    ImmutableList<Found> read() throws IOException {
        for (Path unfinished : Subfolders.entries(incoming)) {
            aside.put(unfinished);
        }
        ImmutableList<Path> files = samples.files();
        List<Found> found = new ArrayList<>();
        for (Path file : files) {
            Optional<SampleId> id = samples.id(file, SampleFolder.ATTRIBUTES);
            if (id.isPresent()) {
                read(id.get()).ifPresent(found::add);
            }
        }
        putJournalsAside(files);
        for (Path content : contents.unused()) {
            aside.put(content);
        }
        found.sort(ARRIVAL);
        return ImmutableList.copyOf(found);
    }

    private Optional<Found> read(SampleId id) throws IOException {
        Optional<Found> found = samples.read(id).filter(sample -> contents.adopt(sample.digest()));
        if (found.isEmpty()) {
            aside.put(samples.file(id, SampleFolder.ATTRIBUTES));
            return found;
        }
        if (!found.get().journal().readable()) {
            aside.copy(samples.file(id, SampleFolder.JOURNAL));
        }
        samples.cut(found.get());
        return found;
    }

    private void putJournalsAside(ImmutableList<Path> files) throws IOException {
        for (Path file : files) {
            Optional<SampleId> id = samples.id(file, SampleFolder.JOURNAL);
            if (id.isPresent() && !Files.exists(samples.file(id.get(), SampleFolder.ATTRIBUTES))) {
                aside.put(file);
            }
        }
    }

    private static Instant received(Found found) {
        return found.sample().history().stream()
                .map(HistoryEntry::at)
                .findFirst()
                .orElse(Instant.MIN);
    }
}
