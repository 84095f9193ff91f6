package dev.cordon.client;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.SampleType;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Disposition;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.scan.Examination;
import dev.cordon.scan.Examiner;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Scanner;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleLifecycle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * The quarantine on the computer where files are found: isolates them, shows them, and gives them back.
 *
 * <p>A file is removed only once its copy is durable, and given back only whole. Every action that is refused leaves
 * everything as it was. Safe for use by many threads.
 */
public final class LocalQuarantine {
    private final ClientConfig config;
    private final SampleStore store;
    private final SecureRandom random;
    private final Examiner examiner;

    /** Makes the quarantine; ids and temporary names come from {@code random}. */
    public LocalQuarantine(ClientConfig config, SecureRandom random) {
        this.config = config;
        this.store = config.work().store();
        this.random = random;
        this.examiner = new Examiner(config.active().scanner(), config.active().repairer());
    }

    /**
     * Remembers a file as it is now, to prove a repair later. To be called while the file is known to be good, for
     * example when it is installed.
     */
    public void recordCheckup(Path file) throws IOException {
        Original original = Original.at(file);
        config.checkups().record(original.path(), Checkup.of(MoreFiles.asByteSource(original.path())));
    }

    /**
     * Takes a file into the quarantine and removes it from its place.
     *
     * @throws QuarantineException if it is not a regular file, can't be read, or is changed meanwhile; it is still in
     *     its place then
     */
    public Sample isolate(Path file, SampleReason reason) throws IOException {
        Original original = Original.at(file);
        try (InputStream bytes = original.open();
                EncodedContent content = config.contents().capture(bytes)) {
            original.checkUnchanged();
            Sample kept = store.add(captured(original, reason, content), content);
            remove(original, kept);
            return kept;
        }
    }

    private Sample captured(Original original, SampleReason reason, EncodedContent content) throws IOException {
        Instant now = config.work().clock().instant();
        Header.Builder attributes = config.platform().toBuilder();
        attributes
                .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                .set(Attributes.SAMPLE_REASON, reason)
                .set(Attributes.DATE_CAPTURED, now)
                .set(CordonFields.DISPOSITION, Disposition.ISOLATED.token());
        original.describe(attributes);
        config.checkups()
                .find(original.path())
                .ifPresent(checkup -> attributes.set(Attributes.SAMPLE_CHECKUP, checkup.text()));
        config.active().sequence().ifPresent(sequence -> attributes.set(Attributes.SCAN_SIGNATURES_SEQUENCE, sequence));
        attributes.setAll(content.fields());
        return Sample.received(SampleId.random(random), attributes.build(), now)
                .on(new SampleEvent.Unresolved(config.forwarding()), now);
    }

    private void remove(Original original, Sample kept) throws IOException {
        try {
            original.checkUnchanged();
            original.delete();
        } catch (IOException e) {
            store.remove(kept.id());
            throw e instanceof QuarantineException refused
                    ? refused
                    : new QuarantineException("the file can't be removed from its place; it was not isolated", e);
        }
    }

    /** Returns the samples held here, oldest first. */
    public ImmutableList<Sample> list() throws IOException {
        return store.list(SampleStore.Query.all()).samples();
    }

    /**
     * Returns a sample.
     *
     * @throws UnknownSampleException if there is no such sample
     */
    public Sample show(SampleId id) throws IOException {
        return store.find(id).orElseThrow(() -> new UnknownSampleException(id));
    }

    /**
     * Puts a sample in line for forwarding that was held back, because forwarding waits for a person.
     *
     * @throws QuarantineException if the sample is not held back
     */
    public Sample forward(SampleId id) throws IOException {
        Sample sample = show(id);
        SampleEvent queued = new SampleEvent.Queued(Priority.LOWEST.value());
        if (!SampleLifecycle.allows(sample.status(), queued.kind())) {
            throw new QuarantineException("the sample is not held back; it is " + sample.status());
        }
        return store.update(sample, sample.on(queued, config.work().clock().instant()));
    }

