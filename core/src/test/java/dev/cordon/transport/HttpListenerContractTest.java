package dev.cordon.transport;

import dev.cordon.protocol.Desk;
import dev.cordon.spi.Listener;
import dev.cordon.testkit.ListenerContract;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

class HttpListenerContractTest extends ListenerContract {
    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Override
    protected Listener open(HttpListenerConfig config, Desk desk, SettableClock clock) throws IOException {
        return HttpListener.open(config, desk, executor, clock);
    }
}
