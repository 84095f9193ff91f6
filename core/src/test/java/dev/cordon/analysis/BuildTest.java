package dev.cordon.analysis;

import static dev.cordon.analysis.CentreAtWork.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.protocol.StatusReport;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sets are given out, and what stands for a finding of theirs in engines that scan with more than them. */
class BuildTest {
    private static final String FOREIGN = "Foreign.Find";

    @TempDir
    private Path folder;

    private CentreAtWork centre = new CentreAtWork(Path.of(""));

    @BeforeEach
    void nameTheFolder() {
        centre = new CentreAtWork(folder);
    }

    @AfterEach
    void close() throws IOException {
        centre.close();
    }

    @Test
    void whatAnotherDatabaseFindsIsNoProofThatTheSetFindsTheSample() throws IOException {
        centre.open(Laboratory.standard().testingWith(List.of(alarming(FOREIGN, infected(1)))));

        assertThat(state(analyse(1))).isEqualTo("broken");
        assertThat(sets()).isEmpty();
        assertThat(sample(infected(1)).faults().get(0).text())
                .isEqualTo("an engine finds something in the sample that is not of the set, which shows nothing");
    }

    @Test
    void aNameWithTheMarkOfForeignDatabasesIsOfTheSet() throws IOException {
        Engine marking = set -> {
            Engine.Loaded loaded = new SignatureEngine().load(set);
            return new Engine.Loaded(
                    request -> {
                        Scanner.Report report = loaded.scanner().scan(request);
                        return report.verdict() instanceof Scanner.Detected found
                                ? new Scanner.Report(
                                        new Scanner.Detected(found.virus() + ".UNOFFICIAL"), report.coverage())
                                : report;
                    },
                    loaded.repairer());
        };
        centre.open(Laboratory.standard().testingWith(List.of(marking)));

        assertThat(state(analyse(1))).isEqualTo("infected");
    }

    @Test
    void aCleanFileInWhichAnotherDatabaseFindsSomethingIsNoFaultOfTheSet() throws IOException {
        byte[] clean = program(9);
        centre.open(Laboratory.standard()
                .with(CleanPrograms.of(List.of(ByteSource.wrap(clean))))
                .testingWith(List.of(alarming(FOREIGN, clean))));

        assertThat(state(analyse(1))).isEqualTo("infected");
        assertThat(steps(infected(1)))
                .contains("tested; findings in clean and known files that were not of the set: 1");
    }

    @Test
    void whereNothingForeignIsFoundNothingIsSaidOfIt() throws IOException {
        analyse(1);

        assertThat(steps(infected(1))).noneMatch(step -> step.startsWith("tested;"));
    }

    @Test
    void aCleanFileInWhichTheSetFindsSomethingIsAFaultOfTheSet() throws IOException {
        byte[] clean = program(9);
        Engine wrong = set -> alarming(firstName(set), clean).load(set);
        centre.open(Laboratory.standard()
                .with(CleanPrograms.of(List.of(ByteSource.wrap(clean))))
                .testingWith(List.of(wrong)));

        assertThat(state(analyse(1))).isEqualTo("broken");
        assertThat(sets()).isEmpty();
    }

    private static String firstName(DefinitionSet set) throws IOException {
        return set.databases()
                .get(Cure.SIGNATURES)
                .asCharSource(StandardCharsets.US_ASCII)
                .readFirstLine()
                .split(":")[0];
    }

    @Test
    void aKnownSampleThatAnotherDatabaseFindsFirstKeepsNoSetBack() throws IOException {
        Set<Integer> alarmed = new HashSet<>();
        Engine other = alarmingWhere(FOREIGN, content -> alarmed.contains(Arrays.hashCode(content)));
        centre.open(Laboratory.standard().testingWith(List.of(other)));
        analyse(1);
        alarmed.add(Arrays.hashCode(infected(1)));

        assertThat(state(analyse(2))).isEqualTo("infected");
        assertThat(steps(infected(2)))
                .contains("tested; findings in clean and known files that were not of the set: 1");
    }

