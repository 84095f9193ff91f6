package dev.cordon.recording;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.sample.Sample;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A server offers definitions to the computer that a sample came from. */
@Name("dev.cordon.Delivery")
@Label("Definitions Delivery")
@Category("Cordon")
@Description("A server has tried to deliver the definitions that a sample needs")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // The flight recorder reads the fields.
public final class DeliveryEvent extends Event {
    @Label("Sample")
    @Description("The id of the sample")
    private final String sample;

    @Label("Target")
    @Description("The computer, its X-Platform-GUID; empty for one without")
    private final String target;

    @Label("Sequence")
    @Description("The definitions that the sample needs; 0 for none")
    private final int sequence;

    @Label("Outcome")
    @Description("The status of the sample after the attempt; distribute if it is tried again")
    private String outcome = "";

    private DeliveryEvent(Sample sample) {
        this.sample = sample.id().value();
        this.target = sample.find(Attributes.PLATFORM_GUID).orElse("");
        this.sequence = sample.sequenceNeeded().map(Sequence::value).orElse(0);
    }

    /** Begins to measure. */
    public static DeliveryEvent start(Sample sample) {
        DeliveryEvent event = new DeliveryEvent(sample);
        event.begin();
        return event;
    }

    /** Records what came of it. */
    public void finish(Sample after) {
        outcome = after.status().token();
        commit();
    }
}
