package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.place.PlaceConfig;
import dev.cordon.testkit.ShownCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page on stores of definitions shows is what is compiled. */
final class DefinitionStorePageTest {
    @Test
    void aPlaceUsesIt() {
        Path home = Path.of("home");
        BucketDefinitionStore.Bucket bucket = new MemoryBucket();
        // wiring: begin
        PlaceConfig config = PlaceConfig.at(home).definedBy(folder -> new BucketDefinitionStore(bucket));
        // wiring: end
        assertThat(config.home()).isEqualTo(home);
    }

    @ParameterizedTest
    @CsvSource({
        "example, BucketDefinitionStore.java, // docs/plugins/definition-store.md",
        "contract, BucketDefinitionStoreContractTest.java, class BucketDefinitionStoreContractTest",
        "wiring, DefinitionStorePageTest.java, // wiring",
    })
    void thePageShowsTheCodeAsItIsCompiled(String region, String file, String mark) throws IOException {
        Path page = Path.of("..", "docs", "plugins", "definition-store.md");
        Path source = Path.of("src", "test", "java", "dev", "cordon", "store").resolve(file);
        new ShownCode(page, "core").check(region, source, mark);
    }
}
