package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    private static final Recipe DEFLATED =
            new Recipe(Optional.of(Compression.DEFLATE), Optional.empty(), Optional.empty());
    private static final int LARGEST = 64 << 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {-Deflating.PART, -1, 0, 1, Deflating.PART - 1, Deflating.PART, 4 * Deflating.PART + 17})
    void partsAreOneStreamForAnyReader(int more) throws IOException {
        byte[] captured = text(Deflating.PART + more);
        byte[] wire = pack(captured, new Workers(threads, 3)).wire();

        InputStream foreign = new InflaterInputStream(new ByteArrayInputStream(wire), new Inflater(true));
        assertThat(foreign.readAllBytes()).isEqualTo(captured);
    }

    @Test
    void partsAreAtMostOnePercentLargerThanOneStreamOfTheUsualDeflater() throws IOException {
        byte[] captured = programs(2 << 20);
        Deflater usual = new Deflater(6, true);
        usual.setInput(captured);
        usual.finish();
        int serial = usual.deflate(new byte[captured.length]);
        usual.end();

        assertThat(pack(captured, new Workers(threads, 3)).wire().length).isLessThan(serial / 100 * 101);
    }

    @Test
    void contentThatCanNotBeCompressedGrowsByLessThanOnePercent() throws IOException {
        byte[] captured = new byte[1 << 20];
        new Random(1).nextBytes(captured);
        Contents.Packed packed = pack(captured, new Workers(threads, 3));

        assertThat(packed.wire().length).isLessThan(captured.length / 100 * 101);
        assertThat(unpack(packed, new Workers(threads, 3))).isEqualTo(captured);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theFieldsAreTheSameWhateverTheNumberOfThreads(int number) throws IOException {
        byte[] captured = text(3 * Deflating.PART + 1);
        Workers workers = new Workers(threads, number);
        Contents.Packed packed = pack(captured, workers);

        assertThat(packed).usingRecursiveComparison().isEqualTo(pack(captured, Workers.none()));
        assertThat(packed.fields().require(ContentKeys.SAMPLE_DIGEST))
                .isEqualTo(Hashing.sha256().hashBytes(captured));
        assertThat(unpack(packed, workers)).isEqualTo(captured);
    }

    @Test
    void contentIsTheSameWithAnExecutorThatRefusesEverything() throws IOException {
        bothWays(task -> {
            throw new RejectedExecutionException("full");
        });
    }

    @Test
    void contentIsTheSameWithAnExecutorThatNeverComesToIt() throws IOException {
        bothWays(task -> {});
    }

    @Test
    void contentIsTheSameWithAnExecutorThatRunsTasksAtOnce() throws IOException {
        bothWays(Runnable::run);
    }

    @Test
    void theExecutorMayBeTheOneThatTheCallerRunsOn() throws Exception {
        List<Future<?>> callers = new ArrayList<>();
        for (int caller = 0; caller < 6; caller++) {
            callers.add(threads.submit(() -> {
                bothWays(threads);
                return "done";
            }));
        }
        for (Future<?> caller : callers) {
            assertThat(caller.get()).isEqualTo("done");
        }
    }

    @Test
    void nothingIsLeftOfACaptureThatFailsAmidItsBlocks(@TempDir Path folder) {
        InputStream failing =
                new SequenceInputStream(new ByteArrayInputStream(text(2 * Deflating.PART + 1)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("unreadable");
                    }
                });
        ContentEncoder encoder =
                new ContentEncoder(DEFLATED, Mask.standard(), new Spooling(100, folder), new Workers(threads, 3));

        assertThatIOException().isThrownBy(() -> encoder.encode(failing)).withMessage("unreadable");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDamagedByteOfLargeContentIsFound() throws IOException {
        Contents.Packed packed = pack(text(3 * Deflating.PART + 1), new Workers(threads, 3));
        packed.wire()[packed.wire().length / 2] ^= 1;
        Header fields = packed.fields();
        ContentDecoder decoder = new ContentDecoder(Mask.standard(), LARGEST, new Workers(threads, 3));

        assertThatIOException()
                .isThrownBy(() ->
                        decoder.decode(fields, new ByteArrayInputStream(packed.wire()), new ByteArrayOutputStream()))
                .isInstanceOfSatisfying(
                        WireException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONTENT));
    }

    @Test
    void partsOfABacklogKeepTheirOrder() {
        List<Integer> done = new ArrayList<>();
        Backlog<Integer> backlog = new Backlog<>(new Workers(threads, 3), 5, done::add);
        List<Integer> parts = new ArrayList<>();
        for (int part = 0; part < 10_000; part++) {
            parts.add(part);
            backlog.add(part);
        }
        backlog.finish();

        assertThat(done).isEqualTo(parts);
    }

    @Test
    void aNumberOfThreadsIsNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Workers(threads, -1));
    }

    private void bothWays(Executor executor) throws IOException {
        byte[] captured = text(2 * Deflating.PART + 1);
        Workers workers = new Workers(executor, 2);

        assertThat(unpack(pack(captured, workers), workers)).isEqualTo(captured);
    }

    private static Contents.Packed pack(byte[] captured, Workers workers) throws IOException {
        ContentEncoder encoder = new ContentEncoder(DEFLATED, Mask.standard(), Contents.MEMORY, workers);
        try (EncodedContent content = encoder.encode(new ByteArrayInputStream(captured))) {
            return new Contents.Packed(content.fields(), content.wire().read());
        }
    }

    private static byte[] unpack(Contents.Packed packed, Workers workers) throws IOException {
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        new ContentDecoder(Mask.standard(), LARGEST, workers)
                .decode(packed.fields(), new ByteArrayInputStream(packed.wire()), captured);
        return captured.toByteArray();
    }

    /** Returns bytes that can be compressed, and that differ from block to block. */
    private static byte[] text(int length) {
        byte[] text = new byte[length];
        new Random(length).nextBytes(text);
        for (int index = 0; index < length; index++) {
            text[index] &= 0x13;
        }
        return text;
    }

    private static byte[] programs(int length) throws IOException {
        try (InputStream modules = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib", "modules"))) {
            modules.skipNBytes(8 << 20);
            return modules.readNBytes(length);
        }
    }
}
