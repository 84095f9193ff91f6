package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordon.definition.SigningKey;
import dev.cordon.definition.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private final SigningKey key = SigningKey.generate(new SecureRandom());

    @TempDir
    private Path folder;

    @Test
    void nobodyIsTrustedUntilSomebodyIsNamed() throws Exception {
        assertThat(home().config(Optional.empty()).trusted().text())
                .isEqualTo(TrustedKeys.none().text());
    }

    @Test
    void whoIsTrustedIsKeptForOtherCommands() throws Exception {
        home().trust(keys());

        assertThat(home().config(Optional.empty()).trusted().text())
                .isEqualTo(key.trusted().text());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link there needs a right of its own")
    void aLinkInTheHomeIsReplacedAndNotFollowed() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(Files.createDirectory(folder.resolve("home")).resolve("trusted.pub"), elsewhere);

        home().trust(keys());

        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void whatHoldsNoKeyIsRefusedAndLeavesTheHomeAsItWas() throws Exception {
        home().trust(keys());
        String before = Files.readString(folder.resolve("home/trusted.pub"));
        Path none = Files.writeString(folder.resolve("none"), "no key");

        assertThatThrownBy(() -> home().trust(none)).isInstanceOf(Refusal.class);

        assertThat(folder.resolve("home/trusted.pub")).hasContent(before);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such permissions")
    void keysThatOthersMayHaveWrittenAreNotTrusted() throws Exception {
        home().trust(keys());
        Path kept = folder.resolve("home/trusted.pub");
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r--rw-"));

        assertThatThrownBy(() -> home().config(Optional.empty()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("others may have written");
    }

    private Home home() {
        return new Home(folder.resolve("home"), InstantSource.system());
    }

    private Path keys() throws IOException {
        return Files.writeString(folder.resolve("keys"), key.trusted().text());
    }
}
