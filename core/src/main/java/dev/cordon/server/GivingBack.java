package dev.cordon.server;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.EncodedContent;
import dev.cordon.exchange.FreshFile;
import dev.cordon.exchange.SampleContents;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Sample;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Scanner;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes what a person gets of a sample: its bytes as they were captured, or repaired (guide, "Repairing and restoring
 * quarantined files"). Safe for use by many threads.
 */
final class GivingBack {
    private final SampleStore store;
    private final SampleContents contents;
    private final ActiveDefinitions active;

    GivingBack(ServerConfig config) {
        this.store = config.work().store();
        this.contents = config.contents();
        this.active = config.active();
    }

    /**
     * Returns a sample as it was captured, if a scan with the present definitions finds nothing in it.
     *
     * @throws RefusedActionException if the scan finds something, or could not look
     */
    Given restored(Sample sample) throws IOException {
        Scanner.Verdict verdict = scan(contents.captured(store, sample.id()));
        if (verdict instanceof Scanner.Detected) {
            throw refused(Action.RESTORE, sample, "the scan finds something in it; repair it, or restore it unscanned");
        }
        if (verdict instanceof Scanner.NotScanned notScanned) {
            throw refused(
                    Action.RESTORE,
                    sample,
                    "it was not scanned: " + notScanned.reason() + "; restore it unscanned if you know what it is");
        }
        return unscanned(sample);
    }

    /** Returns a sample as it was captured; for a person who knows what it is. */
    Given unscanned(Sample sample) throws IOException {
        SampleStore.Content content = store.content(sample.id());
        return new Given(sample, content.fields(), content.wire(), () -> {});
    }

    /**
     * Returns a sample repaired, if the present definitions know how and the outcome is proved: a scan of it finds
     * nothing, and it is the file of the checkup entry where there is one.
     *
     * @throws RefusedActionException if it can't be repaired, or the repair can't be proved
     */
    Given repaired(Sample sample) throws IOException {
        ByteSource captured = contents.captured(store, sample.id());
        Path file = Files.createTempFile(contents.spooling().directory(), "spool", ".tmp");
        try {
            repairInto(file, sample, captured);
            ByteSource repaired = MoreFiles.asByteSource(file);
            prove(sample, repaired);
            try (InputStream bytes = repaired.openStream()) {
                EncodedContent content = contents.capture(bytes);
                return new Given(sample, content.fields(), content.wire(), content);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Returns the bytes that a person gets, unscrambled. */
    FreshFile.Source source(Given given) {
        ByteSource bytes = contents.captured(new SampleStore.Content(given.fields(), given.wire()));
        return bytes::copyTo;
    }

    private void repairInto(Path file, Sample sample, ByteSource captured) throws IOException {
        Scanner.Verdict verdict = scan(captured);
        if (!(verdict instanceof Scanner.Detected detected)) {
            String why = verdict instanceof Scanner.NotScanned notScanned
                    ? "it was not scanned: " + notScanned.reason()
                    : "the scan finds nothing to repair";
            throw refused(Action.REPAIR, sample, why);
        }
        try (OutputStream sink = new BufferedOutputStream(Files.newOutputStream(file))) {
            Repairer.Outcome outcome = active.repairer().repair(new Repairer.Request(captured, detected.virus()), sink);
            if (outcome instanceof Repairer.NoRepair) {
                throw refused(Action.REPAIR, sample, "the present definitions don't know how to repair it");
            }
            if (outcome instanceof Repairer.Failed failed) {
                throw refused(Action.REPAIR, sample, "it can't be repaired: " + failed.reason());
            }
        }
    }

    private void prove(Sample sample, ByteSource repaired) throws IOException {
        if (!(scan(repaired) instanceof Scanner.NothingDetected)) {
            throw refused(Action.REPAIR, sample, "what the repair gives does not scan clean");
        }
        Optional<Checkup> checkup = sample.find(Attributes.SAMPLE_CHECKUP).flatMap(Checkup::parse);
        if (checkup.isPresent() && !checkup.get().matches(repaired)) {
            throw refused(Action.REPAIR, sample, "what the repair gives is not the file from before the infection");
        }
    }

    private Scanner.Verdict scan(ByteSource content) {
        return active.scanner().scan(new Scanner.Request(content)).verdict();
    }

    private static RefusedActionException refused(Action action, Sample sample, String why) {
        return ActionRules.refused(action, sample, why);
    }
}
