package dev.cordon.store;

import dev.cordon.spi.SampleStore;
import dev.cordon.testkit.SampleStoreContract;
import java.io.IOException;
import java.nio.file.Path;

/** The store in a folder does what every store does; {@link SampleFilesTest} and {@link ReopeningTest} test the rest. */
final class DirectorySampleStoreTest extends SampleStoreContract {
    @Override
    protected SampleStore open(Path folder) throws IOException {
        return DirectorySampleStore.open(folder);
    }
}
