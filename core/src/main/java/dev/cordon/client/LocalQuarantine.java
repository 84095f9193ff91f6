package dev.cordon.client;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Geometry;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.Sectors;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Disposition;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * The quarantine on the computer where files are found: isolates them, shows them, and gives them back.
 *
 * <p>A file is removed only once its copy is durable, and given back only whole. Links are never followed. Every action
 * that is refused leaves everything as it was, and says why in a {@link Refusal}. What can go wrong all the same stands
 * in {@code docs/embedding.md}. Safe for use by many threads.
 */
public final class LocalQuarantine {
    private final ClientConfig config;
    private final SampleStore store;
    private final Folder.Opener folders;
    private final Isolation isolation;
    private final GivingBack givingBack;

    /** Makes the quarantine; ids and temporary names come from {@code random}. */
    public LocalQuarantine(ClientConfig config, SecureRandom random) {
        this(config, random, Folder::open);
    }

    LocalQuarantine(ClientConfig config, SecureRandom random, Folder.Opener folders) {
        this.config = config;
        this.store = config.work().store();
        this.folders = folders;
        this.isolation = new Isolation(config, random, folders);
        this.givingBack = new GivingBack(config, random, folders);
    }

    /**
     * Remembers a file as it is now, to prove a repair later. To be called while the file is known to be good, for
     * example when it is installed.
     *
     * @throws QuarantineException if it is not a regular file, can't be read, or is changed meanwhile
     */
    public void recordCheckup(Path file) throws IOException {
        try (Original original = Original.at(file, folders)) {
            Checkup checkup = Checkup.of(original.bytes());
            original.checkUnchanged();
            config.checkups().record(original.path(), checkup);
        }
    }

    /**
     * Takes a file into the quarantine and removes it from its place. Other names of the same file (hard links) stay
     * where they are, with everything in them; {@code Cordon-File-Links} tells how many names there were.
     *
     * @throws QuarantineException if it is not a regular file, stands behind a link, can't be read or kept, or is changed
     *     meanwhile; it is still in its place then
     */
    public Sample isolate(Path file, SampleReason reason) throws IOException {
        return isolation.file(file, reason);
    }

    /**
     * Takes bytes into the quarantine that are no file here, such as an attachment. They can be given back to a place
     * that is named then.
     *
     * @param name what they are called, for people; nothing is opened under it. Of more than 4,096 characters the last
     *     ones are kept
     * @param bytes read to the end, and not closed
     * @throws QuarantineException if they can't be read or kept
     */
    public Sample isolate(String name, InputStream bytes, SampleReason reason) throws IOException {
        return isolation.stream(name, bytes, reason);
    }

    /**
     * Takes sectors of a disk into the quarantine, read from an image of the disk (guide, "X-Sample-Sector"). The image
     * is only read, and stays as it is.
     *
     * @param image a file with all sectors of the disk in order; never a link
     * @param geometry the layout of the disk; cylinders, heads and sectors count from 0
     * @param sectors which sectors, in the order in which the sample is to hold them
     * @throws QuarantineException if the sectors are not on the disk or not in the image, the image can't be read or is
     *     changed meanwhile, or the sample can't be kept
     */
    public Sample isolateSectors(Path image, Geometry geometry, Sectors sectors, SampleReason reason)
            throws IOException {
        return isolation.sectors(image, geometry, sectors, reason);
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
     * Puts a sample in line for forwarding: one that was held back because forwarding waits for a person, one whose
     * forwarding was given up, or one that waits for its next attempt. It is forwarded by the next call of the station.
     *
     * @throws QuarantineException if the sample was forwarded already
     */
    public Sample forward(SampleId id) throws IOException {
        Sample sample = show(id);
        return store.update(sample, inLine(sample, config.work().clock().instant()));
    }

    private static Sample inLine(Sample sample, Instant now) throws QuarantineException {
        return switch (sample.status()) {
            case HELD -> sample.on(new SampleEvent.Queued(Priority.LOWEST.value()), now);
            case RELEASED -> sample.amend(more -> more.remove(CordonFields.DUE));
            case ERROR -> {
                SampleEvent restarted = new SampleEvent.Restarted("asked for by a person");
                SampleEvent released = new SampleEvent.Unresolved(Handling.AUTOMATIC);
                yield sample.on(restarted, now)
                        .on(new SampleEvent.TakenUp(), now)
                        .on(released, now);
            }
            default ->
                throw new QuarantineException(
                        Refusal.NOT_POSSIBLE, "the sample can't be forwarded; it is " + sample.status());
        };
    }

    /**
     * Gives a file back as it was captured, after a fresh scan has found nothing in it. What was written is read back and
     * compared before it gets its name.
     *
     * @throws QuarantineException if the scan finds something or can't look, or the place can't be used
     */
    public Restoration restore(SampleId id, Destination destination) throws IOException {
        Sample sample = held(id);
        return disposed(sample, Disposition.RESTORED, givingBack.scanned(sample, destination));
    }

    /**
     * Gives a file back as it was captured without looking for anything in it; for a person who knows what it is.
     *
     * @throws QuarantineException if the place can't be used
     */
    public Restoration restoreUnscanned(SampleId id, Destination destination) throws IOException {
        Sample sample = held(id);
        return disposed(sample, Disposition.RESTORED, givingBack.unscanned(sample, destination));
    }

    /**
     * Repairs a file and gives it back, if the installed definitions know how and the outcome is proved: a scan of it
     * finds nothing, and it is the file of the checkup entry where there is one.
     *
     * @throws QuarantineException if it can't be repaired, the repair can't be proved, or the place can't be used
     */
    public Restoration repair(SampleId id, Destination destination) throws IOException {
        Sample sample = held(id);
        return disposed(sample, Disposition.REPAIRED, givingBack.repaired(sample, destination));
    }

    /** Repairs a file, proves the outcome and leaves the file where it is; returns the digest of the repaired one. */
    HashCode proveRepair(SampleId id) throws IOException {
        return givingBack.proveRepair(held(id));
    }

    /**
     * Deletes a file from the quarantine. Its sample is gone afterwards.
     *
     * @throws UnknownSampleException if there is no such sample
     */
    public void delete(SampleId id) throws IOException {
        Sample sample = show(id);
        store.remove(sample.id());
    }

    private Sample held(SampleId id) throws IOException {
        Sample sample = show(id);
        if (!isIsolated(sample)) {
            throw new QuarantineException(Refusal.NOT_POSSIBLE, "the file was given back already");
        }
        return sample;
    }

    static boolean isIsolated(Sample sample) {
        return sample.disposition().filter(Disposition.ISOLATED::equals).isPresent();
    }

    private Restoration disposed(Sample sample, Disposition disposition, Restoration done) throws IOException {
        Sample present = sample;
        while (true) {
            try {
                store.update(present, present.amend(more -> more.set(CordonFields.DISPOSITION, disposition.token())));
                return done;
            } catch (StaleSampleException e) {
                // The file is in its place already, so this has to be said of whatever the sample has become.
                present = show(sample.id());
            }
        }
    }
}
