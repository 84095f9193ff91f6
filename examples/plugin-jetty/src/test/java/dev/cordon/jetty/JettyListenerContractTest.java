package dev.cordon.jetty;

import dev.cordon.protocol.Desk;
import dev.cordon.spi.Listener;
import dev.cordon.testkit.ListenerContract;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.HttpListenerConfig;
import java.io.IOException;

class JettyListenerContractTest extends ListenerContract {
    @Override
    protected Listener open(HttpListenerConfig config, Desk desk, SettableClock clock) throws IOException {
        return JettyListener.open(JettyListenerConfig.of(config), desk, clock);
    }
}
