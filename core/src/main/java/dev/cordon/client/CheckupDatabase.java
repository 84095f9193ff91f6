package dev.cordon.client;

import dev.cordon.sample.Checkup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What is remembered of files from before they were infected. Safe for use by many threads. */
public interface CheckupDatabase {
    /** Remembers a file as it is now. */
    void record(Path file, Checkup checkup) throws IOException;

    /** Returns what is remembered of a file. */
    Optional<Checkup> find(Path file) throws IOException;
}
