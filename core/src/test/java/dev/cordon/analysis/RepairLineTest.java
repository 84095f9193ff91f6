package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Repairer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A repair gives back the file from before, and leaves every other file alone. */
class RepairLineTest {
    private static final byte[] BODY = Hosts.bytes(500, 99);

    /** What an infection does to a file. */
    private interface Infection {
        byte[] infect(byte[] host, byte[] body);
    }

    private static final Infection CAVITY = (host, body) -> Hosts.over(host, body, 2100);

    static Stream<Arguments> infections() {
        return Stream.concat(infectionsOfAnyFile(), Stream.of(Arguments.of("cavity", CAVITY)));
    }

    static Stream<Arguments> infectionsOfAnyFile() {
        return Stream.of(
                infection("appended", (host, body) -> Bytes.concat(host, body)),
                infection("prepended", (host, body) -> Bytes.concat(body, host)),
                infection("both", (host, body) -> Bytes.concat(Arrays.copyOf(body, 70), host, body)),
                infection("jumping", Hosts::jumping),
                infection("swapped", Hosts::swapped));
    }

    private static Arguments infection(String name, BinaryOperator<byte[]> infection) {
        return Arguments.of(name, (Infection) infection::apply);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("infectionsOfAnyFile")
    void givesBackTheFileAndThoseOfItsUnseenRelatives(String name, Infection infection) throws IOException {
        String line = line(infected(infection, host(1), BODY)).orElseThrow();

        for (int seed = 1; seed < 20; seed++) {
            byte[] host = host(seed);
            assertThat(repaired(line, infection.infect(host, BODY)))
                    .as("host %s", seed)
                    .contains(Bytes.asList(host));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("infections")
    void leavesAloneWhatHasAnotherBody(String name, Infection infection) throws IOException {
        String line = line(infected(infection, host(1), BODY)).orElseThrow();

        for (int at = 0; at < BODY.length; at += 7) {
            byte[] other = BODY.clone();
            other[at] ^= 1;
            assertThat(repaired(line, infection.infect(host(1), other)))
                    .as("byte %s", at)
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("infections")
    void leavesCleanFilesAlone(String name, Infection infection) throws IOException {
        String line = line(infected(infection, host(1), BODY)).orElseThrow();

        assertThat(repaired(line, host(1))).isEmpty();
        assertThat(repaired(line, host(2))).isEmpty();
        assertThat(repaired(line, new byte[0])).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("infectionsOfAnyFile")
    void severalRelativesShowWhatTheBodyChanges(String name, Infection infection) throws IOException {
        List<Infected> family = new ArrayList<>();
        for (int seed = 1; seed <= 3; seed++) {
            family.add(infected(infection, host(seed), mutated(seed)));
        }

        String line = line(family.toArray(new Infected[0])).orElseThrow();

        for (int seed = 4; seed < 10; seed++) {
            byte[] host = host(seed);
            assertThat(repaired(line, infection.infect(host, mutated(seed))))
                    .as("host %s", seed)
                    .contains(Bytes.asList(host));
        }
    }

    @Test
    void oneOfAFamilyThatMutatesFitsItselfOnly() throws IOException {
        Infection appended = (host, body) -> Bytes.concat(host, body);
        String line = line(infected(appended, host(1), mutated(1))).orElseThrow();

        assertThat(repaired(line, appended.infect(host(1), mutated(1)))).contains(Bytes.asList(host(1)));
        assertThat(repaired(line, appended.infect(host(2), mutated(2)))).isEmpty();
    }

    /** Two bytes were kept, or the third as well, which happens to be the same: nobody can tell from one file. */
    @Test
    void whereMoreMayHaveBeenKeptTheLineFitsOneFileOnly() throws IOException {
        byte[] host = host(1);
        byte[] coincident = Hosts.jumping(host, BODY);
        host[2] = coincident[2];
        byte[] infected = Hosts.jumping(host, BODY);

        String line = line(new Infected(infected, Hosts.checkup(host))).orElseThrow();

        assertThat(repaired(line, infected)).contains(Bytes.asList(host));
        assertThat(repaired(line, Hosts.jumping(host(2), BODY))).isEmpty();
    }

    @Test
    void thereIsNoLineForWhatNobodyKnowsHowToUndo() throws IOException {
        byte[] grown = Bytes.concat(host(1), BODY);
        grown[3000] ^= 1;

        assertThat(line(new Infected(grown, Hosts.checkup(host(1))))).isEmpty();
    }

    /** Of bodies that share too little each file gets a line that fits nothing else. */
    @Test
    void twoBodiesThatShareTooLittle() throws IOException {
        Infection appended = (host, body) -> Bytes.concat(host, body);
        byte[] other = Hosts.bytes(500, 7);
        System.arraycopy(BODY, 0, other, 0, 40);

        String line = line(infected(appended, host(1), BODY), infected(appended, host(2), other))
                .orElseThrow();

        assertThat(repaired(line, appended.infect(host(1), BODY))).contains(Bytes.asList(host(1)));
        assertThat(repaired(line, appended.infect(host(3), BODY))).isEmpty();
        assertThat(repaired(line, appended.infect(host(3), other))).isEmpty();
    }

    /** Another file may have had other bytes where the body was written. */
    @Test
    void whatWasWrittenIntoACavityIsTakenOutOfThatFileOnly() throws IOException {
        String line = line(infected(CAVITY, host(1), BODY)).orElseThrow();

        assertThat(repaired(line, CAVITY.infect(host(1), BODY))).contains(Bytes.asList(host(1)));
        assertThat(repaired(line, CAVITY.infect(host(2), BODY))).isEmpty();
    }

    @Property(tries = 100)
    void whateverIsDerivedGivesBackTheFile(
            @ForAll @LongRange(min = 0, max = 1 << 20) long seed,
            @ForAll @IntRange(min = 300, max = 9000) int size,
            @ForAll @IntRange(min = 1, max = 900) int added,
            @ForAll @IntRange(min = 0, max = 4) int kind)
            throws IOException {
        byte[] host = Hosts.withSpace(Hosts.bytes(size, seed), size / 3, size / 3, 0);
        byte[] body = Hosts.bytes(added, seed + 1);
        byte[] infected = switch (kind) {
            case 0 -> Bytes.concat(host, body);
            case 1 -> Bytes.concat(body, host);
            case 2 -> Hosts.jumping(host, body);
            case 3 -> Bytes.concat(body, host, body);
            default -> Hosts.over(host, Arrays.copyOf(body, Math.min(added, size / 3)), size / 3);
        };

        String line = line(new Infected(infected, Hosts.checkup(host))).orElseThrow();

        assertThat(repaired(line, infected)).contains(Bytes.asList(host));
        assertThat(line.length()).isLessThan(8000);
    }

    private static byte[] host(long seed) {
        return Hosts.withSpace(Hosts.bytes(6000, seed), 2000, 900, 0);
    }

    /** A body of which 40 bytes in the middle differ in each file. */
    private static byte[] mutated(long seed) {
        return Hosts.over(BODY, Hosts.bytes(40, seed + 500), 200);
    }

    private static Infected infected(Infection infection, byte[] host, byte[] body) throws IOException {
        return new Infected(infection.infect(host, body), Hosts.checkup(host));
    }

    private static Optional<String> line(Infected... infected) {
        return RepairLine.of("A", List.of(infected));
    }

    private static Optional<List<Byte>> repaired(String line, byte[] content) throws IOException {
        ByteSource database = ByteSource.wrap(("#cordon-rdb 2\n" + line + "\n").getBytes(StandardCharsets.US_ASCII));
        DefinitionSet set = new DefinitionSet(
                Sequence.of(1),
                DailyVersion.parse("2026.01.02.003"),
                Instant.EPOCH,
                ImmutableSortedMap.of("a.rdb", database));
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        Repairer.Outcome outcome = new SignatureEngine()
                .load(set)
                .repairer()
                .repair(new Repairer.Request(ByteSource.wrap(content), "A"), sink);
        return outcome instanceof Repairer.Repaired ? Optional.of(Bytes.asList(sink.toByteArray())) : Optional.empty();
    }
}
