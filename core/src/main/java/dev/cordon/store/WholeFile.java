package dev.cordon.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A small file that is only ever replaced as a whole, durable and readable by its owner only: whoever looks finds all of
 * the old text or all of the new one.
 */
public final class WholeFile {
    private final Path file;
    private final DurableFiles files;

    /** Makes it for a file, which need not be there, in a folder that is. */
    public WholeFile(Path file) {
        this.file = file.toAbsolutePath();
        Path folder = Optional.ofNullable(this.file.getParent())
                .orElseThrow(() -> new IllegalArgumentException("a file stands in a folder"));
        this.files = new DurableFiles(folder);
    }

    /** Returns its text; empty if it is not there. */
    public Optional<String> read() throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file, StandardCharsets.UTF_8)) : Optional.empty();
    }

    /** Replaces its text; when this returns the new text survives the loss of power. */
    public void write(String text) throws IOException {
        files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
