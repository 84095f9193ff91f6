package dev.cordon.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.base.VerifyException;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.codec.ZipFolder;
import dev.cordon.codec.ZipLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class DefinitionPackageTest {
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private static final DefinitionSet SET = new DefinitionSet(
            Sequence.of(678),
            DailyVersion.parse("2026.01.02.003"),
            Instant.parse("2026-01-02T03:04:05Z"),
            ImmutableSortedMap.of(
                    "a.ndb", bytes("A:0:*:41424344\n"),
                    "b.rdb", bytes("#cordon-rdb 1\n")));

    @Test
    void givesBackTheSetThatWasSigned() throws IOException {
        DefinitionSet verified = reopened(signed()).verify(KEY.trusted());

        assertThat(contents(verified)).isEqualTo(contents(SET));
        assertThat(verified.sequence()).isEqualTo(SET.sequence());
        assertThat(verified.version()).isEqualTo(SET.version());
        assertThat(verified.produced()).isEqualTo(SET.produced());
    }

    @Test
    void isTheSameBytesForTheSameSetAndKey() throws IOException {
        SigningKey sameKey = SigningKey.parse(KEY.text());

        assertThat(DefinitionPackage.sign(SET, sameKey).archive().read())
                .isEqualTo(signed().archive().read());
        assertThat(DefinitionPackage.sign(SET, sameKey).checksum()).isEqualTo(signed().checksum());
    }

    @Test
    void isNotBelievedWithAnotherKey() throws IOException {
        DefinitionPackage set = reopened(signed());
        TrustedKeys others = SigningKey.generate(new SecureRandom()).trusted();

        assertRefused(() -> set.verify(others));
    }

    @Test
    void isNotBelievedWithoutTrustedKeys() throws IOException {
        DefinitionPackage set = reopened(signed());

        assertRefused(() -> set.verify(TrustedKeys.none()));
        assertRefused(() -> set.verify(TrustedKeys.parse("\n")));
    }

    @Test
    void isBelievedWithOneOfSeveralTrustedKeys() throws IOException {
        String others = SigningKey.generate(new SecureRandom()).trusted().text();
        TrustedKeys several = TrustedKeys.parse(others + KEY.trusted().text());

        assertThat(reopened(signed()).verify(several).sequence()).isEqualTo(SET.sequence());
    }

    @Test
    void noChangedByteGivesOtherDefinitions() throws IOException {
        byte[] archive = signed().archive().read();
        for (int at = 0; at < archive.length; at++) {
            assertRefusedOrHarmless(changed(archive, at, 0xFF));
            assertRefusedOrHarmless(changed(archive, at, 1 << at % 8));
        }
    }

    @Test
    void noShortenedArchiveGivesOtherDefinitions() throws IOException {
        byte[] archive = signed().archive().read();
        for (int length = 0; length < archive.length; length++) {
            assertRefusedOrHarmless(Arrays.copyOf(archive, length));
        }
    }

    private static byte[] changed(byte[] archive, int at, int bits) {
        byte[] changed = archive.clone();
        changed[at] ^= (byte) bits;
        return changed;
    }

    /** What a zip says beside its files is not signed, and may change without harm. */
    private static void assertRefusedOrHarmless(byte[] archive) throws IOException {
        Optional<DefinitionSet> verified = verified(archive);
        if (verified.isPresent()) {
            assertThat(contents(verified.get())).isEqualTo(contents(SET));
            assertThat(verified.get().sequence()).isEqualTo(SET.sequence());
        }
    }

    @Test
    void refusesADatabaseThatIsNotInTheManifest() throws IOException {
        assertNotVerified(files -> files.put("c.ndb", bytes("C:0:*:41424344\n")));
    }

    @Test
    void refusesAMissingDatabase() throws IOException {
        assertNotVerified(files -> files.remove("a.ndb"));
    }

    @Test
    void refusesAnotherDatabaseUnderAKnownName() throws IOException {
        assertNotVerified(files -> files.put("a.ndb", bytes("#\n")));
    }

    @Test
    void refusesAManifestOfAnotherSet() throws IOException {
        DefinitionSet other = new DefinitionSet(Sequence.of(679), SET.version(), SET.produced(), SET.databases());
        Manifest newer = DefinitionPackage.sign(other, KEY).manifest();
        assertNotVerified(files -> files.put("MANIFEST.txt", ByteSource.wrap(newer.bytes())));
    }

    @Test
    void refusesAnArchiveWithoutManifest() throws IOException {
        assertNotOpened(files -> files.remove("MANIFEST.txt"));
    }

    @Test
    void refusesAnArchiveWithoutSignature() throws IOException {
        assertNotOpened(files -> files.remove("MANIFEST.sig"));
    }

    @Test
    void refusesASignatureThatIsNotBase64() throws IOException {
        assertNotOpened(files -> files.put("MANIFEST.sig", bytes("*")));
    }

    @Test
    void refusesAManifestThatIsTooLarge() throws IOException {
        assertNotOpened(files -> files.put("MANIFEST.txt", ByteSource.wrap(new byte[(64 << 10) + 1])));
    }

    @Test
    void refusesWhatIsNoZip() {
        assertRefused(() -> DefinitionPackage.open(bytes("not a zip")));
        assertRefused(() -> DefinitionPackage.open(ByteSource.empty()));
    }

    private interface Change {
        void in(Map<String, ByteSource> files);
    }

    private static void assertNotVerified(Change change) throws IOException {
        DefinitionPackage changed = DefinitionPackage.open(repacked(change));
        assertRefused(() -> changed.verify(KEY.trusted()));
    }

    private static void assertNotOpened(Change change) throws IOException {
        ByteSource changed = repacked(change);
        assertRefused(() -> DefinitionPackage.open(changed));
    }

    private static ByteSource repacked(Change change) throws IOException {
        Map<String, ByteSource> files = new LinkedHashMap<>(ZipFolder.unpack(signed().archive(), ZipLimits.standard()));
        change.in(files);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        ZipFolder.pack(files, archive);
        return ByteSource.wrap(archive.toByteArray());
    }

    private static DefinitionPackage signed() throws IOException {
        return DefinitionPackage.sign(SET, KEY);
    }

    private static DefinitionPackage reopened(DefinitionPackage set) throws IOException {
        return DefinitionPackage.open(set.archive());
    }

    private static Optional<DefinitionSet> verified(byte[] archive) throws IOException {
        try {
            return Optional.of(DefinitionPackage.open(ByteSource.wrap(archive)).verify(KEY.trusted()));
        } catch (WireException refused) {
            return Optional.empty();
        }
    }

    private static ImmutableMap<String, String> contents(DefinitionSet set) {
        return ImmutableMap.copyOf(Maps.transformValues(set.databases(), DefinitionPackageTest::text));
    }

    private static String text(ByteSource database) {
        try {
            return database.asCharSource(StandardCharsets.US_ASCII).read();
        } catch (IOException e) {
            throw new VerifyException(e);
        }
    }

    private static ByteSource bytes(String text) {
        return ByteSource.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(WireException.class))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNPACKAGE));
    }
}
