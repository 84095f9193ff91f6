package dev.cordon.alert;

import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertSink;

/**
 * Writes alerts to a log of the JDK's {@link System.Logger}: what is raised or has grown as a warning, what is cleared as
 * information. Safe for use by many threads.
 */
public final class LogSink implements AlertSink {
    private final System.Logger log;

    /** Makes a sink for a log. */
    public LogSink(System.Logger log) {
        this.log = log;
    }

    @Override
    public void tell(Alert alert) {
        System.Logger.Level level =
                alert.change() == Alert.Change.CLEARED ? System.Logger.Level.INFO : System.Logger.Level.WARNING;
        log.log(level, alert::line);
    }
}
