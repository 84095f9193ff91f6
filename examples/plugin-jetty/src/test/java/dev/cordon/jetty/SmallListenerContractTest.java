package dev.cordon.jetty;

import dev.cordon.protocol.Desk;
import dev.cordon.spi.Listener;
import dev.cordon.testkit.ListenerContract;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.HttpListenerConfig;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

class SmallListenerContractTest extends ListenerContract {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Override
    protected Listener open(HttpListenerConfig config, Desk desk, SettableClock clock) throws IOException {
        return SmallListener.open(config, desk, threads, clock);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }
}
