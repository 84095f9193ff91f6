package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.Alert;
import java.time.InstantSource;
import java.util.stream.IntStream;

/** Takes alerts to all sinks, each on its own. Safe for use by many threads. */
final class Announcer {
    private final Alerting alerting;
    private final ImmutableList<SinkQueue> queues;

    Announcer(Alerting alerting, InstantSource clock, Alerting.Failures observer) {
        this.alerting = alerting;
        this.queues = IntStream.range(0, alerting.sinks().size())
                .mapToObj(place -> new SinkQueue(
                        alerting.sinks().get(place), Alerting.nameOf(alerting.sinks(), place), clock, observer))
                .collect(ImmutableList.toImmutableList());
    }

    /** Puts an alert in line for all sinks; {@link #start} sends it on its way. */
    Telling tell(Alert alert) {
        Telling telling = new Telling(queues.size());
        queues.forEach(queue -> queue.add(alert, telling));
        return telling;
    }

    /** Lets the sinks be told what is due, and returns at once, unless the executor works in the calling thread. */
    void start(AlertSettings settings) {
        queues.forEach(queue -> queue.start(alerting.executor(), settings.backoff(), settings.patience()));
    }
}
