package dev.cordon.store;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes files of the log. Many threads wait for what one of them writes, so whoever wants to interrupt it has to wait,
 * too.
 */
final class LogWriting {
    private static final ImmutableSet<OpenOption> CREATION =
            ImmutableSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private LogWriting() {}

    /** Does something with an open file. */
    @FunctionalInterface
    private interface Use {
        void with(FileChannel channel) throws IOException;
    }

    /** Makes an empty file. Its name is not durable yet. */
    static void begin(Path file) throws IOException {
        FileChannel.open(file, CREATION, OwnerOnly.file(file)).close();
    }

    /** Writes bytes behind the end of a file, and leaves nothing behind them. */
    static void write(Path file, long end, byte[] added) throws IOException {
        use(file, channel -> {
            if (checkLength(channel, end) > end) {
                channel.truncate(end);
            }
            ByteBuffer rest = ByteBuffer.wrap(added);
            while (rest.hasRemaining()) {
                channel.write(rest, end + rest.position());
            }
        });
    }

    /** Cuts off what stands behind the end of a file, durably. */
    static void cut(Path file, long end) throws IOException {
        use(file, channel -> {
            if (checkLength(channel, end) > end) {
                channel.truncate(end);
            }
            channel.force(true);
        });
    }

    /** Makes what a file holds durable. */
    static void force(Path file) throws IOException {
        use(file, channel -> channel.force(true));
    }

    private static long checkLength(FileChannel channel, long end) throws IOException {
        long length = channel.size();
        if (length < end) {
            throw new IOException("a file of the log has lost its end");
        }
        return length;
    }

    private static void use(Path file, Use use) throws IOException {
        DurableFiles.uninterrupted(() -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                use.with(channel);
            }
        });
    }
}
