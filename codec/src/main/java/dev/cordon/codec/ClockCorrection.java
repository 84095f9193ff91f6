package dev.cordon.codec;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Moves the dates of a received message to the local clock (guide, "X-Date attributes").
 *
 * @param difference what has to be added to the sender's time; zero where the sender did not say its own, or it can't be read
 */
public record ClockCorrection(Duration difference) {
    private static final String DATES = "X-Date-";
    private static final Syntax<Instant> DATE = Syntaxes.date();

    /** Returns the difference between the sender's {@code Date} and the local clock, in whole seconds. */
    public static ClockCorrection between(Header received, Instant local) {
        return new ClockCorrection(received.find(ContentKeys.DATE)
                .map(sender -> Duration.ofSeconds(local.getEpochSecond() - sender.getEpochSecond()))
                .orElse(Duration.ZERO));
    }

    /** Returns the header with every {@code X-Date-} value, known or not, moved; one that can't be read or moved stays. */
    public Header apply(Header received) {
        if (difference.isZero()) {
            return received;
        }
        Header.Builder corrected = Header.builder();
        for (Header.Field field : received.fields()) {
            corrected.add(field.name(), isDate(field) ? moved(field.value()) : field.value());
        }
        return corrected.build();
    }

    private static boolean isDate(Header.Field field) {
        return field.name().regionMatches(true, 0, DATES, 0, DATES.length());
    }

    private String moved(String value) {
        try {
            return DATE.format(DATE.parse(value).plus(difference));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return value;
        }
    }
}
