package dev.cordon.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** Looks at all connections again and again, and ends those whose client was waited for too long. */
final class Waits extends AbstractLifeCycle implements Connection.Listener {
    /** How many looks there are in one patience. */
    private static final int LOOKS = 10;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final JettyListenerConfig config;
    private final Scheduler scheduler;
    private final LongSupplier clock;
    private final Map<Connection, Wait> waits = new ConcurrentHashMap<>();

    /**
     * Looks at nothing yet.
     *
     * @param clock shows nanoseconds from anywhere on
     */
    Waits(JettyListenerConfig config, Scheduler scheduler, LongSupplier clock) {
        this.config = config;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    long now() {
        return clock.getAsLong();
    }

    /** Returns the wait of a connection; one of its own where the connection has ended. */
    Wait of(Connection connection) {
        return Optional.ofNullable(waits.get(connection)).orElseGet(() -> new Wait(config, now()));
    }

    @Override
    public void onOpened(Connection connection) {
        // The connection below that encrypts is ended with the one above that speaks HTTP.
        if (connection instanceof ConnectionMetaData) {
            waits.put(connection, new Wait(config, now()));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        waits.remove(connection);
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    private void lookLater() {
        Duration pause = config.patience().dividedBy(LOOKS);
        Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        scheduler.schedule(this::look, Math.max(1, bounded.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isRunning() && !isStarting()) {
            return;
        }
        long now = now();
        waits.forEach((connection, wait) -> {
            if (wait.isOver(now)) {
                connection.getEndPoint().close(new TimeoutException("the client was waited for too long"));
            }
        });
        lookLater();
    }
}
