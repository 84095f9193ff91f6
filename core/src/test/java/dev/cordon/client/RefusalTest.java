package dev.cordon.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
    @ParameterizedTest
    @EnumSource
    void standsOnThePageForIntegratorsWithItsCode(Refusal refusal) throws IOException {
        String page = Files.readString(Path.of("../docs/embedding.md"));

        assertThat(page).contains("| `" + refusal + "` | `" + refusal.code() + "` |");
    }

    @ParameterizedTest
    @EnumSource
    void automaticOperationsStandThereToo(AutomaticOperation operation) throws IOException {
        String page = Files.readString(Path.of("../docs/embedding.md"));

        assertThat(page).contains("| `" + operation + "` |");
    }
}
