package dev.cordon.scan;

import com.google.common.io.ByteSource;
import dev.cordon.spi.Repairer;
import java.io.IOException;
import java.io.OutputStream;

/** One way to take a virus out of a file. Immutable. */
sealed interface RepairAction permits Truncation {
    /**
     * Reads the action of a line {@code name:action:...}.
     *
     * @throws LineException if the language has no such action
     */
    static RepairAction parse(DatabaseLine line) throws LineException {
        line.requireFields(2, Integer.MAX_VALUE);
        return switch (line.field(1)) {
            case "truncate" -> Truncation.parse(line);
            default -> throw new LineException("version 1 of the repair language has no such action");
        };
    }

    /** Returns whether the content is as the action expects it. */
    boolean fits(ByteSource content, long size) throws IOException;

    /** Writes the repaired bytes of a content that fits. */
    Repairer.Outcome apply(ByteSource content, long size, OutputStream sink) throws IOException;
}
