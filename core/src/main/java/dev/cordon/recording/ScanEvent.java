package dev.cordon.recording;

import dev.cordon.attribute.Sequence;
import dev.cordon.sample.Sample;
import dev.cordon.scan.Examination;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A server scans a sample and tries whether it can be repaired. */
@Name("dev.cordon.Scan")
@Label("Sample Scan")
@Category("Cordon")
@Description("A server has scanned a sample and tried whether it can be repaired")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // The flight recorder reads the fields.
public final class ScanEvent extends Event {
    @Label("Sample")
    @Description("The id of the sample")
    private final String sample;

    @Label("Size")
    @Description("The captured bytes")
    @DataAmount
    private final long size;

    @Label("Result")
    @Description("What the scan came to, in the words of X-Scan-Result")
    private String result = "";

    @Label("Virus")
    @Description("The name of what was found; empty if nothing was")
    private String virus = "";

    @Label("Engine")
    @Description("The name of the scanner")
    private String engine = "";

    @Label("Sequence")
    @Description("The definitions scanned with; 0 for definitions without a sequence")
    private int sequence;

    @Label("Complete")
    @Description("Whether all of the sample was looked at")
    private boolean complete;

    private ScanEvent(Sample sample) {
        this.sample = sample.id().value();
        this.size = sample.size();
    }

    /** Begins to measure. */
    public static ScanEvent start(Sample sample) {
        ScanEvent event = new ScanEvent(sample);
        event.begin();
        return event;
    }

    /** Records what came of it. */
    public void finish(Examination examination) {
        result = examination.result().token();
        virus = examination.virus().orElse("");
        engine = examination.report().coverage().engine();
        sequence =
                examination.report().coverage().sequence().map(Sequence::value).orElse(0);
        complete = examination.report().coverage().complete();
        commit();
    }
}
