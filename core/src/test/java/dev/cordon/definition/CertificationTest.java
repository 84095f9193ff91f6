package dev.cordon.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that a set is tested, and orders to go back. */
final class CertificationTest {
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Sequence NINE = Sequence.of(9);
    private static final Sequence TEN = Sequence.of(10);

    @Test
    void isReadBackAsItWasWritten() throws IOException {
        Certification certification = Certification.sign(set(10, "a"), NOON.plusMillis(7), KEY);

        assertThat(Certification.parse(certification.text())).isEqualTo(certification);
        assertThat(certification.blessed()).isEqualTo(NOON);
        assertThat(certification.text()).startsWith("cordon-certification 1 00000010 ");
    }

    @Test
    void isBelievedOfItsPackage() throws IOException {
        Certification.sign(set(10, "a"), NOON, KEY).verify(set(10, "a"), KEY.trusted());
    }

    @Test
    void certifyingChangesNoByteOfThePackage() throws IOException {
        DefinitionPackage set = set(10, "a");
        byte[] before = set.archive().read();
        Certification.sign(set, NOON, KEY);

        assertThat(set.archive().read()).isEqualTo(before);
    }

    @Test
    void isNotBelievedWithAnotherKeyOrNone() throws IOException {
        Certification certification = Certification.sign(set(10, "a"), NOON, KEY);
        TrustedKeys others = SigningKey.generate(new SecureRandom()).trusted();

        assertRefused(() -> certification.verify(set(10, "a"), others));
        assertRefused(() -> certification.verify(set(10, "a"), TrustedKeys.none()));
    }

    @Test
    void isNotBelievedOfAnotherPackage() throws IOException {
        Certification certification = Certification.sign(set(10, "a"), NOON, KEY);

        assertRefused(() -> certification.verify(set(10, "b"), KEY.trusted()));
        assertRefused(() -> certification.verify(set(11, "a"), KEY.trusted()));
    }

    @Test
    void noChangedCharacterIsBelieved() throws IOException {
        String text = Certification.sign(set(10, "a"), NOON, KEY).text();
        for (int at = 0; at < text.length(); at++) {
            char[] changed = text.toCharArray();
            changed[at] ^= 1;
            assertRefused(() -> Certification.parse(new String(changed)).verify(set(10, "a"), KEY.trusted()));
        }
    }

    @Test
    void theSignatureOfThePackageServesForNoCertification() throws IOException {
        DefinitionPackage set = set(10, "a");
        Certification certification = Certification.sign(set, NOON, KEY);
        byte[] manifest = set.manifest().bytes();

        assertThat(KEY.trusted().accept(manifest, BaseEncoding.base64().decode(certification.signature())))
                .isFalse();
    }

    @Test
    void aSignatureOfAnOrderServesForNoCertification() throws IOException {
        RollbackOrder order = RollbackOrder.sign(TEN, NINE, NOON, KEY);
        Certification certification = Certification.sign(set(10, "a"), NOON, KEY);

        assertRefused(() -> new Certification(
                        certification.sequence(), certification.digest(), certification.blessed(), order.signature())
                .verify(set(10, "a"), KEY.trusted()));
        assertRefused(() -> Certification.parse(order.text()));
        assertRefused(() -> RollbackOrder.parse(certification.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cordon-certification 1",
                "cordon-certification 2 00000010 00 2026-01-02T12:00:00Z AAAA",
                "cordon-certification 1 00000010 00 2026-01-02T12:00:00Z AAAA",
                "cordon-certification 1 00000010 00 yesterday AAAA"
            })
    void refusesWhatIsNoCertification(String text) {
        assertRefused(() -> Certification.parse(text));
    }

    @Test
    void anOrderIsReadBackAndBelievedWithItsKeyOnly() throws IOException {
        RollbackOrder order = RollbackOrder.sign(TEN, NINE, NOON, KEY);
        TrustedKeys others = SigningKey.generate(new SecureRandom()).trusted();

        assertThat(RollbackOrder.parse(order.text())).isEqualTo(order);
        order.verify(KEY.trusted());
        assertRefused(() -> order.verify(others));
    }

    @Test
    void anOrderWithdrawsWhatIsAboveItsTarget() {
        RollbackOrder order = RollbackOrder.sign(TEN, NINE, NOON, KEY);

        assertThat(order.withdraws(NINE)).isFalse();
        assertThat(order.withdraws(TEN)).isTrue();
        assertThat(order.withdraws(Sequence.of(11))).isFalse();
    }

    @Test
    void anOrderGoesBackOnly() {
        assertThatThrownBy(() -> RollbackOrder.sign(NINE, TEN, NOON, KEY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RollbackOrder.sign(TEN, TEN, NOON, KEY)).isInstanceOf(IllegalArgumentException.class);
    }

    private static DefinitionPackage set(int sequence, String virus) throws IOException {
        return DefinitionPackage.sign(
                new DefinitionSet(
                        Sequence.of(sequence),
                        DailyVersion.parse("2026.01.02.003"),
                        NOON,
                        ImmutableSortedMap.of(
                                "a.ndb",
                                ByteSource.wrap((virus + ":0:*:41424344\n").getBytes(StandardCharsets.US_ASCII)))),
                KEY);
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(WireException.class))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNPACKAGE));
    }
}
