package dev.cordon.alert;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How one event is watched (guide, table 4-1, "Configure Event Notification").
 *
 * @param enabled whether it is told
 * @param timeout how long the condition lasts before it is told, from 0 to 3650 days
 */
public record AlertRule(boolean enabled, Duration timeout) {
    /** The longest time that makes sense anywhere in the settings of alerts. */
    static final Duration LONGEST = Duration.ofDays(3650);

    /** Refuses another timeout. */
    public AlertRule {
        checkArgument(
                !timeout.isNegative() && timeout.compareTo(LONGEST) <= 0,
                "a timeout is 0 to %s days",
                LONGEST.toDays());
    }
}
