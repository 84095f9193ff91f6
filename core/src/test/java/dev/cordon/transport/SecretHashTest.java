package dev.cordon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of a secret. */
class SecretHashTest {
    private final SecureRandom random = new SecureRandom();
    private final Secret secret = Secret.generate(random);

    @Test
    void itKnowsItsSecretAndNoOther() {
        SecretHash hash = SecretHash.of(secret, random);

        assertThat(hash.matches(secret.value())).isTrue();
        assertThat(hash.matches(Secret.generate(random).value())).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void itIsReadAsItIsWrittenAndTheSecretIsNotInIt() {
        SecretHash hash = SecretHash.of(secret, random);

        assertThat(SecretHash.parse(hash.toString())).isEqualTo(hash);
        assertThat(SecretHash.isHash(hash.toString())).isTrue();
        assertThat(SecretHash.isHash(secret.value())).isFalse();
        assertThat(hash.toString()).doesNotContainIgnoringCase(secret.value());
        assertThat(hash.matches(hash.toString())).isFalse();
    }

    @Test
    void aSecretIsKeptInAnotherWayEachTimeAndForEachOwner() {
        assertThat(SecretHash.of(secret, random)).isNotEqualTo(SecretHash.of(secret, random));
        assertThat(SecretHash.of(secret, "one")).isEqualTo(SecretHash.of(secret, "one"));
        assertThat(SecretHash.of(secret, "one")).isNotEqualTo(SecretHash.of(secret, "other"));
    }

    @Test
    void aListenerNeedsNoMoreThanTheHash() {
        HttpListenerConfig config = HttpListenerConfig.loopback(0).requiring(SecretHash.of(secret, random));

        assertThat(config.admits(Optional.of("Bearer " + secret.value()), Optional.empty()))
                .isTrue();
        assertThat(config.admits(Optional.of("Bearer " + config.token().orElseThrow()), Optional.empty()))
                .isFalse();
        assertThat(config.admits(Optional.of(secret.value()), Optional.empty())).isFalse();
        assertThat(config.admits(Optional.empty(), Optional.empty())).isFalse();
    }

    @Test
    void nobodyHasTheSecretOfNobody() {
        for (String offered : List.of("", "0", secret.value(), "0".repeat(64))) {
            assertThat(SecretHash.ofNobody().matches(offered)).isFalse();
        }
    }

    @Test
    void aTextThatIsNoHashIsRefused() {
        String hash = SecretHash.of(secret, random).toString();

        for (String wrong : List.of("", secret.value(), hash + "00", hash.replace("hmac", "none"), hash.substring(2))) {
            assertThatThrownBy(() -> SecretHash.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