    /** The other database of the only engine would hide that the set has lost the sample. */
    @Test
    void whatTheSetBeforeHasFoundIsNotLostBehindAnotherDatabase() throws IOException {
        Engine forgetful = set ->
                set.sequence().value() > 1 ? alarming(FOREIGN, infected(1)).load(set) : new SignatureEngine().load(set);
        centre.open(Laboratory.standard(), config -> config.with(forgetful));
        analyse(1);

        assertThat(state(analyse(2))).isEqualTo("broken");
        assertThat(sets()).containsExactly(Sequence.of(1));
    }

    /** As when an entry lies, and the repair leaves a part of the virus that another engine knows. */
    @Test
    void aRepairAfterWhichAnyEngineFindsSomethingIsNotGivenOut() throws IOException {
        centre.open(Laboratory.standard().testingWith(List.of(alarming(FOREIGN, program(1)))));

        assertThat(state(analyse(1))).isEqualTo("broken");
        assertThat(sets()).isEmpty();
        assertThat(sample(infected(1)).faults().get(0).text())
                .isEqualTo("an engine finds something in the file from before");
    }

    @Test
    void whereAFullBuildFailsWhatIsNewIsAddedToTheSetBefore() throws IOException {
        List<String> heard = new ArrayList<>();
        centre.open(Laboratory.standard()
                .testingWith(List.of(refusing(Set.of(1))))
                .telling((sequence, isFull, reason) -> heard.add(sequence.value() + " " + isFull + " " + reason)));

        StatusReport report = analyse(1);

        assertThat(state(report)).isEqualTo("infected");
        assertThat(report.sequence()).contains(Sequence.of(2));
        assertThat(sets()).as("what failed is not given out").containsExactly(Sequence.of(2));
        assertThat(heard).containsExactly("1 true an engine refuses the set, or the sample can't be read");
        assertThat(steps(infected(1))).contains("tried in full build 00000001, which failed its tests");
        assertThat(states(infected(1)))
                .contains("incrBuilding", "incrUnitTesting")
                .doesNotContain("fullBuilding");
    }

    @Test
    void theSetsBeforeStayWhereAFullBuildFails() throws IOException {
        centre.open(Laboratory.standard().testingWith(List.of(refusing(Set.of(2)))));
        analyse(1);
        centre.clock().advance(Duration.ofDays(1));

        assertThat(analyse(2).sequence()).contains(Sequence.of(3));
        assertThat(verdict(infected(1))).isInstanceOf(Scanner.Detected.class);
        assertThat(verdict(infected(2))).isInstanceOf(Scanner.Detected.class);
    }

    @Test
    void whereBothBuildsFailTheSampleIsBrokenAndBothAreTold() throws IOException {
        List<String> heard = new ArrayList<>();
        centre.open(Laboratory.standard()
                .testingWith(List.of(refusing(Set.of(1, 2))))
                .telling((sequence, isFull, reason) -> heard.add(sequence.value() + " " + isFull)));

        assertThat(state(analyse(1))).isEqualTo("broken");
        assertThat(sets()).isEmpty();
        assertThat(heard).containsExactly("1 true", "2 false");
    }

    /** The one that came first is built last. */
    @Test
    void noSequenceOfAFailedSetIsUsedAgainWhicheverSampleItWasBuiltFor() throws IOException {
        centre.open(Laboratory.standard().testingWith(List.of(refusing(Set.of(1, 2, 3, 4)))));
        centre.analyse(infected(1), Optional.empty());
        SampleId first = centre.centre().centre().deferred().get(0).sample().id();
        assertThat(state(analyse(2))).isEqualTo("broken");
        var unused = centre.centre()
                .centre()
                .decide(
                        first,
                        new Decision.Sign(
                                "Expert.One:0:*:"
                                        + BaseEncoding.base16().lowerCase().encode(body(1), 100, 24),
                                Optional.empty()));
        centre.work();
        assertThat(sample(infected(1)).state().orElseThrow().text()).isEqualTo("broken");

        assertThat(analyse(3).sequence()).contains(Sequence.of(5));
    }

