package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.NetworkAddresses.Address;
import dev.cordon.attribute.NetworkAddresses.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkAddressesTest {
    @Test
    void areSeparatedByBlanks() {
        assertThat(NetworkAddresses.parse("192.0.2.13  00000001:00A0C9112233"))
                .isEqualTo(new NetworkAddresses(
                        ImmutableList.of(new Address("192.0.2.13"), new Address("00000001:00A0C9112233"))))
                .hasToString("192.0.2.13 00000001:00A0C9112233");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.13, IP",
        "2001:db8::7, IP",
        "::1, IP",
        "00000001:00A0C9112233, IPX",
        "00000001.00a0c9112233, IPX",
        "00A0C9112233, NETBIOS"
    })
    void eachBelongsToANetwork(String text, Network network) {
        assertThat(new Address(text).network()).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.256",
                "192.0.2",
                "someone.example.com",
                "2001:db8::7::8",
                "fe80::1%eth0",
                "00000001:00A0C911223",
                "0000001:00A0C9112233",
                "00000001-00A0C9112233",
                "00A0C911223G",
                "192.0.2.13,192.0.2.14",
                ""
            })
    void aNameOrAnythingElseIsNoAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Address(text))
                .withMessage(NetworkAddresses.EXPECTED + " expected");
    }

    @Test
    void thereIsAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> NetworkAddresses.parse("  "));
        assertThatIllegalArgumentException().isThrownBy(() -> new NetworkAddresses(ImmutableList.of()));
    }
}