    /**
     * Gives a file back as it was captured, after a fresh scan has found nothing in it.
     *
     * @param to a file that is not there yet, or a folder that is; empty for the original place
     * @return where the file is now
     * @throws QuarantineException if the scan finds something or can't look, or the place can't be used
     */
    public Path restore(SampleId id, Optional<Path> to) throws IOException {
        Sample sample = held(id);
        ByteSource captured = config.contents().captured(store, id);
        Examination examination = examiner.examine(captured);
        if (!(examination.report().verdict() instanceof Scanner.NothingDetected)) {
            throw new QuarantineException(
                    examination.virus().isPresent()
                            ? "the scan still finds something in the file; it stays isolated"
                            : "the file can't be scanned; install definitions, or restore it unscanned");
        }
        return give(sample, captured, to);
    }

    /** Gives a file back as it was captured without looking at it; for a person who knows what it is. */
    public Path restoreUnscanned(SampleId id, Optional<Path> to) throws IOException {
        return give(held(id), config.contents().captured(store, id), to);
    }

    private Path give(Sample sample, ByteSource captured, Optional<Path> to) throws IOException {
        Placement placement = Placement.of(sample, to, random);
        placement.write(sample, captured::copyTo, written -> {
            if (!written.hash(Hashing.sha256()).equals(sample.digest())) {
                throw new QuarantineException("the file can't be given back byte for byte; nothing was restored");
            }
        });
        dispose(sample, Disposition.RESTORED);
        return placement.path();
    }

    /**
     * Repairs a file and gives it back, if the installed definitions know how and the outcome is proved: a scan of it
     * finds nothing, and it is the file of the checkup entry where there is one.
     *
     * @param to a file that is not there yet, or a folder that is; empty for the original place
     * @return where the file is now
     * @throws QuarantineException if it can't be repaired, or the repair can't be proved
     */
    public Path repair(SampleId id, Optional<Path> to) throws IOException {
        Sample sample = held(id);
        ByteSource captured = config.contents().captured(store, id);
        String virus = examiner.examine(captured)
                .virus()
                .orElseThrow(() -> new QuarantineException("the scan finds nothing to repair in the file"));
        Placement placement = Placement.of(sample, to, random);
        placement.write(sample, sink -> repairInto(sink, new Repairer.Request(captured, virus)), written -> {
            proveClean(written);
            proveOriginal(sample, written);
        });
        dispose(sample, Disposition.REPAIRED);
        return placement.path();
    }

    private void repairInto(OutputStream sink, Repairer.Request request) throws IOException {
        Repairer.Outcome outcome = config.active().repairer().repair(request, sink);
        if (outcome instanceof Repairer.NoRepair) {
            throw new QuarantineException("the installed definitions don't know how to repair the file");
        }
        if (outcome instanceof Repairer.Failed failed) {
            throw new QuarantineException("the file can't be repaired: " + failed.reason());
        }
    }

    private void proveClean(ByteSource repaired) throws IOException {
        Scanner.Report report = config.active().scanner().scan(new Scanner.Request(repaired));
        if (!(report.verdict() instanceof Scanner.NothingDetected)) {
            throw new QuarantineException("the repaired file does not scan clean; it stays isolated");
        }
    }

    private static void proveOriginal(Sample sample, ByteSource repaired) throws IOException {
        Optional<Checkup> checkup = sample.find(Attributes.SAMPLE_CHECKUP).flatMap(Checkup::parse);
        if (checkup.isPresent() && !checkup.get().matches(repaired)) {
            throw new QuarantineException("the repaired file is not the one from before the infection");
        }
    }

    /** Deletes a file from the quarantine. Its sample is gone afterwards. */
    public void delete(SampleId id) throws IOException {
        Sample sample = show(id);
        store.remove(sample.id());
    }

    private Sample held(SampleId id) throws IOException {
        Sample sample = show(id);
        boolean isolated = sample.find(CordonFields.DISPOSITION)
                .filter(Disposition.ISOLATED.token()::equals)
                .isPresent();
        if (!isolated) {
            throw new QuarantineException("the file was given back already");
        }
        return sample;
    }

    private void dispose(Sample sample, Disposition disposition) throws IOException {
        Sample present = sample;
        while (true) {
            try {
                store.update(present, present.amend(more -> more.set(CordonFields.DISPOSITION, disposition.token())));
                return;
            } catch (StaleSampleException e) {
                // The file is in its place already, so this has to be said of whatever the sample has become.
                present = show(sample.id());
            }
        }
    }
}
