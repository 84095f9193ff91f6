package dev.cordon.client;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Sample;
import dev.cordon.scan.Examination;
import dev.cordon.scan.Examiner;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;

/** How files come out of the quarantine: as they were captured, or repaired. */
final class GivingBack {
    private final ClientConfig config;
    private final SecureRandom random;
    private final Folder.Opener folders;
    private final Examiner examiner;

    GivingBack(ClientConfig config, SecureRandom random, Folder.Opener folders) {
        this.config = config;
        this.random = random;
        this.folders = folders;
        this.examiner = new Examiner(config.active().scanner(), config.active().repairer());
    }

    Restoration scanned(Sample sample, Destination destination) throws IOException {
        Examination examination = examiner.examine(captured(sample));
        if (examination.virus().isPresent()) {
            throw new QuarantineException(
                    Refusal.DETECTED, "the scan still finds something in the file; it stays isolated");
        }
        if (examination.report().verdict() instanceof Scanner.NotScanned) {
            throw new QuarantineException(
                    Refusal.NOT_SCANNED, "the file can't be scanned; install definitions, or restore it unscanned");
        }
        return unscanned(sample, destination);
    }

    Restoration unscanned(Sample sample, Destination destination) throws IOException {
        ByteSource captured = captured(sample);
        try (Placement placement = placement(sample, destination)) {
            ImmutableSet<Trait> lost = placement.write(sample, captured::copyTo, written -> {
                if (!written.hash(Hashing.sha256()).equals(sample.digest())) {
                    throw damaged(new IOException("another digest"));
                }
            });
            return new Restoration(placement.path(), lost);
        }
    }

    Restoration repaired(Sample sample, Destination destination) throws IOException {
        Repairer.Request request = repairable(sample);
        try (Placement placement = placement(sample, destination)) {
            ImmutableSet<Trait> lost =
                    placement.write(sample, sink -> repair(request, sink), written -> prove(sample, written));
            return new Restoration(placement.path(), lost);
        }
    }

    /** Repairs a file, proves the outcome and throws it away; returns its SHA-256 digest. */
    HashCode proveRepair(Sample sample) throws IOException {
        Repairer.Request request = repairable(sample);
        try (Trial trial = new Trial(config.contents().spooling().directory())) {
            ByteSource repaired = trial.run(sink -> repair(request, sink));
            prove(sample, repaired);
            return repaired.hash(Hashing.sha256());
        }
    }

    private Repairer.Request repairable(Sample sample) throws IOException {
        ByteSource captured = captured(sample);
        String virus = examiner.examine(captured)
                .virus()
                .orElseThrow(() ->
                        new QuarantineException(Refusal.NOT_REPAIRED, "the scan finds nothing to repair in the file"));
        return new Repairer.Request(captured, virus);
    }

    private void repair(Repairer.Request request, OutputStream sink) throws IOException {
        Repairer.Outcome outcome = config.active().repairer().repair(request, sink);
        if (outcome instanceof Repairer.NoRepair) {
            throw new QuarantineException(
                    Refusal.NOT_REPAIRED, "the installed definitions don't know how to repair the file");
        }
        if (outcome instanceof Repairer.Failed failed) {
            throw new QuarantineException(Refusal.NOT_REPAIRED, "the file can't be repaired: " + failed.reason());
        }
    }

    private void prove(Sample sample, ByteSource repaired) throws IOException {
        Scanner.Report report = config.active().scanner().scan(new Scanner.Request(repaired));
        if (!(report.verdict() instanceof Scanner.NothingDetected)) {
            throw new QuarantineException(
                    Refusal.NOT_REPAIRED, "the repaired file does not scan clean; it stays isolated");
        }
        Optional<Checkup> checkup = sample.find(Attributes.SAMPLE_CHECKUP).flatMap(Checkup::parse);
        if (checkup.isPresent() && !checkup.get().matches(repaired)) {
            throw new QuarantineException(
                    Refusal.NOT_REPAIRED, "the repaired file is not the one from before the infection");
        }
    }

    private ByteSource captured(Sample sample) {
        ByteSource held = config.contents().captured(config.work().store(), sample.id());
        return new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                try {
                    return new Reading(held.openStream(), GivingBack::damaged);
                } catch (IOException e) {
                    throw damaged(e);
                }
            }

            @Override
            public long copyTo(OutputStream sink) throws IOException {
                try (InputStream bytes = openStream()) {
                    return ByteStreams.copy(bytes, sink);
                }
            }
        };
    }

    private static QuarantineException damaged(IOException cause) {
        return new QuarantineException(
                Refusal.DAMAGED, "the file can't be given back byte for byte; nothing was restored", cause);
    }

    private Placement placement(Sample sample, Destination destination) throws IOException {
        if (destination.path().isPresent()) {
            return named(sample, destination.path().get(), destination.replaces());
        }
        try {
            return Placement.at(original(sample), destination.replaces(), folders, random);
        } catch (QuarantineException refusal) {
            Path chosen = destination.chooser().choose(sample, refusal).orElseThrow(() -> refusal);
            return named(sample, chosen, destination.replaces());
        }
    }

    private static Path original(Sample sample) throws QuarantineException {
        String uri = sample.find(CordonFields.PATH)
                .orElseThrow(() -> new QuarantineException(
                        Refusal.NO_PLACE, "the sample did not come from a file of this computer; name a place"));
        try {
            return Path.of(URI.create(uri));
        } catch (IllegalArgumentException | FileSystemNotFoundException | SecurityException e) {
            throw new QuarantineException(
                    Refusal.NO_PLACE, "the place it came from can't be a path here; name another", e);
        }
    }

    private Placement named(Sample sample, Path to, boolean replaces) throws IOException {
        Path absolute = to.toAbsolutePath();
        if (Files.isDirectory(absolute, LinkOption.NOFOLLOW_LINKS)) {
            return Placement.at(absolute.resolve(name(sample)), replaces, folders, random);
        }
        return Placement.at(absolute, replaces, folders, random);
    }

    /** Returns the old name of a file: the exact one where it came from here, otherwise one that is safe anywhere. */
    private static String name(Sample sample) throws QuarantineException {
        if (sample.find(CordonFields.PATH).isPresent()) {
            return Objects.requireNonNull(original(sample).getFileName()).toString();
        }
        return sample.find(Attributes.SAMPLE_FILE)
                .flatMap(PlaceName::of)
                .orElseThrow(() -> new QuarantineException(
                        Refusal.BAD_NAME, "the sample has no name that can be used for a file; name a file"));
    }

    static boolean hasPlace(Sample sample) {
        return sample.find(CordonFields.PATH).isPresent();
    }
}
