package dev.cordon.recording;

import dev.cordon.codec.ErrorCode;
import dev.cordon.sample.SampleId;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A server takes a sample, or refuses it: from the first look at the message until it is durable. */
@Name("dev.cordon.Intake")
@Label("Sample Intake")
@Category("Cordon")
@Description("A server has taken a sample that a client forwarded, or has refused it")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // The flight recorder reads the fields.
public final class IntakeEvent extends Event {
    @Label("Sample")
    @Description("The id of the sample; empty where the message has none that can be read")
    private String sample = "";

    @Label("Size")
    @Description("The captured bytes; 0 where they were not received")
    @DataAmount
    private long size;

    @Label("Known")
    @Description("Whether the server had a sample of the same bytes already")
    private boolean known;

    @Label("Error")
    @Description("The error code of the refusal; empty for a sample that was taken")
    private String error = "";

    private IntakeEvent() {}

    /** Begins to measure. */
    public static IntakeEvent start() {
        IntakeEvent event = new IntakeEvent();
        event.begin();
        return event;
    }

    /** Says which sample it is. */
    public void of(SampleId id) {
        sample = id.value();
    }

    /**
     * Says what has arrived.
     *
     * @param bytes how many bytes were captured
     * @param isKnown whether there is a sample of these bytes already
     */
    public void received(long bytes, boolean isKnown) {
        size = bytes;
        known = isKnown;
    }

    /** Says that it was refused. */
    public void refused(ErrorCode code) {
        error = code.token();
    }
}
