package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.AlertSink;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Who is told, and by which threads.
 *
 * @param sinks where alerts go
 * @param executor calls the sinks, each by one thread at a time. It needs a thread for each sink, so that one that hangs
 *     holds up nobody else; a cached thread pool has them and never more. The caller shuts it down
 */
public record Alerting(ImmutableList<AlertSink> sinks, Executor executor) {
    /** Returns an arrangement in which nobody is told. */
    public static Alerting nobody() {
        return new Alerting(ImmutableList.of(), Runnable::run);
    }

    /** Returns an arrangement in which these sinks are told. */
    public static Alerting to(Executor executor, AlertSink... sinks) {
        return new Alerting(ImmutableList.copyOf(sinks), executor);
    }

    /** Hears of sinks that fail. Safe for use by many threads. */
    @FunctionalInterface
    public interface Failures {
        /** Takes note of what went wrong, in words for people. */
        void failed(String what);
    }

    /** Returns a copy that tells one more. */
    public Alerting and(AlertSink sink) {
        return new Alerting(
                ImmutableList.<AlertSink>builder().addAll(sinks).add(sink).build(), executor);
    }

    static String nameOf(List<AlertSink> sinks, int place) {
        return "alert sink " + (place + 1) + " (" + sinks.get(place).getClass().getSimpleName() + ")";
    }
}
