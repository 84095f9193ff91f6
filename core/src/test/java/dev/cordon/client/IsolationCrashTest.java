package dev.cordon.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.cordon.attribute.SampleReason;
import dev.cordon.sample.Sample;
import dev.cordon.testkit.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that isolates files is killed at some moment; every file is somewhere, and whole. */
class IsolationCrashTest {
    private static final int FILES = 40;

    @TempDir
    private Path folder;

    /** Isolates every file of a folder, and says so after each. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            try (Bench bench = Bench.in(Path.of(arguments[0]))) {
                LocalQuarantine quarantine = bench.quarantine();
                for (String name : bench.names()) {
                    System.out.println(quarantine
                            .isolate(bench.files.resolve(name), SampleReason.MANUAL)
                            .id());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingIsLostWhenTheProcessIsKilled(long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        Set<HashCode> originals = makeFiles(random);

        int acknowledged = isolateUntilKilled(random.nextInt(FILES - 10), random.nextInt(100_000));

        try (Bench bench = Bench.in(folder)) {
            Set<HashCode> found = new HashSet<>();
            for (String name : bench.names()) {
                found.add(MoreFiles.asByteSource(bench.files.resolve(name)).hash(Hashing.sha256()));
            }
            int held = 0;
            for (Sample sample : bench.quarantine().list()) {
                String captured = Samples.captured(bench.store, sample.id());
                assertThat(Hashing.sha256().hashString(captured, StandardCharsets.UTF_8))
                        .isEqualTo(sample.digest());
                found.add(sample.digest());
                held++;
            }
            assertThat(found).isEqualTo(originals);
            assertThat(held).as("acknowledged, and one more at the most").isBetween(acknowledged, acknowledged + 1);
        }
    }

    private Set<HashCode> makeFiles(Random random) throws IOException {
        Set<HashCode> originals = new HashSet<>();
        try (Bench bench = Bench.in(folder)) {
            for (int number = 0; number < FILES; number++) {
                byte[] bytes = Long.toString(random.nextLong(), 36)
                        .repeat(1 + random.nextInt(400))
                        .getBytes(StandardCharsets.US_ASCII);
                bench.write("file" + number, bytes);
                originals.add(Hashing.sha256().hashBytes(bytes));
            }
        }
        return originals;
    }

    /** Kills the child some turns of an empty loop after it has acknowledged so many files. */
    private int isolateUntilKilled(int files, int turns) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int acknowledged = 0;
        try (BufferedReader said = child.inputReader(StandardCharsets.US_ASCII)) {
            while (acknowledged <= files && said.readLine() != null) {
                acknowledged++;
            }
            assertThat(acknowledged).as("what the child said").isEqualTo(files + 1);
            for (int turn = 0; turn < turns; turn++) {
                Thread.onSpinWait();
            }
            // By its handle, because the process itself would close what the child has still to say.
            child.toHandle().destroyForcibly();
            while (said.readLine() != null) {
                acknowledged++;
            }
        }
        child.waitFor();
        return acknowledged;
    }
}
