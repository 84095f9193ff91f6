package dev.cordon.cli;

import java.time.Duration;

/** Lengths of time for people. */
final class Spans {
    private Spans() {}

    /** Returns a length of time in the largest unit that gives a whole number: {@code 30 min}, {@code 24 h}. */
    static String text(Duration span) {
        if (span.toMinutesPart() == 0 && span.toSecondsPart() == 0) {
            return span.toHours() + " h";
        }
        return span.toSecondsPart() == 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
