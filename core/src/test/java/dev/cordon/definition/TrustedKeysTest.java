package dev.cordon.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedKeysTest {
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

    @Test
    void acceptWhatTheirKeyHasSigned() {
        assertThat(KEY.trusted().accept(MESSAGE, KEY.sign(MESSAGE))).isTrue();
    }

    @Test
    void doNotAcceptASignatureOfAnotherMessage() {
        byte[] other = "messagE".getBytes(StandardCharsets.US_ASCII);

        assertThat(KEY.trusted().accept(other, KEY.sign(MESSAGE))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65, 1000})
    void doNotAcceptASignatureOfAnotherLength(int length) {
        assertThat(KEY.trusted().accept(MESSAGE, new byte[length])).isFalse();
    }

    @Test
    void areReadBackAsTheyWereWritten() {
        TrustedKeys read = TrustedKeys.parse(KEY.trusted().text());

        assertThat(read.accept(MESSAGE, KEY.sign(MESSAGE))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "AAAA"})
    void refuseWhatIsNoKey(String line) {
        assertThatThrownBy(() -> TrustedKeys.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a trusted key is a line of base64 with an Ed25519 public key");
    }

    @Test
    void theSigningKeyIsReadBackAsItWasWritten() {
        SigningKey read = SigningKey.parse(KEY.text());

        assertThat(KEY.trusted().accept(MESSAGE, read.sign(MESSAGE))).isTrue();
        assertThat(read.text()).isEqualTo(KEY.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "AAAA\nAAAA\n"})
    void theSigningKeyRefusesWhatIsNoKey(String text) {
        assertThatThrownBy(() -> SigningKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a signing key is two lines of base64: private and public key");
    }

    @Test
    void theSigningKeyDoesNotShowItsSecret() {
        assertThat(KEY.toString()).isEqualTo("signing key for 1 trusted keys");
    }
}
