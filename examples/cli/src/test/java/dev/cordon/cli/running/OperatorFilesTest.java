package dev.cordon.cli.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whom the token of a home is given to. */
class OperatorFilesTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:1");

    @TempDir
    private Path home;

    private OperatorFiles files;

    @BeforeEach
    void open() {
        files = new OperatorFiles(home);
    }

    @Test
    void theAddressOfAProcessThatRunsIsFound() throws IOException {
        files.publish(ADDRESS);

        assertThat(files.address()).contains(ADDRESS);
    }

    @Test
    void theAddressOfAProcessThatHasEndedIsNot() throws Exception {
        Process ended =
                new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-version").start();
        ended.waitFor();
        files.publish(ADDRESS);
        say(ADDRESS + " " + ended.pid());

        assertThat(files.address()).isEmpty();
    }

    @Test
    void anAddressWithoutItsProcessIsRefused() throws IOException {
        say(ADDRESS.toString());

        assertThatIOException().isThrownBy(files::address).withMessageContaining("can't be used");
    }

    private void say(String text) throws IOException {
        Files.writeString(home.resolve("operator.address"), text);
    }

    @Test
    void theTokenStaysTheSame() throws IOException {
        String token = files.token(new SecureRandom()).value();

        assertThat(files.token(new SecureRandom()).value()).isEqualTo(token);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the permissions are those of POSIX")
    void aTokenThatOthersMayHaveReadIsRefused() throws IOException {
        var unused = files.token(new SecureRandom());
        Files.setPosixFilePermissions(home.resolve("operator.token"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatIOException()
                .isThrownBy(() -> files.token(new SecureRandom()))
                .withMessageContaining("others may have read");
    }
}
