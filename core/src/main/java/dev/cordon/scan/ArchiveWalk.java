package dev.cordon.scan;

import dev.cordon.spi.Scanner.Gap;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks at a file, and at what it holds, in one pass. What is read to unpack a member is looked at on the way, so that
 * every byte of an archive is seen whether it can be unpacked or not. For one thread.
 */
final class ArchiveWalk {
    private static final int BUFFER = 1 << 16;

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
        Watched content = new Watched(source, depth);
        Optional<ArchiveFormat> format = ArchiveFormat.recognize(content.head());
        Optional<String> within = format.isPresent() ? lookInto(content, format.get(), depth) : Optional.empty();
        content.finish();
        return content.found().or(() -> within);
    }

    private Optional<String> lookInto(Watched content, ArchiveFormat format, int depth) throws IOException {
        if (!budget.allowsDepth(depth + 1)) {
            budget.miss(Gap.DEPTH);
            return Optional.empty();
        }
        MemberVisitor visitor = new MemberVisitor(depth + 1);
        try {
            format.eachMember(content, budget, visitor);
        } catch (IOException | RuntimeException | LinkageError damage) {
            // The library links optional decoders only when a foreign archive asks for them.
            content.requireReadable();
            if (!budget.isSpent()) {
                budget.miss(Gap.UNREADABLE);
            }
        }
        return visitor.found;
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

    /** A content that is searched as it is read. */
    private final class Watched extends InputStream {
        private final InputStream source;
        private final boolean isFile;
        private byte[] head = new byte[0];
        private int headRead;
        private final HashSignatures.Search hashSearch = hashes.search();
        private final BodySearch bodySearch = bodies.search();
        private boolean ended;
        private Optional<IOException> failure = Optional.empty();
        private Optional<String> found = Optional.empty();

        Watched(InputStream source, int depth) {
            this.source = source;
            this.isFile = depth == 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = readSource(target, from, length);
            ended |= count < 0;
            if (count > 0) {
                hashSearch.accept(target, from, count);
                bodySearch.accept(target, from, count);
                if (isFile) {
                    budget.addRead(count);
                } else {
                    budget.takeUnpacked(count);
                }
            }
            return count;
        }

        private int readSource(byte[] target, int from, int length) throws IOException {
            if (headRead < head.length && length > 0) {
                int count = Math.min(length, head.length - headRead);
                System.arraycopy(head, headRead, target, from, count);
                headRead += count;
                return count;
            }
            requireNoFailure();
            try {
                return source.read(target, from, length);
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        }

        /** Returns the first bytes, which are read again after that; fewer where the content ends or fails before. */
        byte[] head() {
            byte[] first = new byte[ArchiveFormat.HEAD];
            int length = 0;
            try {
                for (int count = 0; count >= 0 && length < first.length; length += Math.max(0, count)) {
                    count = source.read(first, length, first.length - length);
                }
            } catch (IOException e) {
                failure = Optional.of(e);
            }
            head = Arrays.copyOf(first, length);
            return head;
        }

        /** Asked by who wants to know whether one compressed file follows another. */
        @Override
        public int available() {
            return ended ? 0 : 1;
        }

        /** Whoever reads an archive may close it before its end. */
        @Override
        public void close() {}

        void requireReadable() throws IOException {
            if (isFile) {
                requireNoFailure();
            }
        }

        private void requireNoFailure() throws IOException {
            if (failure.isPresent()) {
                throw failure.get();
            }
        }

        /** Reads what nobody has read. */
        void finish() throws IOException {
            byte[] buffer = new byte[BUFFER];
            try {
                while (read(buffer, 0, buffer.length) >= 0) {}
            } catch (IOException | RuntimeException damage) {
                found = bodySearch.finish();
                if (isFile || found.isEmpty()) {
                    throw damage;
                }
                return;
            }
            found = hashSearch.finish().map(HashSignature::virus).or(bodySearch::finish);
        }

        Optional<String> found() {
            return found;
        }
    }
}
