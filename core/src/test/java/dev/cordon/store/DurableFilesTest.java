package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are written as a whole or not at all. */
final class DurableFilesTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void makeFolderForUnfinishedFiles() throws IOException {
        Files.createDirectory(folder.resolve("incoming"));
    }

    private DurableFiles files() {
        return new DurableFiles(folder.resolve("incoming"));
    }

    private Path file() {
        return folder.resolve("file");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        files().write(file(), bytes("a longer text"));
        files().write(file(), bytes("short"));

        assertThat(file()).hasContent("short");
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aFileWhoseBytesFailHalfwayIsAsItWas() throws IOException {
        files().write(file(), bytes("old"));

        assertThatThrownBy(() -> files().write(file(), sink -> {
                    sink.write(bytes("ne"));
                    throw new IOException("the source has failed");
                }))
                .hasMessage("the source has failed");

        assertThat(file()).hasContent("old");
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aThreadThatIsInterruptedCanStillTakeBackWhatItHasDone() throws IOException {
        IOException failure = new IOException("interrupted");

        Thread.currentThread().interrupt();
        boolean takenBack = DurableFiles.afterFailure(failure, () -> files().write(file(), bytes("old")));

        assertThat(takenBack).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file()).hasContent("old");
        assertThat(failure).hasNoSuppressedExceptions();
    }

    @Test
    void whatCannotBeTakenBackIsSaidBesideTheFailure() {
        IOException failure = new IOException("first");
        IOException second = new IOException("second");

        boolean takenBack = DurableFiles.afterFailure(failure, () -> {
            throw second;
        });

        assertThat(takenBack).isFalse();
        assertThat(failure).hasSuppressedException(second);
    }
}
