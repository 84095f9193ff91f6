package dev.cordon.icap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcapConfigTest {
    @ParameterizedTest
    @CsvSource({
        "icap://host/scan, host, 1344",
        "icap://host:1345/scan?mode=simple, host, 1345",
        "icap://127.0.0.1/a/b, 127.0.0.1, 1344",
        "icap://[::1]:1344/scan, ::1, 1344",
        "icaps://host/scan, host, 11344",
        "icaps://[::1]:1344/scan, ::1, 1344",
    })
    void takesTheAddressOfAService(URI address, String host, int port) {
        IcapConfig config = IcapConfig.to(address);

        assertThat(config.host()).isEqualTo(host);
        assertThat(config.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host/scan",
                "ICAP://host/scan",
                "icaps:scan",
                "icap:scan",
                "icap:///scan",
                "icap://host",
                "icap://host/",
                "icap://host:0/scan",
                "icap://host:65536/scan",
                "icap://me@host/scan",
                "icap://host/scan#part",
                "//host/scan",
                "scan"
            })
    void refusesWhatNamesNoService(URI address) {
        assertThatIllegalArgumentException().isThrownBy(() -> IcapConfig.to(address));
    }

    @ParameterizedTest
    @CsvSource({"icap://host/scan, false", "icaps://host/scan, true"})
    void saysWhetherTheServiceIsSpokenToOverTls(URI address, boolean isSecure) {
        assertThat(IcapConfig.to(address).isSecure()).isEqualTo(isSecure);
    }

    @Test
    void refusesTimesAndBoundsWithWhichNothingCanBeScanned() {
        IcapConfig config = IcapConfig.to(URI.create("icap://host/scan"));

        assertThatIllegalArgumentException().isThrownBy(() -> config.waiting(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> config.bearingSilence(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> config.connectingWithin(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> config.connecting(0));
        assertThatIllegalArgumentException().isThrownBy(() -> config.upTo(0));
    }
}
