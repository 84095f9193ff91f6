package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulations from the command line. */
class SimulateCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String line) {
        return Main.run(
                line.split(" "),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
    }

    private List<JsonObject> printed() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    @Test
    void eachSeedIsALineOfJson() {
        int exit = run("simulate --seed 3 --seeds 2 --clients 1 --samples 2 --faults drop,crash --json");

        assertThat(exit).isZero();
        assertThat(printed()).extracting(line -> line.get("seed").getAsLong()).containsExactly(3L, 4L);
        JsonObject first = printed().get(0);
        assertThat(first.get("violation").isJsonNull()).isTrue();
        assertThat(first.get("trace").getAsString()).hasSize(64);
        assertThat(first.get("replay").getAsString())
                .isEqualTo(
                        "java -jar examples/cli/target/cordon.jar simulate --seed 3 --clients 1 --samples 2 --faults drop,crash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"simulate --faults rain", "simulate --clients 0", "simulate --samples -1", "simulate --seeds 0"})
    void whatCanNotBeSimulatedIsWrongUsage(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("cordon: ")
                .endsWith("see cordon simulate --help\n");
    }
}
