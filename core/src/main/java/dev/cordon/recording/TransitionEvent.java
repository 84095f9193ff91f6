package dev.cordon.recording;

import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A step of a sample, recorded once it is durable. */
@Name("dev.cordon.Transition")
@Label("Sample Transition")
@Category("Cordon")
@Description("A sample has taken a step, and the step is durable")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // The flight recorder reads the fields.
final class TransitionEvent extends Event {
    @Label("Sample")
    @Description("The id of the sample")
    private final String sample;

    @Label("From")
    @Description("The status or analysis state before; start for a sample that is new")
    private final String from;

    @Label("Event")
    @Description("What happened, in the words of the lifecycle")
    private final String event;

    @Label("To")
    @Description("The status or analysis state after")
    private final String to;

    @Label("Changes")
    @Description("X-Sample-Changes after the step")
    private final int changes;

    TransitionEvent(Sample sample, HistoryEntry step) {
        this.sample = sample.id().value();
        this.from = step.from();
        this.event = step.event();
        this.to = step.to();
        this.changes = step.changes();
    }
}
