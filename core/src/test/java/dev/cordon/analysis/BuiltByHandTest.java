package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.scan.VirusNames;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that a person has built anew or published, beside those that the centre builds for samples. */
class BuiltByHandTest {
    private static final byte[] PROGRAM = Bytes.concat(new byte[] {'M', 'Z'}, Hosts.bytes(3000, 1));
    private static final byte[] BODY = Hosts.bytes(300, 2);
    private static final byte[] INFECTED = Bytes.concat(PROGRAM, BODY);
    private static final byte[] OTHER = Bytes.concat(new byte[] {'M', 'Z'}, Hosts.bytes(2000, 3));
    private static final String OF_OTHER =
            "Hand.Made:0:*:" + BaseEncoding.base16().lowerCase().encode(OTHER, 100, 24);

    @TempDir
    private Path folder;

    private final List<String> failures = new ArrayList<>();
    private CentreAtWork centre = new CentreAtWork(Path.of(""));

    @BeforeEach
    void analyse() throws IOException {
        centre = new CentreAtWork(folder);
        assertThat(CentreAtWork.state(centre.analyse(INFECTED, Optional.of(PROGRAM))))
                .isEqualTo("infected");
        assertThat(sets()).containsExactly(Sequence.of(1));
    }

    @AfterEach
    void close() throws IOException {
        centre.close();
    }

    @Test
    void whatStandsInACleanFileIsWithdrawn() throws IOException {
        openWith(BODY);

        assertThat(made().rebuild()).contains(Sequence.of(2));

        assertThat(isFound(INFECTED)).isFalse();
        assertThat(centre.place().active().sequence()).contains(Sequence.of(2));
    }

    @Test
    void whereNothingWouldChangeNothingIsBuilt() throws IOException {
        assertThat(made().rebuild()).isEmpty();

        assertThat(sets()).containsExactly(Sequence.of(1));
    }

    @Test
    void withoutDefinitionsThereIsNothingToBuild() throws IOException {
        try (CentreAtWork empty = new CentreAtWork(folder.resolve("empty"))) {
            empty.open(Laboratory.standard());

            assertRefused(ErrorCode.UNAVAILABLE, () -> empty.centre().centre().rebuild());
        }
    }

    @Test
    void aBuildThatFailsChangesNothingAndItsSequenceIsNotUsedAgain() throws IOException {
        Engine refusing = set -> {
            if (set.sequence().value() == 2) {
                throw new WireException(ErrorCode.UNPACKAGE, "no");
            }
            return new SignatureEngine().load(set);
        };
        openWith(BODY, refusing);

        assertRefused(ErrorCode.ABANDONED, () -> made().rebuild());
        assertThat(failures).containsExactly("2 an engine refuses the set, or a known sample can't be read");
        assertThat(isFound(INFECTED)).isTrue();
        assertThat(made().rebuild()).contains(Sequence.of(3));
    }

    @Test
    void whatAPersonHasMadeIsPublishedAndLaterSetsGrowFromIt() throws IOException {
        made().publish(signed(handMade(7, OF_OTHER), centre.key()));

        assertThat(isFound(OTHER)).isTrue();
        byte[] next = Bytes.concat(PROGRAM, Hosts.bytes(300, 9));
        assertThat(centre.analyse(next, Optional.of(PROGRAM)).sequence()).contains(Sequence.of(8));
        assertThat(isFound(OTHER)).isTrue();
        assertThat(isFound(INFECTED)).isTrue();
    }

    @Test
    void whatSomebodyElseHasSignedIsNotPublished() throws IOException {
        DefinitionPackage foreign = signed(handMade(7, OF_OTHER), SigningKey.generate(new SecureRandom()));

        assertRefused(ErrorCode.UNPACKAGE, () -> made().publish(foreign));
        assertThat(sets()).containsExactly(Sequence.of(1));
    }

