package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;

/**
 * Where content waits until its checksums are known.
 *
 * @param memoryBytes how much of it stays in memory; what is longer goes to a file
 * @param directory an existing folder for such files, not touched before there is one; they are readable by their owner only and deleted when they are closed
 */
public record Spooling(int memoryBytes, Path directory) {
    /** Refuses a negative length. */
    public Spooling {
        checkArgument(memoryBytes >= 0, "a length is not negative");
    }

    Spool open() {
        return new Spool(this);
    }
}
