package dev.cordon.icap;

import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.testkit.EngineContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Beside a server that finds nothing, an engine does what every engine does. */
class SecondOpinionContractTest extends EngineContract {
    private final Closing closing = new Closing();
    private Engine engine = set -> {
        throw new IOException("there is no server yet");
    };

    @BeforeEach
    void start() throws IOException {
        FakeIcap fake = closing.later(new FakeIcap("Preview: 1024\r\n", (body, said) -> {
            if (!FakeIcap.readChunks(body).endsWith("ieof")) {
                FakeIcap.say(said, FakeIcap.CONTINUE);
                FakeIcap.readChunks(body);
            }
            FakeIcap.say(said, FakeIcap.NOTHING);
        }));
        IcapService service = closing.later(new IcapService(fake.config()));
        engine = new SecondOpinion(new SignatureEngine(), service.scanner());
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
