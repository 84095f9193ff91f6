package dev.cordon.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ManifestTest {
    private static final Manifest MANIFEST = new Manifest(
            Sequence.of(678),
            DailyVersion.parse("2026.01.02.003"),
            Instant.parse("2026-01-02T03:04:05Z"),
            ImmutableSortedMap.of(
                    "a.ndb", Hashing.sha256().hashInt(1),
                    "b.rdb", Hashing.sha256().hashInt(2)));

    @Test
    void isReadBackAsItWasWritten() throws IOException {
        assertThat(Manifest.parse(MANIFEST.bytes())).isEqualTo(MANIFEST);
    }

    @Test
    void isWrittenBackAsItWasRead() throws IOException {
        assertThat(Manifest.parse(MANIFEST.bytes()).bytes()).isEqualTo(MANIFEST.bytes());
    }

    @Test
    void namesItsFormatFirstAndListsFilesByName() {
        assertThat(text().lines().filter(line -> !line.isEmpty()).map(line -> line.substring(0, line.indexOf(':'))))
                .containsExactly(
                        "Cordon-Definitions-Format",
                        "X-Signatures-Sequence",
                        "X-Signatures-Version",
                        "X-Date-Produced",
                        "Cordon-Definitions-File",
                        "Cordon-Definitions-File");
        assertThat(text().indexOf("a.ndb")).isLessThan(text().indexOf("b.rdb"));
    }

    @Test
    void refusesAnotherFormat() {
        assertRefused(text().replace("Cordon-Definitions-Format: 1", "Cordon-Definitions-Format: 2"));
    }

    @Test
    void refusesAMissingSequence() {
        assertRefused(text().replace("X-Signatures-Sequence", "X-Other"));
    }

    @Test
    void refusesAFileWithoutDigest() {
        assertRefused(text().replace(Hashing.sha256().hashInt(1) + " ", ""));
    }

    @Test
    void refusesADigestThatIsNotHexadecimal() {
        assertRefused(text().replace(Hashing.sha256().hashInt(1).toString(), "x".repeat(64)));
    }

    @Test
    void refusesAFileThatIsListedTwice() {
        assertRefused(text().replace("b.rdb", "a.ndb"));
    }

    private static String text() {
        return new String(MANIFEST.bytes(), StandardCharsets.US_ASCII);
    }

    private static void assertRefused(String text) {
        assertThat(text).isNotEqualTo(text());
        assertThatThrownBy(() -> Manifest.parse(text.getBytes(StandardCharsets.US_ASCII)))
                .asInstanceOf(type(WireException.class))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNPACKAGE));
    }
}
