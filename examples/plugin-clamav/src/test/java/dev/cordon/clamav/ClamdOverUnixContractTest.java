package dev.cordon.clamav;

import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.testkit.EngineContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ClamdOverUnixContractTest extends EngineContract {
    private final Closing closing = new Closing();

    @TempDir
    private Path folder;

    private Engine engine = set -> {
        throw new IOException("clamd was not started");
    };

    @BeforeEach
    void start() throws IOException {
        RealClamd clamd = closing.later(RealClamd.start(folder));
        engine = new ClamdEngine(
                closing.later(new Clamd(ClamdConfig.unix(clamd.socket()))), clamd.databases(), new SignatureEngine());
    }

    @AfterEach
    void close() throws Exception {
        closing.close();
    }

    @Override
    protected Engine engine() {
        return engine;
    }
}
