package dev.cordon.scan;

import dev.cordon.spi.Scanner.Gap;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Looks at a file, and at what it holds, in one pass. What is read to unpack a member is looked at on the way, so that
 * every byte of an archive is seen whether it can be unpacked or not. For one thread.
 */
final class ArchiveWalk {
    private final HashSignatures hashes;
    private final BodySignatures bodies;
    private final ArchiveBudget budget;

    ArchiveWalk(HashSignatures hashes, BodySignatures bodies, ArchiveBudget budget) {
        this.hashes = hashes;
        this.bodies = bodies;
        this.budget = budget;
    }

    /**
     * Returns the name of what was found: in the file itself, or else in the first of its members where there is anything.
     *
     * @throws IOException if the file can't be read to its end
     */
    Optional<String> look(InputStream file) throws IOException {
        return look(file, 0);
    }

    private Optional<String> look(InputStream source, int depth) throws IOException {
        WatchedContent content = new WatchedContent(source, hashes.search(), bodies.search(), budget, depth == 0);
        byte[] head = content.head();
        Optional<ArchiveFormat> format = ArchiveFormat.recognize(head);
        if (ForeignFormat.isOne(head)) {
            budget.miss(Gap.FOREIGN);
        }
        boolean allowed = budget.allowsDepth(depth + 1);
        Optional<String> within = allowed ? lookInto(content, format, depth + 1) : Optional.empty();
        content.finish();
        if (!allowed && (format.isPresent() || !content.directory().isCovered())) {
            budget.miss(Gap.DEPTH);
        }
        Optional<String> found = content.found().or(() -> within);
        if (allowed
                && found.isEmpty()
                && !budget.isSpent()
                && !content.directory().isCovered()) {
            budget.miss(Gap.UNREADABLE);
        }
        return found;
    }

    private Optional<String> lookInto(WatchedContent content, Optional<ArchiveFormat> format, int depth)
            throws IOException {
        MemberVisitor visitor = new MemberVisitor(depth);
        if (format.isPresent()) {
            attempt(content, true, () -> format.get().eachMember(content, budget, visitor));
        }
        ZipSearch zips = new ZipSearch(content, content.count(), budget, content.directory());
        while (visitor.found.isEmpty() && !budget.isSpent() && next(content, zips)) {
            attempt(content, zips.isAtBegin(), () -> zips.eachMember(visitor));
        }
        return visitor.found;
    }

    private static boolean next(WatchedContent content, ZipSearch zips) throws IOException {
        try {
            return zips.next();
        } catch (IOException damage) {
            content.requireReadable();
            return false;
        }
    }

    /** Something that is done with an archive. */
    @FunctionalInterface
    private interface Unpacking {
        void run() throws IOException;
    }

    /** Unpacks, and goes on where it fails; what only may have been an archive is none then. */
    private void attempt(WatchedContent content, boolean certain, Unpacking unpacking) throws IOException {
        try {
            unpacking.run();
        } catch (IOException | RuntimeException | LinkageError damage) {
            // The library links optional decoders only when a foreign archive asks for them.
            content.requireReadable();
            if (certain && !budget.isSpent()) {
                budget.miss(Gap.UNREADABLE);
            }
        }
    }

    /** Looks at members until something is found. */
    private final class MemberVisitor implements ArchiveFormat.Visitor {
        private final int depth;
        private Optional<String> found = Optional.empty();

        MemberVisitor(int depth) {
            this.depth = depth;
        }

        @Override
        public boolean visit(InputStream member) throws IOException {
            found = look(member, depth);
            return found.isEmpty();
        }
    }
}
