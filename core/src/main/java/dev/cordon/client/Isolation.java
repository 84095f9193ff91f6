package dev.cordon.client;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Geometry;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sectors;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Disposition;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.statemachine.SampleEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How files, streams and sectors come into the quarantine.
 *
 * <p>In this order: look, read, look again, store until that is durable, and only then remove the original.
 */
final class Isolation {
    private final ClientConfig config;
    private final SecureRandom random;
    private final Folder.Opener folders;

    Isolation(ClientConfig config, SecureRandom random, Folder.Opener folders) {
        this.config = config;
        this.random = random;
        this.folders = folders;
    }

    Sample file(Path file, SampleReason reason) throws IOException {
        try (Original original = Original.at(file, folders)) {
            checkSize(original.size());
            Sample kept = keep(original, reason);
            remove(original, kept);
            return kept;
        }
    }

    private Sample keep(Original original, SampleReason reason) throws IOException {
        Header.Builder attributes = captured(SampleType.FILE, reason);
        Set<Trait> lost = original.describe(attributes);
        checkup(original.path()).ifPresent(entry -> attributes.set(Attributes.SAMPLE_CHECKUP, entry.text()));
        try (InputStream bytes = original.open();
                EncodedContent content = capture(bytes)) {
            original.checkUnchanged();
            return store(attributes, lost, content);
        }
    }

    /** A database that can't be read costs the entry, not the isolation. */
    private Optional<Checkup> checkup(Path file) {
        try {
            return config.checkups().find(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void remove(Original original, Sample kept) throws IOException {
        try {
            original.remove(kept.digest(), kept.id().value());
        } catch (IOException e) {
            QuarantineException refused = e instanceof QuarantineException known
                    ? known
                    : new QuarantineException(
                            Refusal.NOT_REMOVABLE, "the file can't be removed from its place; it was not isolated", e);
            if (original.isTaken()) {
                forget(kept, refused);
            }
            throw refused;
        }
    }

    private void forget(Sample kept, QuarantineException refused) {
        try {
            config.work().store().remove(kept.id());
        } catch (IOException e) {
            refused.addSuppressed(e);
        }
    }

    Sample stream(String name, InputStream bytes, SampleReason reason) throws IOException {
        Header.Builder attributes = captured(SampleType.FILE, reason);
        FileNames.describe(name, name, attributes);
        try (EncodedContent content = capture(new Reading(bytes))) {
            return store(attributes, EnumSet.noneOf(Trait.class), content);
        }
    }

    Sample sectors(Path image, Geometry geometry, Sectors sectors, SampleReason reason) throws IOException {
        DiskImage disk = new DiskImage(geometry, sectors);
        checkSize(disk.size());
        Header.Builder attributes = captured(SampleType.SECTOR, reason);
        attributes.set(Attributes.SAMPLE_GEOMETRY, geometry).set(Attributes.SAMPLE_SECTOR, sectors);
        try (Original original = Original.at(image, folders);
                SeekableByteChannel channel = original.channel();
                EncodedContent content = capture(new Reading(disk.read(channel)))) {
            original.checkUnchanged();
            return store(attributes, EnumSet.noneOf(Trait.class), content);
        }
    }

    private Header.Builder captured(SampleType type, SampleReason reason) {
        Header.Builder attributes = config.platform().toBuilder();
        config.active().sequence().ifPresent(sequence -> attributes.set(Attributes.SCAN_SIGNATURES_SEQUENCE, sequence));
        return attributes
                .set(Attributes.SAMPLE_TYPE, type)
                .set(Attributes.SAMPLE_REASON, reason)
                .set(Attributes.DATE_CAPTURED, config.work().clock().instant())
                .set(CordonFields.DISPOSITION, Disposition.ISOLATED.token());
    }

    private void checkSize(long size) throws QuarantineException {
        if (size > config.contents().maxSize()) {
            throw tooLarge();
        }
    }

    private static QuarantineException tooLarge() {
        return new QuarantineException(
                Refusal.TOO_LARGE, "there is more than the quarantine takes; raise its limit, or see to it by hand");
    }

    private EncodedContent capture(InputStream bytes) throws IOException {
        try {
            return config.contents().capture(bytes);
        } catch (QuarantineException e) {
            throw e;
        } catch (WireException e) {
            throw e.code() == ErrorCode.OVERRUN ? tooLarge() : notKept(e);
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    private Sample store(Header.Builder attributes, Set<Trait> lost, EncodedContent content) throws IOException {
        Instant now = config.work().clock().instant();
        Header header = attributes.setAll(content.fields()).build();
        Sample sample = Sample.received(SampleId.random(random), header, now)
                .on(new SampleEvent.Unresolved(config.policy().get().forwarding()), now);
        if (!lost.isEmpty()) {
            sample = sample.fault(WireError.of(ErrorCode.INTERNAL), "not everything could be kept: " + lost, now);
        }
        try {
            return config.work().store().add(sample, content);
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    private static QuarantineException notKept(IOException cause) {
        return new QuarantineException(
                Refusal.NOT_KEPT, "the quarantine can't keep it; check its disk. Nothing was isolated", cause);
    }
}
