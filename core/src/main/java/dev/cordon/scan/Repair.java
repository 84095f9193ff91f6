package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import com.google.common.io.ByteSource;
import com.google.common.io.CountingOutputStream;
import dev.cordon.spi.Repairer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;

/**
 * One way to undo what a virus has done to a file. All positions are those in the file as it was found, so the order of
 * the steps makes no difference.
 *
 * @param steps what must be in the file, and what is put in its place
 */
record Repair(ImmutableList<RepairStep> steps) {
    /** Returns whether the content is as the repair knows it. */
    boolean fits(ByteSource content, long size) throws IOException {
        for (RepairStep step : steps) {
            if (!step.fits(content, size)) {
                return false;
            }
        }
        return areApart(changes(size), size);
    }

    private static boolean areApart(List<RepairStep> changes, long size) {
        long end = 0;
        for (RepairStep change : changes) {
            if (change.stretch().start(size) < end) {
                return false;
            }
            end = change.stretch().end(size);
        }
        return true;
    }

    private List<RepairStep> changes(long size) {
        return steps.stream()
                .filter(step -> step.replacement().isPresent())
                .sorted(Comparator.comparingLong(step -> step.stretch().start(size)))
                .toList();
    }

    /** Writes the repaired bytes of a content that fits. */
    Repairer.Outcome apply(ByteSource content, long size, OutputStream sink) throws IOException {
        HashingOutputStream hashed = new HashingOutputStream(Hashing.sha256(), sink);
        CountingOutputStream counted = new CountingOutputStream(hashed);
        long position = 0;
        boolean complete = true;
        for (RepairStep change : changes(size)) {
            complete &= copy(content, position, change.stretch().start(size), counted);
            complete &= change.replacement().orElseThrow().write(content, size, counted);
            position = change.stretch().end(size);
        }
        complete &= copy(content, position, size, counted);
        return complete
                ? new Repairer.Repaired(counted.getCount(), hashed.hash())
                : new Repairer.Failed("the content became shorter while it was repaired");
    }

    private static boolean copy(ByteSource content, long from, long end, OutputStream sink) throws IOException {
        return from == end || content.slice(from, end - from).copyTo(sink) == end - from;
    }
}
