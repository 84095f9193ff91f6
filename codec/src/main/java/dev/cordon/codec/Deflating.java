package dev.cordon.codec;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.FutureTask;

/**
 * Deflates captured bytes (RFC 1951) in parts, large ones on several threads.
 *
 * <p>Each part but the last ends at a whole byte without ending the stream, and may refer to what went before it, so that
 * the parts one after the other are one stream; the same one whatever the number of threads.
 */
final class Deflating {
    /** Small enough to be spread over threads, large enough to cost next to nothing in size. */
    static final int PART = 256 << 10;

    /** Room for most samples; more is taken in steps of this factor. */
    private static final int FIRST = 8 << 10;

    private static final int GROWTH = 8;

    private final InputStream captured;
    private final Digester raw;
    private final WireOutput wire;
    private final Reserve<BlockDeflater> deflaters;
    private final Deque<FutureTask<BitSink>> ahead = new ArrayDeque<>();

    Deflating(InputStream captured, Digester raw, WireOutput wire, Reserve<BlockDeflater> deflaters) {
        this.captured = captured;
        this.raw = raw;
        this.wire = wire;
        this.deflaters = deflaters;
    }

    void run(Workers workers) throws IOException {
        try {
            Part part = first();
            while (!part.isLast()) {
                add(part, workers);
                part = after(part);
            }
            add(part, workers);
            while (!ahead.isEmpty()) {
                writeNext();
            }
        } finally {
            ahead.forEach(task -> task.cancel(false));
        }
    }

    /** Most samples are small, so the memory for a whole part is only taken once there is so much. */
    private Part first() throws IOException {
        byte[] bytes = new byte[FIRST + MatchFinder.MARGIN];
        int end = captured.readNBytes(bytes, 0, FIRST);
        while (end == bytes.length - MatchFinder.MARGIN && end < PART) {
            bytes = Arrays.copyOf(bytes, Math.min(PART, end * GROWTH) + MatchFinder.MARGIN);
            end += captured.readNBytes(bytes, end, bytes.length - MatchFinder.MARGIN - end);
        }
        return new Part(bytes, 0, end);
    }

    private Part after(Part part) throws IOException {
        int start = MatchFinder.WINDOW;
        byte[] bytes = new byte[start + PART + MatchFinder.MARGIN];
        System.arraycopy(part.bytes, part.end - start, bytes, 0, start);
        return new Part(bytes, start, start + captured.readNBytes(bytes, start, PART));
    }

    private void add(Part part, Workers workers) throws IOException {
        FutureTask<BitSink> task = new FutureTask<>(() -> part.deflate(deflaters));
        ahead.add(task);
        if (!workers.isEmpty()) {
            workers.offer(task);
        }
        raw.add(part.bytes, part.start, part.end - part.start);
        if (ahead.size() > 2 * workers.threads()) {
            writeNext();
        }
    }

    /** Writes the oldest part; until it is ready, this thread does what no other one has begun. */
    private void writeNext() throws IOException {
        FutureTask<BitSink> oldest = ahead.element();
        for (FutureTask<BitSink> task : ahead) {
            if (oldest.isDone()) {
                break;
            }
            task.run();
        }
        requireNonNull(Futures.getUnchecked(oldest)).writeTo(wire);
        ahead.remove();
    }

    /** Some of the captured bytes, after as many of those before them as they may refer to. */
    private static final class Part {
        private final byte[] bytes;
        private final int start;
        private final int end;

        Part(byte[] bytes, int start, int end) {
            this.bytes = bytes;
            this.start = start;
            this.end = end;
        }

        boolean isLast() {
            return end - start < PART;
        }

        BitSink deflate(Reserve<BlockDeflater> deflaters) {
            BlockDeflater deflater = deflaters.take();
            BitSink deflated = deflater.deflate(bytes, start, end, isLast());
            deflaters.giveBack(deflater);
            return deflated;
        }
    }
}
