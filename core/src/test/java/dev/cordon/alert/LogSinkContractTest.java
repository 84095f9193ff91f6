package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.AlertSink;
import dev.cordon.testkit.AlertSinkContract;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The log as a sink. */
class LogSinkContractTest extends AlertSinkContract {
    private final List<String> lines = new ArrayList<>();
    private final List<System.Logger.Level> levels = new ArrayList<>();
    private final AlertSink sink = new LogSink(new Log());

    @Override
    protected AlertSink sink() {
        return sink;
    }

    @Override
    protected List<String> arrived() {
        return lines;
    }

    @Override
    protected boolean breakDown() {
        return false;
    }

    @Override
    protected boolean mend() {
        return false;
    }

    @Test
    void whatBeginsIsAWarningAndWhatEndsIsNot() throws Exception {
        for (Alert.Change change : Alert.Change.values()) {
            sink.tell(new Alert(
                    AlertEvent.QUOTA_LOW, change, Instant.EPOCH, Instant.EPOCH, ImmutableList.of(), 0, "Full."));
        }

        assertThat(levels)
                .containsExactly(System.Logger.Level.WARNING, System.Logger.Level.WARNING, System.Logger.Level.INFO);
    }

    /** Keeps what is logged, formatted as the JDK does it. */
    private final class Log implements System.Logger {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            levels.add(level);
            lines.add(text);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, Object @Nullable ... parts) {
            levels.add(level);
            lines.add(parts == null || parts.length == 0 ? format : MessageFormat.format(format, parts));
        }
    }
}
