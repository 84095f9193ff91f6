package dev.cordon.codec;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.zip.Deflater;

/**
 * Deflates captured bytes (RFC 1951): large ones in blocks, on several threads.
 *
 * <p>Each block but the last ends at a whole byte without ending the stream, and begins with what went before it as its
 * dictionary, so that the blocks one after the other are one stream.
 */
final class Deflating {
    /** Small enough to be spread over threads, large enough to cost next to nothing in size. */
    static final int BLOCK = 256 << 10;

    private static final int BUFFER = 8 << 10;

    /** The farthest that a match may lie back. */
    private static final int WINDOW = 32 << 10;

    private final InputStream captured;
    private final Digester raw;
    private final WireOutput wire;

    Deflating(InputStream captured, Digester raw, WireOutput wire) {
        this.captured = captured;
        this.raw = raw;
        this.wire = wire;
    }

    void run(Workers workers) throws IOException {
        byte[] first = workers.isEmpty() ? new byte[0] : captured.readNBytes(BLOCK);
        if (first.length == BLOCK) {
            inBlocks(first, workers);
        } else {
            serially(first);
        }
    }

    private void serially(byte[] first) throws IOException {
        Deflater deflater = deflater();
        try {
            deflate(deflater, first, first.length);
            byte[] buffer = new byte[BUFFER];
            int count = captured.read(buffer);
            while (count >= 0) {
                deflate(deflater, buffer, count);
                count = captured.read(buffer);
            }
            deflater.finish();
            wire.writeAll(deflater);
        } finally {
            deflater.end();
        }
    }

    private void deflate(Deflater deflater, byte[] bytes, int count) throws IOException {
        raw.add(bytes, 0, count);
        deflater.setInput(bytes, 0, count);
        wire.writeAll(deflater);
    }

    private void inBlocks(byte[] first, Workers workers) throws IOException {
        Deque<FutureTask<byte[]>> ahead = new ArrayDeque<>();
        byte[] previous = new byte[0];
        byte[] block = first;
        try {
            while (block.length == BLOCK) {
                add(new Block(previous, block, false), ahead, workers);
                if (ahead.size() > 2 * workers.threads()) {
                    writeNext(ahead);
                }
                previous = block;
                block = captured.readNBytes(BLOCK);
            }
            add(new Block(previous, block, true), ahead, workers);
            while (!ahead.isEmpty()) {
                writeNext(ahead);
            }
        } finally {
            ahead.forEach(task -> task.cancel(false));
        }
    }

    private void add(Block block, Deque<FutureTask<byte[]>> ahead, Workers workers) {
        FutureTask<byte[]> task = new FutureTask<>(block);
        ahead.add(task);
        workers.offer(task);
        raw.add(block.bytes, 0, block.bytes.length);
    }

    /** Writes the oldest block; until it is ready, this thread does what no other one has begun. */
    private void writeNext(Deque<FutureTask<byte[]>> ahead) throws IOException {
        FutureTask<byte[]> oldest = ahead.element();
        for (FutureTask<byte[]> task : ahead) {
            if (oldest.isDone()) {
                break;
            }
            task.run();
        }
        byte[] deflated = requireNonNull(Futures.getUnchecked(oldest));
        ahead.remove();
        wire.write(deflated, 0, deflated.length);
    }

    private static Deflater deflater() {
        return new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    }

    private static final class Block implements Callable<byte[]> {
        private final byte[] previous;
        private final byte[] bytes;
        private final boolean last;

        Block(byte[] previous, byte[] bytes, boolean last) {
            this.previous = previous;
            this.bytes = bytes;
            this.last = last;
        }

        @Override
        public byte[] call() {
            Deflater deflater = deflater();
            try {
                int window = Math.min(previous.length, WINDOW);
                deflater.setDictionary(previous, previous.length - window, window);
                deflater.setInput(bytes);
                if (last) {
                    deflater.finish();
                }
                return all(deflater);
            } finally {
                deflater.end();
            }
        }

        private byte[] all(Deflater deflater) {
            byte[] deflated = new byte[BLOCK / 2];
            int count = deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH);
            while (count == deflated.length) {
                deflated = Arrays.copyOf(deflated, deflated.length * 2);
                count += deflater.deflate(deflated, count, deflated.length - count, Deflater.SYNC_FLUSH);
            }
            return Arrays.copyOf(deflated, count);
        }
    }
}
