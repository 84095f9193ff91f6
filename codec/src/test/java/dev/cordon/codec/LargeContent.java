package dev.cordon.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A program of its own that packs and unpacks content larger than its memory: FOLDER BYTES THREADS. */
final class LargeContent {
    private static final Recipe RECIPE = new Recipe(
            Optional.of(Compression.DEFLATE), Optional.of(Scrambling.XOR_VAMPISH), Optional.of(Encoding.BASE64));

    private LargeContent() {}

    public static void main(String[] arguments) throws IOException {
        long size = Long.parseLong(arguments[1]);
        int number = Integer.parseInt(arguments[2]);
        Spooling spooling = new Spooling(1 << 20, Path.of(arguments[0]));
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, number));
        Workers workers = number == 0 ? Workers.none() : new Workers(threads, number);
        try (EncodedContent content =
                        new ContentEncoder(RECIPE, Mask.standard(), spooling, workers).encode(new Generated(size));
                InputStream wire = content.wire().openStream();
                OutputStream sink = Files.newOutputStream(Path.of(arguments[0], "unpacked"))) {
            Digests unpacked = new ContentDecoder(Mask.standard(), size, workers).decode(content.fields(), wire, sink);
            boolean same = unpacked.equals(content.captured()) && unpacked.size() == size;
            System.out.println(same ? "the same" : "another");
        } finally {
            threads.shutdown();
        }
    }

    /** Bytes that can be compressed to about a third, as programs can. */
    private static final class Generated extends InputStream {
        private final byte[] pattern = new byte[1 << 16];
        private final Random random = new Random(1);
        private long left;

        Generated(long size) {
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(Math.min(length, pattern.length), left);
            int start = random.nextInt(pattern.length - 400);
            random.nextBytes(pattern);
            Arrays.fill(pattern, start, start + 400, (byte) start);
            for (int index = 0; index < count; index++) {
                buffer[offset + index] = (byte) (pattern[index] & 0x1f);
            }
            left -= count;
            return count;
        }
    }
}
