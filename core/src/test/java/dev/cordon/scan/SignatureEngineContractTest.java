package dev.cordon.scan;

import dev.cordon.spi.Engine;
import dev.cordon.testkit.EngineContract;

final class SignatureEngineContractTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new SignatureEngine();
    }
}
