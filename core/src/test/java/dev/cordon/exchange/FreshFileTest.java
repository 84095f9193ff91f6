package dev.cordon.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.hash.Hashing;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Header;
import dev.cordon.sample.SampleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FreshFileTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the permissions are those of POSIX")
    void aLinkThatIsPutInThePlaceOfTheHiddenFileIsNotFollowed() throws IOException {
        Path target = Files.createDirectory(folder.resolve("own")).toRealPath();
        Path victim = Files.write(folder.resolve("victim"), CONTENT);
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
        FreshFile fresh = FreshFile.at(target.resolve("file"), new SampleId("a"), Optional.empty(), new SecureRandom());

        assertThatIOException()
                .isThrownBy(() -> fresh.write(
                        sink -> {
                            sink.write(CONTENT);
                            replaceOnly(target, victim);
                        },
                        Hashing.sha256().hashBytes(CONTENT),
                        Header.builder()
                                .set(CordonFields.PERMISSIONS, "rwxrwxrwx")
                                .build()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(victim)))
                .isEqualTo("rw-------");
        assertThat(target).isEmptyDirectory();
    }

    private static void replaceOnly(Path folder, Path victim) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path hidden : files) {
                Files.delete(hidden);
                Files.createSymbolicLink(hidden, victim);
            }
        }
    }
}
