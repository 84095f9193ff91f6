package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.spi.Replicator;
import dev.cordon.testkit.ShownCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the page shows of the code is the code. With {@code -Dcordon.write-pages=true} the page is brought up to date
 * instead.
 */
class ReplicatorPageTest {
    private static final Path PAGE = Path.of("..", "docs", "plugins", "replicator.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "cordon", "analysis");

    private static Laboratory wired(Replicator other) {
        // wiring: begin
        Laboratory laboratory = Laboratory.standard().with(new TwoReplicators(new ComparingReplicator(), other));
        // wiring: end
        return laboratory;
    }

    @Test
    void whatIsWiredIsWhatTheCentreAsks() {
        Replicator other = request -> new Replicator.NotReplicated("no");

        assertThat(wired(other).replicator()).isInstanceOf(TwoReplicators.class);
        assertThat(Laboratory.standard().replicator()).isInstanceOf(ComparingReplicator.class);
    }

    @ParameterizedTest
    @CsvSource({
        "example, TwoReplicators.java, // docs/plugins/replicator.md",
        "contract, TwoReplicatorsContractTest.java, class TwoReplicatorsContractTest",
        "wiring, ReplicatorPageTest.java, // wiring",
    })
    void thePageShowsTheCodeAsItIsCompiled(String region, String file, String mark) throws IOException {
        new ShownCode(PAGE, "core").check(region, SOURCES.resolve(file), mark);
    }
}
