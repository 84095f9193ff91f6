package dev.cordon.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Utf8;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.attribute.SampleReason;
import dev.cordon.sample.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Isolating a file and giving it back changes nothing of it that a program can see. */
class GivingBackProperties {
    private static Path folder = Path.of("");
    private static Bench bench = null;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("cordon");
        bench = Bench.in(folder);
    }

    @AfterContainer
    static void close() throws IOException {
        bench.close();
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    /** A file as a program could make it. */
    record Made(
            String name,
            byte[] bytes,
            Instant modified,
            Instant accessed,
            Set<PosixFilePermission> permissions,
            Map<String, byte[]> extended) {}

    @Property(tries = 200)
    void whatComesBackIsWhatWas(@ForAll("files") Made made) throws IOException {
        Path file = make(made);
        Map<String, Object> before = seen(file);

        Sample sample = bench.quarantine().isolate(file, SampleReason.MANUAL);
        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isFalse();
        Restoration restoration = bench.quarantine().restoreUnscanned(sample.id(), Destination.original());

        try {
            assertThat(restoration).isEqualTo(new Restoration(file, ImmutableSet.of()));
            assertThat(seen(file)).isEqualTo(before);
            assertThat(Files.readAllBytes(file)).isEqualTo(made.bytes());
        } finally {
            Files.delete(file);
        }
    }

    private static Path make(Made made) throws IOException {
        Path file = bench.write(made.name(), made.bytes());
        Optional<UserDefinedFileAttributeView> view = extended(file);
        if (view.isPresent()) {
            for (Map.Entry<String, byte[]> attribute : made.extended().entrySet()) {
                view.get().write(attribute.getKey(), ByteBuffer.wrap(attribute.getValue()));
            }
        }
        Files.getFileAttributeView(file, BasicFileAttributeView.class)
                .setTimes(FileTime.from(made.modified()), FileTime.from(made.accessed()), null);
        Files.setPosixFilePermissions(file, made.permissions());
        return file;
    }

    /** Everything but the bytes, because reading those moves the time of the last reading. */
    private static Map<String, Object> seen(Path file) throws IOException {
        Map<String, Object> seen = new HashMap<>();
        BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
        seen.put("modified", basic.lastModifiedTime());
        seen.put("accessed", basic.lastAccessTime());
        seen.put("permissions", Files.getPosixFilePermissions(file));
        seen.put("owner", Files.getOwner(file));
        Optional<UserDefinedFileAttributeView> view = extended(file);
        for (String name : view.isPresent() ? view.get().list() : List.<String>of()) {
            ByteBuffer value = ByteBuffer.allocate(view.get().size(name));
            view.get().read(name, value);
            seen.put("extended " + name, value.flip());
        }
        return seen;
    }

    private static Optional<UserDefinedFileAttributeView> extended(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("user")
                ? Optional.of(Files.getFileAttributeView(file, UserDefinedFileAttributeView.class))
                : Optional.empty();
    }

    @Provide
    Arbitrary<Made> files() {
        // The owner must be able to read, or nothing can be isolated by anybody but an administrator.
        Arbitrary<Set<PosixFilePermission>> permissions = Arbitraries.of(PosixFilePermission.class)
                .set()
                .map(set -> {
                    set.add(PosixFilePermission.OWNER_READ);
                    return set;
                });
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(5000);
        Arbitrary<Map<String, byte[]>> extended = Arbitraries.maps(
                        names().filter(name -> Utf8.encodedLength(name) < 50),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(100))
                .ofMaxSize(4);
        return Combinators.combine(names(), bytes, times(), times(), permissions, extended)
                .as(Made::new);
    }

    /** Anything but a slash, a NUL and the two names that folders have. */
    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('\u0001', '\uD7FF')
                .withChars("\\.: \n\r\t%&=?*\"<>|~$'\u007F\u202E")
                .ofMinLength(1)
                .ofMaxLength(60)
                .map(name -> name.replace('/', '_'))
                .filter(name -> !name.equals(".") && !name.equals("..") && !name.startsWith(Placement.HIDDEN));
    }

    private static Arbitrary<Instant> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(-2_000_000_000L, 15_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }
}
