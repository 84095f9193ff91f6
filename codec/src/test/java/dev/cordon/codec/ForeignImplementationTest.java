package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages go back and forth between the codec and a second implementation, a script of Python's own libraries. */
class ForeignImplementationTest {
    private static final String SCRIPT = "src/test/resources/dev/cordon/codec/foreign.py";
    private static final int LARGE = 3 << 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Workers workers = new Workers(threads, 2);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void pythonReadsWhatIsWritten() throws Exception {
        RealPart python = RealPart.named("python3");
        Map<String, byte[]> samples = samples();
        for (Map.Entry<String, byte[]> sample : samples.entrySet()) {
            write(sample.getKey(), sample.getValue());
        }

        python.run(SCRIPT, "decode", folder.toString());

        for (Map.Entry<String, byte[]> sample : samples.entrySet()) {
            assertThat(Files.readAllBytes(folder.resolve(sample.getKey() + ".out")))
                    .as(sample.getKey())
                    .isEqualTo(sample.getValue());
        }
    }

    @Test
    void whatPythonWritesIsRead() throws Exception {
        RealPart python = RealPart.named("python3");
        Map<String, byte[]> samples = samples();
        for (Map.Entry<String, byte[]> sample : samples.entrySet()) {
            Files.write(folder.resolve(sample.getKey() + ".in"), sample.getValue());
        }

        python.run(SCRIPT, "encode", folder.toString());

        for (Map.Entry<String, byte[]> sample : samples.entrySet()) {
            assertThat(read(sample.getKey())).as(sample.getKey()).isEqualTo(sample.getValue());
        }
    }

    /** Samples by name; each name says how its content is made. */
    private static Map<String, byte[]> samples() {
        Map<String, byte[]> samples = new LinkedHashMap<>();
        for (String recipe : recipes()) {
            samples.put(recipe + "_empty", new byte[0]);
            samples.put(recipe + "_byte", new byte[] {7});
            samples.put(recipe + "_small", bytes(4096));
            samples.put(recipe + "_large", bytes(LARGE));
        }
        return samples;
    }

    private static List<String> recipes() {
        List<String> recipes = new ArrayList<>();
        for (String compression : List.of("none", "deflate", "zip")) {
            for (String scrambling : List.of("none", "xor")) {
                for (String encoding : List.of("none", "base64")) {
                    recipes.add(compression + "_" + scrambling + "_" + encoding);
                }
            }
        }
        return recipes;
    }

    /** Returns bytes that can be compressed by half. */
    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        for (int index = 0; index < length; index++) {
            bytes[index] &= 0x0f;
        }
        return bytes;
    }

    private static Recipe recipe(String name) {
        return new Recipe(
                name.startsWith("deflate")
                        ? Optional.of(Compression.DEFLATE)
                        : name.startsWith("zip") ? Optional.of(Compression.ZIP) : Optional.empty(),
                name.contains("_xor") ? Optional.of(Scrambling.XOR_VAMPISH) : Optional.empty(),
                name.contains("_base64") ? Optional.of(Encoding.BASE64) : Optional.empty());
    }

    private void write(String name, byte[] sample) throws IOException {
        ContentEncoder encoder = new ContentEncoder(recipe(name), Mask.standard(), Contents.MEMORY, workers);
        try (EncodedContent content = encoder.encode(new ByteArrayInputStream(sample));
                OutputStream file = Files.newOutputStream(folder.resolve(name + ".msg"))) {
            new Message(content.fields(), content.wire()).writeTo(file);
        }
    }

    private byte[] read(String name) throws IOException {
        Message message = Message.read(
                MoreFiles.asByteSource(folder.resolve(name + ".msg")), new HeaderReader(HeaderLimits.standard()));
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        try (InputStream wire = message.content().openStream()) {
            new ContentDecoder(Mask.standard(), LARGE, workers).decode(message.header(), wire, captured);
        }
        return captured.toByteArray();
    }
}
