package dev.cordon.store;

import dev.cordon.spi.DefinitionStore;
import dev.cordon.testkit.DefinitionStoreContract;

class BucketDefinitionStoreContractTest extends DefinitionStoreContract {
    private final BucketDefinitionStore.Bucket bucket = new MemoryBucket();

    @Override
    protected DefinitionStore open() {
        return new BucketDefinitionStore(bucket);
    }
}
