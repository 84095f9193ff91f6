package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that is not ours and that a test needs. Where it is missing, the test is skipped and says so; with {@code
 * CORDON_REQUIRE_REAL=1} it fails.
 */
final class RealPart {
    private final String name;

    private RealPart(String name) {
        this.name = name;
    }

    static RealPart named(String name) {
        boolean there = Splitter.on(File.pathSeparator)
                .splitToStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        boolean required = "1".equals(System.getenv("CORDON_REQUIRE_REAL"));
        assumeTrue(there || required, name + " is not installed");
        assertThat(there).as("%s is installed", name).isTrue();
        return new RealPart(name);
    }

    /** Runs it to its end, which has to be a good one. */
    void run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                ImmutableList.<String>builder().add(name).add(arguments).build();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
