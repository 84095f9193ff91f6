package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.testkit.Samples;
import dev.cordon.testkit.Simultaneously;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that adds, changes and removes samples is killed at some moment, again and again over the same folder. Nothing
 * that it has acknowledged is lost, nothing is there twice, and nothing is served that is half-written.
 */
final class StoreCrashTest {
    private static final int KILLS = Integer.getInteger("cordon.store.kills", 4);
    private static final int CLIENTS = 4;
    private static final int GONE = 0;

    /** Small files, so that the log is begun anew and shortened all the time. */
    private static final int LOG_FILE = 20_000;

    @TempDir
    Path temporary = Path.of("");

    /** The last X-Sample-Changes of each sample that was acknowledged, or {@link #GONE}. */
    private final Map<String, Integer> acknowledged = new TreeMap<>();

    /** What was begun of each sample after that, if anything was. */
    private final Map<String, Integer> begun = new TreeMap<>();

    /** What samples hold: every third shares its bytes with others, and some are longer than a buffer. */
    static String text(String id) {
        int hash = id.hashCode();
        return hash % 3 == 0 ? "shared " + hash % 30 : id + " ".repeat(Math.floorMod(hash, 20_000)) + "end";
    }

    /** Works on a store until it is killed, and says what it begins and what it has done. */
    static final class Child {
        private final DirectorySampleStore store;
        private final Samples samples;

        private Child(Path folder) throws IOException {
            this.store = DirectorySampleStore.open(folder.resolve("store"), LOG_FILE);
            this.samples = new Samples(folder);
        }

        public static void main(String[] arguments) throws Exception {
            Child child = new Child(Path.of(arguments[0]));
            Simultaneously.run(CLIENTS, client -> () -> {
                for (int number = 0; ; number++) {
                    child.work(arguments[1] + "-" + client + "-" + number);
                }
            });
        }

        /** A line is written as a whole, and its end says that it is whole. */
        private static void say(String what, String id, int changes) {
            synchronized (System.out) {
                System.out.print(what + " " + id + " " + changes + " .\n");
                System.out.flush();
            }
        }

        private void work(String id) throws IOException {
            try (EncodedContent content = samples.content(text(id))) {
                Sample sample = Samples.received(id, content);
                say("begin", id, sample.changes());
                Sample last = store.add(sample, content);
                say("done", id, last.changes());
                for (int change = 0; change < Math.floorMod(id.hashCode(), 4); change++) {
                    last = change(last);
                }
                if (id.hashCode() % 5 == 0) {
                    say("begin", id, GONE);
                    store.remove(last.id());
                    say("done", id, GONE);
                }
            }
        }

        private Sample change(Sample before) throws IOException {
            Sample after = before.amend(change -> change.set(Attributes.SAMPLE_FILE, before.changes() + ".doc"));
            say("begin", before.id().value(), after.changes());
            Sample kept = store.update(before, after);
            say("done", before.id().value(), kept.changes());
            return kept;
        }
    }

    @Test
    void nothingIsLostWhenTheProcessIsKilled() throws IOException, InterruptedException {
        Random random = new Random(KILLS);
        for (int kill = 0; kill < KILLS; kill++) {
            workUntilKilled("run" + kill, 1 + random.nextInt(150), random.nextInt(300_000));
            assertEverythingIsThere("after kill " + kill);
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS);
    }

    /** Kills the child some turns of an empty loop after it has said so many lines. */
    private void workUntilKilled(String run, int lines, int turns) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        temporary.toString(),
                        run)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = child.inputReader(StandardCharsets.US_ASCII)) {
            for (int line = 0; line < lines; line++) {
                hear(said.readLine());
            }
            for (int turn = 0; turn < turns; turn++) {
                Thread.onSpinWait();
            }
            // By its handle, because the process itself would close what the child has still to say.
            child.toHandle().destroyForcibly();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                hear(line);
            }
        }
        assertThat(child.waitFor()).as("the child was killed").isNotZero();
    }

    private void hear(String line) {
        assertThat(line).as("what the child says").isNotNull();
        List<String> words = Splitter.on(' ').splitToList(line);
        if (words.size() < 4) {
            return;
        }
        int changes = Integer.parseInt(words.get(2));
        if (words.get(0).equals("begin")) {
            begun.put(words.get(1), changes);
        } else {
            acknowledged.put(words.get(1), changes);
            begun.remove(words.get(1));
        }
    }

    private void assertEverythingIsThere(String when) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        Set<String> contents = new HashSet<>();
        try (DirectorySampleStore store = DirectorySampleStore.open(temporary.resolve("store"), LOG_FILE)) {
            for (Sample sample : store.list(SampleStore.Query.all()).samples()) {
                String id = sample.id().value();
                assertThat(found).as(when).doesNotContainKey(id);
                found.put(id, sample.changes());
                contents.add(sample.digest().toString());
                assertThat(store.find(new SampleId(id))).contains(sample);
                assertThat(Samples.captured(store, sample.id())).as(when).isEqualTo(text(id));
            }
            assertThat(store.usage().contents()).as(when).isEqualTo(contents.size());
        }
        settle(found);
        Map<String, Integer> expected = new TreeMap<>(acknowledged);
        expected.values().removeIf(changes -> changes == GONE);
        assertThat(found).as(when).isEqualTo(expected);
    }

    /** Whether the last thing that was begun of a sample has happened, shows only now. */
    private void settle(Map<String, Integer> found) {
        begun.forEach((id, changes) -> {
            if (found.getOrDefault(id, GONE).equals(changes)) {
                acknowledged.put(id, changes);
            }
        });
        begun.clear();
    }
}
