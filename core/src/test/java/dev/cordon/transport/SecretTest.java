package dev.cordon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final URI ADDRESS = URI.create("https://gateway.example:8443");

    @Test
    void aGeneratedSecretHas192Bits() {
        Secret secret = Secret.generate(new SecureRandom());

        assertThat(secret.value()).matches("[0-9A-F]{48}");
    }

    @Test
    void noTwoGeneratedSecretsAreTheSame() {
        SecureRandom random = new SecureRandom();

        assertThat(Secret.generate(random)).isNotEqualTo(Secret.generate(random));
    }

    @Test
    void secretsOfTheSameTextAreEqual() {
        assertThat(Secret.of("hush")).isEqualTo(Secret.of("hush")).hasSameHashCodeAs(Secret.of("hush"));
        assertThat(Secret.of("hush")).isNotEqualTo(Secret.of("husH")).isNotEqualTo(Secret.of("hushhush"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with blank", "line\nend", "größe"})
    void onlyVisibleAsciiIsASecretAndTheRefusalDoesNotRepeatIt(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(text)).withMessage("a token is visible ASCII");
    }

    @Test
    void noConfigurationShowsItsSecret() {
        Secret secret = Secret.of("hush");

        assertThat(HttpTransportConfig.to(ADDRESS).authenticating(secret).toString())
                .doesNotContain("hush");
        assertThat(HttpTransportConfig.to(ADDRESS)
                        .through(HttpProxy.at("proxy.example", 3128).as("office", secret))
                        .toString())
                .doesNotContain("hush");
        assertThat(HttpListenerConfig.loopback(0).requiring(secret).toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:hush@gateway.example",
                "http://gateway.example/?token=hush",
                "http://gateway.example/#hush",
                "http://gateway.example:65536",
                "ftp://gateway.example",
                "http:///path"
            })
    void anEndpointIsAnAddressAndNothingMore(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpTransportConfig.to(URI.create(endpoint)))
                .withMessageContaining("endpoint")
                .withMessageNotContaining("hush");
    }

    @Test
    void timeoutsArePositive() {
        HttpTransportConfig config = HttpTransportConfig.to(ADDRESS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.within(Duration.ZERO, Duration.ofSeconds(1)))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.within(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .withMessageContaining("timeout");
    }
}
