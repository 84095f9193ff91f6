package dev.cordon.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.SampleReason;
import dev.cordon.client.LocalQuarantine;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A file on a client: somebody makes it, something happens to it, and a product isolates it. */
final class Suspect {
    private static final Duration AGAIN = Duration.ofSeconds(45);

    private final Kind kind;
    private final Host host;
    private final World world;
    private final Path file;
    private final byte[] original;
    private final byte[] captured;
    private boolean isolated;

    Suspect(Kind kind, Host host, World world, Path file, byte[] original, byte[] captured) {
        this.kind = kind;
        this.host = host;
        this.world = world;
        this.file = file;
        this.original = original;
        this.captured = captured;
    }

    Kind kind() {
        return kind;
    }

    Host host() {
        return host;
    }

    boolean isIsolated() {
        return isolated;
    }

    @Override
    public String toString() {
        return kind.token() + " file " + file.getFileName() + " of " + host.name();
    }

    /** Makes the file and lets things happen. */
    void begin() {
        write(original);
        if (kind.isRecorded()) {
            record();
        } else {
            isolate();
        }
    }

    private void write(byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record() {
        attempt(this::recorded, this::record, () -> {
            write(captured);
            world.agenda().in(AGAIN, this::isolate);
        });
    }

    private boolean recorded(LocalQuarantine quarantine) throws IOException {
        quarantine.recordCheckup(file);
        return true;
    }

    /** A product isolates a file until it is gone; after a crash that may have been so before. */
    private void isolate() {
        if (!Files.exists(file)) {
            isolated = true;
            return;
        }
        attempt(this::isolated, this::isolate, () -> isolated = true);
    }

    private boolean isolated(LocalQuarantine quarantine) throws IOException {
        Sample sample = quarantine.isolate(file, SampleReason.SUSPICIOUS);
        world.trace().add(host.name(), "isolates " + this + " as " + sample.id());
        return true;
    }

    private interface Attempt {
        boolean on(LocalQuarantine quarantine) throws IOException;
    }

    private void attempt(Attempt attempt, Runnable again, Runnable next) {
        boolean done = false;
        if (host.running().isPresent()) {
            Host.Running running = host.running().get();
            LocalQuarantine quarantine = running.parts().quarantine().orElseThrow();
            try {
                done = host.within(running.life(), () -> attempt.on(quarantine));
            } catch (IOException e) {
                host.noticed("taking " + this, e);
            }
        }
        if (done) {
            next.run();
        } else {
            world.agenda().in(AGAIN, again);
        }
    }

    /** Returns the samples of this file. */
    ImmutableList<Sample> samples(SampleStore store) throws IOException {
        String path = file.toUri().toASCIIString();
        return store.list(SampleStore.Query.all()).samples().stream()
                .filter(sample ->
                        sample.find(CordonFields.PATH).filter(path::equals).isPresent())
                .collect(ImmutableList.toImmutableList());
    }

    /** A file is in its place as somebody has made it, or as it was before, or else in the quarantine. */
    void audit() throws IOException {
        if (Files.exists(file)) {
            HashCode there = MoreFiles.asByteSource(file).hash(Hashing.sha256());
            Violation.check(
                    there.equals(Hashing.sha256().hashBytes(captured))
                            || there.equals(Hashing.sha256().hashBytes(original)),
                    "%s has bytes that it never had",
                    this);
            return;
        }
        if (host.running().isPresent()) {
            SampleStore store = host.running().get().parts().place().samples();
            Violation.check(!samples(store).isEmpty(), "%s is gone, and not in the quarantine", this);
        }
    }

    /** Returns whether the file is in its place again as it was before anything happened to it. */
    boolean isGivenBack() throws IOException {
        return Files.exists(file)
                && MoreFiles.asByteSource(file)
                        .hash(Hashing.sha256())
                        .equals(Hashing.sha256().hashBytes(original));
    }
}