    @Test
    void whatIsNotNewerThanAllIsNotPublished() throws IOException {
        DefinitionPackage same = signed(handMade(1, OF_OTHER), centre.key());

        assertRefused(ErrorCode.SUPERSEDED, () -> made().publish(same));
        assertThat(isFound(OTHER)).isFalse();
    }

    @Test
    void whatFindsACleanFileIsNotPublished() throws IOException {
        openWith(OTHER);
        DefinitionPackage alarming = signed(handMade(7, OF_OTHER), centre.key());

        assertRefused(ErrorCode.ABANDONED, () -> made().publish(alarming));
        assertThat(sets()).containsExactly(Sequence.of(1));
        assertThat(failures).containsExactly("7 the set finds something in a file that is known to be clean");
        DefinitionPackage again = signed(handMade(7), centre.key());
        assertRefused(ErrorCode.SUPERSEDED, () -> made().publish(again));
        made().publish(signed(handMade(8), centre.key()));
    }

    @Test
    void whatLacksANameIsNotPublished() throws IOException {
        DefinitionPackage forgetful = signed(set(7, Map.of("hand.ndb", line(OF_OTHER))), centre.key());

        assertRefused(ErrorCode.DECLINED, () -> made().publish(forgetful));
        assertThat(isFound(INFECTED)).isTrue();
    }

    @Test
    void whatDoesNotFindAKnownSampleAnyMoreIsNotPublished() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String known : VirusNames.of(handMade(7)).names()) {
            lines.add(known + ":0:*:" + BaseEncoding.base16().lowerCase().encode(OTHER, 100, 24));
        }
        DefinitionPackage forgetful =
                signed(set(7, Map.of("auto.ndb", line(lines.toArray(String[]::new)))), centre.key());

        assertRefused(ErrorCode.ABANDONED, () -> made().publish(forgetful));
        assertThat(isFound(INFECTED)).isTrue();
    }

    @Test
    void aSequenceFarAboveOthersIsNotUsedUp() throws IOException {
        DefinitionPackage far = signed(handMade(99_999_999), centre.key());

        assertRefused(ErrorCode.DECLINED, () -> made().publish(far));
        made().publish(signed(handMade(1002), centre.key()));
    }

    private void openWith(byte[] clean, Engine... testing) throws IOException {
        centre.close();
        centre.open(Laboratory.standard()
                .with(CleanPrograms.of(List.of(ByteSource.wrap(clean))))
                .testingWith(List.of(testing))
                .telling((sequence, isFull, reason) -> failures.add(sequence.value() + " " + reason)));
    }

    private AnalysisCentre made() {
        return centre.centre().centre();
    }

    /** Returns the set in use with more lines. */
    private DefinitionSet handMade(int sequence, String... lines) throws IOException {
        Map<String, ByteSource> databases = new TreeMap<>(centre.place()
                .definitions()
                .find(Sequence.of(1))
                .orElseThrow()
                .verify(centre.key().trusted())
                .databases());
        databases.put("hand.ndb", line(lines));
        return set(sequence, databases);
    }

    private static DefinitionSet set(int sequence, Map<String, ByteSource> databases) {
        return new DefinitionSet(
                Sequence.of(sequence),
                new DailyVersion(LocalDate.parse("2026-05-06"), 7),
                Instant.parse("2026-05-06T08:00:00Z"),
                ImmutableSortedMap.copyOf(databases));
    }

    private static ByteSource line(String... lines) {
        return ByteSource.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static DefinitionPackage signed(DefinitionSet set, SigningKey key) throws IOException {
        return DefinitionPackage.sign(set, key);
    }

    private Set<Sequence> sets() throws IOException {
        return centre.place().definitions().sequences();
    }

    private boolean isFound(byte[] content) {
        return centre.place()
                        .active()
                        .scanner()
                        .scan(new Scanner.Request(ByteSource.wrap(content)))
                        .verdict()
                instanceof Scanner.Detected;
    }

    private static void assertRefused(ErrorCode code, ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        WireException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
