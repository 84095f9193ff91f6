package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Content that is larger than the memory of the program that packs and unpacks it. {@code -Dcordon.large.mebibytes=1024}
 * makes it larger still.
 */
class LargeContentTest {
    private static final int MEBIBYTES = Integer.getInteger("cordon.large.mebibytes", 96);

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void memoryDoesNotGrowWithContent(int threads, @TempDir Path folder) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeContent.class.getName(),
                        folder.toString(),
                        Long.toString((long) MEBIBYTES << 20),
                        Integer.toString(threads))
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEqualToIgnoringNewLines("the same");
        assertThat(program.waitFor()).isZero();
    }
}
