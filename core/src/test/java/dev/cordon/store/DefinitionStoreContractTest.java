package dev.cordon.store;

import dev.cordon.spi.DefinitionStore;
import dev.cordon.testkit.DefinitionStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The built-in store keeps the contract. */
final class DefinitionStoreContractTest extends DefinitionStoreContract {
    @TempDir
    Path temporary = Path.of("");

    @Override
    protected DefinitionStore open() throws IOException {
        return DirectoryDefinitionStore.open(temporary.resolve("definitions"));
    }
}