    /** Another scanner of the place finds everything, and no set of the centre does. */
    @Test
    void whatOnlyAnotherScannerFindsIsNotAnalysedAgainAndAgain() throws IOException {
        centre.open(Laboratory.standard(), config -> config.with(beside(infected(1), infected(2))));
        analyse(3);

        assertThat(state(centre.analyse(infected(1), Optional.empty()))).isEqualTo("deferred");
        int changes = sample(infected(1)).changes();
        assertThat(state(analyse(2))).as("a set is made though it is found").isEqualTo("infected");
        centre.work();

        assertThat(sample(infected(1)).changes())
                .as("newer definitions don't find it")
                .isEqualTo(changes);
        assertThat(steps(infected(2))).doesNotContain("newer definitions appeared");
    }

    /** An engine beside which another scanner finds some contents, which says so without definitions. */
    private static Engine beside(byte[]... contents) {
        return set -> {
            Engine.Loaded loaded = new SignatureEngine().load(set);
            return new Engine.Loaded(
                    request -> {
                        Scanner.Report report = loaded.scanner().scan(request);
                        boolean isFound = Arrays.stream(contents)
                                .anyMatch(content -> Arrays.equals(content, bytes(request.content())));
                        return report.verdict() instanceof Scanner.Detected || !isFound
                                ? report
                                : new Scanner.Report(
                                        new Scanner.Detected(FOREIGN),
                                        new Scanner.Coverage(0, true, "other", Optional.empty(), Optional.empty()));
                    },
                    loaded.repairer());
        };
    }

    /** An engine that can't load some sets. */
    private static Engine refusing(Set<Integer> sequences) {
        return set -> {
            if (sequences.contains(set.sequence().value())) {
                throw new WireException(ErrorCode.UNPACKAGE, "no");
            }
            return new SignatureEngine().load(set);
        };
    }

    /** An engine that finds something in one content by this name, whatever the set. */
    private static Engine alarming(String virus, byte[] content) {
        return alarmingWhere(virus, scanned -> Arrays.equals(scanned, content));
    }

    private static Engine alarmingWhere(String virus, Predicate<byte[]> where) {
        return set -> {
            Engine.Loaded loaded = new SignatureEngine().load(set);
            return new Engine.Loaded(
                    request -> {
                        Scanner.Report report = loaded.scanner().scan(request);
                        return where.test(bytes(request.content()))
                                ? new Scanner.Report(new Scanner.Detected(virus), report.coverage())
                                : report;
                    },
                    loaded.repairer());
        };
    }

    private static byte[] bytes(ByteSource content) {
        try {
            return content.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StatusReport analyse(long seed) throws IOException {
        return centre.analyse(infected(seed), Optional.of(program(seed)));
    }

    private Set<Sequence> sets() throws IOException {
        return centre.place().definitions().sequences();
    }

    private Sample sample(byte[] content) throws IOException {
        return centre.place().samples().list(SampleStore.Query.all()).samples().stream()
                .filter(sample -> sample.digest().equals(Hashing.sha256().hashBytes(content)))
                .findFirst()
                .orElseThrow();
    }

    private List<String> steps(byte[] content) throws IOException {
        return sample(content).history().stream().map(HistoryEntry::event).toList();
    }

    private List<String> states(byte[] content) throws IOException {
        return sample(content).history().stream().map(HistoryEntry::to).toList();
    }

    private Scanner.Verdict verdict(byte[] content) {
        return centre.place()
                .active()
                .scanner()
                .scan(new Scanner.Request(ByteSource.wrap(content)))
                .verdict();
    }

    private static byte[] infected(long seed) {
        return Bytes.concat(program(seed), body(seed));
    }

    private static byte[] program(long seed) {
        return Bytes.concat(new byte[] {'M', 'Z'}, Hosts.bytes(3000, seed));
    }

    private static byte[] body(long seed) {
        return Hosts.bytes(300, seed + 1000);
    }
}
