package dev.cordon.clamav;

import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.testkit.EngineContract;

/** The example of the page does what every engine does. */
class TwoEnginesContractTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new TwoEngines(new SignatureEngine(), new SignatureEngine());
    }
}
