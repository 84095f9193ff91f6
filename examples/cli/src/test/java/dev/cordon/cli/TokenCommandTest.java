package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.SecretHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theHashLetsInWhoHasTheToken() throws IOException {
        Path file = folder.resolve("clients");

        assertThat(Cordon.succeed("token", file.toString()).out()).isEmpty();

        String token = Files.readString(file).strip();
        String hash = Files.readString(folder.resolve("clients.hash")).strip();
        HttpListenerConfig listener = HttpListenerConfig.loopback(0).requiring(SecretHash.parse(hash));
        assertThat(token).matches("[0-9A-F]{48}");
        assertThat(listener.admits(Optional.of("Bearer " + token), Optional.empty()))
                .isTrue();
        assertThat(listener.admits(Optional.of("Bearer " + hash), Optional.empty()))
                .isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aTokenThatIsThereIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("clients"), "in use");

        Cordon.Run run = Cordon.run("token", file.toString());

        assertThat(run.exit()).isNotZero();
        assertThat(file).hasContent("in use");
        assertThat(folder.resolve("clients.hash")).doesNotExist();
    }
}
