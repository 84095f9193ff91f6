package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store belongs to whoever has opened it. */
final class FolderLockTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aSecondStoreInThisProcessIsRefused() throws IOException {
        try (DirectorySampleStore store = DirectorySampleStore.open(folder)) {
            assertThatThrownBy(() -> DirectorySampleStore.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("this process has the store open already");
            assertThat(store.aside()).isEmpty();
        }
    }

    @Test
    void aStoreThatWasClosedCanBeOpenedAgain() throws IOException {
        DirectorySampleStore.open(folder).close();

        try (DirectorySampleStore again = DirectorySampleStore.open(folder)) {
            assertThat(again.aside()).isEmpty();
        }
    }

    @Test
    void anotherProcessIsRefused() throws Exception {
        try (FolderLock lock = FolderLock.on(folder)) {
            assertThat(lock).isNotNull();
            assertThat(openedByAnotherProcess()).startsWith("another process has the store open");
        }
    }

    @Test
    void anotherProcessIsStillRefusedAfterThisOneHasTriedTwice() throws Exception {
        try (FolderLock lock = FolderLock.on(folder)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> FolderLock.on(folder)).isInstanceOf(IOException.class);
            assertThat(openedByAnotherProcess()).startsWith("another process has the store open");
        }
    }

    @Test
    void anotherProcessIsWelcomeWhenNobodyHasTheFolder() throws Exception {
        assertThat(openedByAnotherProcess()).isEqualTo("opened");
    }

    private String openedByAnotherProcess() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.trim();
    }

    /** Tries to lock the folder that it is given. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] arguments) {
            try (FolderLock lock = FolderLock.on(Path.of(arguments[0]))) {
                System.out.println(lock == null ? "" : "opened");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
