package dev.cordon.analysis;

import static dev.cordon.analysis.CentreAtWork.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Message;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.exchange.PlaceTakenException;
import dev.cordon.place.Place;
import dev.cordon.protocol.StatusReport;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.scan.Classifier;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Scanner;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BinaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the centre finds, as a gateway hears it. */
class AnalysisCentreTest {
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
    void aProgramThatIsAsItWasIsUninfected() throws IOException {
        byte[] program = program(1);

        StatusReport report = analyse(program, Optional.of(program));

        assertThat(state(report)).isEqualTo("uninfected");
        assertThat(report.finished()).isPresent();
        assertThat(report.sequence()).isEmpty();
    }

    @Test
    void aProgramWithSomethingAppendedIsInfectedAndCured() throws IOException {
        byte[] clean = program(1);
        byte[] infected = Bytes.concat(clean, body(7));

        StatusReport report = analyse(infected, Optional.of(clean));

        assertThat(state(report)).isEqualTo("infected");
        assertThat(report.sequence()).contains(Sequence.of(1));
        assertThat(report.header().find(Attributes.ANALYSIS_VIRUS_NAME).orElseThrow())
                .matches("Auto\\.[0-9A-F]{8}");
        assertThat(place().active().sequence()).contains(Sequence.of(1));
    }

    @Test
    void eachNewInfectionAddsToTheSetAndKeepsWhatWasKnown() throws IOException {
        analyse(Bytes.concat(program(1), body(1)), Optional.of(program(1)));
        StatusReport second = analyse(Bytes.concat(program(2), body(2)), Optional.of(program(2)));
        StatusReport known = analyse(Bytes.concat(program(3), body(1)), Optional.empty());

        assertThat(second.sequence()).contains(Sequence.of(2));
        assertThat(state(known)).as("known without a checkup entry").isEqualTo("infected");
        assertThat(place().definitions().sequences()).containsExactly(Sequence.of(1), Sequence.of(2));
    }

    @Test
    void aProgramOfWhichNothingIsKnownWaitsForAnExpert() throws IOException {
        StatusReport report = analyse(program(1), Optional.empty());

        assertThat(state(report)).isEqualTo("deferred");
        assertThat(report.finished()).isEmpty();
    }

    @Test
    void aProgramThatHasGrownAndChangedInAnotherWayIsDetectedAtLeast() throws IOException {
        byte[] clean = program(1);
        byte[] changed = clean.clone();
        changed[500] ^= 1;

        StatusReport report = analyse(Bytes.concat(changed, body(1)), Optional.of(clean));

        assertThat(state(report)).isEqualTo("norepair");
        assertThat(report.sequence()).contains(Sequence.of(1));
        assertThat(state(analyse(Bytes.concat(program(2), body(1)), Optional.empty())))
                .as("a relative")
                .isEqualTo("norepair");
    }

    @Test
    void aProgramThatWasChangedWithinWaitsForAnExpert() throws IOException {
        byte[] changed = program(1);
        changed[500] ^= 1;

        assertThat(state(analyse(changed, Optional.of(program(1))))).isEqualTo("deferred");
    }

    @Test
    void whateverCanBeUndoneIsInfectedAndItsUnseenRelativesAreFound() throws IOException {
        List<BinaryOperator<byte[]>> infections = List.of(
                Bytes::concat,
                (host, body) -> Bytes.concat(body, host),
                Hosts::jumping,
                Hosts::swapped,
                (host, body) -> Hosts.over(host, body, 1200));
        for (int kind = 0; kind < infections.size(); kind++) {
            BinaryOperator<byte[]> infection = infections.get(kind);
            byte[] clean = Hosts.withSpace(program(20 + kind), 1000, 900, 0);
            byte[] other = Hosts.withSpace(program(30 + kind), 1000, 900, 0);

            StatusReport report = analyse(infection.apply(clean, body(kind)), Optional.of(clean));
            StatusReport relative = analyse(infection.apply(other, body(kind)), Optional.empty());

            assertThat(state(report)).as("kind %s", kind).isEqualTo("infected");
            // What another file had in its cavity is not known.
            assertThat(state(relative)).as("relative of kind %s", kind).isEqualTo(kind == 4 ? "norepair" : "infected");
            assertThat(relative.sequence()).isEqualTo(report.sequence());
        }
    }

    /** Bytes within both files have changed; what they share is the infection's. */
    @Test
    void twoFilesThatWereChangedWithinShowEachOtherWhatTheInfectionIs() throws IOException {
        open(Laboratory.standard().with(CleanPrograms.of(List.of(ByteSource.wrap(program(50))))));
        byte[] first = program(40);
        byte[] second = program(41);
        assertThat(state(analyse(Hosts.over(first, body(9), 800), Optional.of(first))))
                .as("alone")
                .isEqualTo("deferred");

        StatusReport report = analyse(Hosts.over(second, body(9), 1900), Optional.of(second));

        assertThat(state(report)).isEqualTo("norepair");
        assertThat(state(analyse(Hosts.over(program(42), body(9), 33), Optional.empty())))
                .as("an unseen relative")
                .isEqualTo("norepair");
    }

    /** What they share may be what their tools have put into both. */
    @Test
    void filesThatWereChangedWithinShowNothingWhereNoCleanProgramIsKnown() throws IOException {
        analyse(Hosts.over(program(40), body(9), 800), Optional.of(program(40)));

        assertThat(state(analyse(Hosts.over(program(41), body(9), 1900), Optional.of(program(41)))))
                .isEqualTo("deferred");
    }

    /** The bytes that differ are the more varied ones, so the first signature is one of those. */
    @Test
    void aFamilyThatMutatesIsToldAndCuredByWhatItsMembersShare() throws IOException {
        analyse(mutated(43), Optional.of(program(43)));

        StatusReport report = analyse(mutated(44), Optional.of(program(44)));
        StatusReport unseen = analyse(mutated(45), Optional.empty());

        assertThat(report.sequence()).as("the first signature does not find it").contains(Sequence.of(2));
        assertThat(state(report)).isEqualTo("infected");
        assertThat(unseen.sequence()).contains(Sequence.of(2));
        assertThat(state(unseen)).isEqualTo("infected");
    }

    private static byte[] mutated(int seed) {
        byte[] shared = new byte[70];
        for (int at = 0; at < shared.length; at++) {
            shared[at] = (byte) (1 + at % 11 * 7);
        }
        return Bytes.concat(program(seed), shared, Hosts.bytes(230, seed));
    }

    @Test
    void aSetMustLoadAndFindTheSampleInEveryEngine() throws IOException {
        Engine blind = set -> new Engine.Loaded(
                request -> new Scanner.Report(
                        new Scanner.NothingDetected(),
                        new Scanner.Coverage(0, true, "blind", Optional.empty(), Optional.empty())),
                (request, sink) -> new Repairer.NoRepair());
        open(Laboratory.standard().testingWith(List.of(new SignatureEngine(), blind)));

        StatusReport report = analyse(Bytes.concat(program(1), body(1)), Optional.of(program(1)));

        assertThat(state(report)).isEqualTo("broken");
        assertThat(place().definitions().sequences()).isEmpty();
    }

    @Test
    void aSetThatASecondEngineRefusesIsBroken() throws IOException {
        Engine refusing = set -> {
            throw new WireException(ErrorCode.UNPACKAGE, "no");
        };
        open(Laboratory.standard().testingWith(List.of(refusing)));

        assertThat(state(analyse(Bytes.concat(program(1), body(1)), Optional.of(program(1)))))
                .isEqualTo("broken");
    }

    /** It is not broken, and is tried again when the engine is back. */
    @Test
    void whileASecondEngineCannotBeReachedTheSampleWaits() throws IOException {
        AtomicBoolean isGone = new AtomicBoolean(true);
        Engine distant = set -> {
            if (isGone.get()) {
                throw new IOException("nobody answers");
            }
            return new SignatureEngine().load(set);
        };
        open(Laboratory.standard().testingWith(List.of(distant)));
        String cookie = submit(Bytes.concat(program(1), body(1)), Optional.of(program(1)));
        Station build = Iterables.getLast(place().stations());

        centre.workExcept(build.name());
        assertThatThrownBy(build::work).hasMessage("nobody answers");
        isGone.set(false);
        var unused = build.work();

        assertThat(place().active().sequence()).as(cookie).contains(Sequence.of(1));
    }

    @Test
    void theFirstSetOfADayIsBuiltAsAWholeAndOthersAddToIt() throws IOException {
        analyse(Bytes.concat(program(1), body(1)), Optional.of(program(1)));
        analyse(Bytes.concat(program(2), body(2)), Optional.of(program(2)));
        centre.clock().advance(Duration.ofDays(1));
        analyse(Bytes.concat(program(3), body(3)), Optional.of(program(3)));

        List<Sample> samples = place().samples().list(SampleStore.Query.all()).samples();
        assertThat(samples.stream()
                        .map(sample -> sample.history().stream()
                                .map(HistoryEntry::to)
                                .filter(state -> state.endsWith("Building"))
                                .toList()))
                .containsExactly(List.of("fullBuilding"), List.of("incrBuilding"), List.of("fullBuilding"));
    }

    @Test
    void aSignatureThatCleanFilesTurnOutToHaveIsWithdrawn() throws IOException {
        byte[] known = Bytes.concat(program(1), body(1));
        analyse(known, Optional.of(program(1)));
        byte[] other = Bytes.concat(program(2), body(2));
        analyse(other, Optional.of(program(2)));
        close();
        open(Laboratory.standard().with(CleanPrograms.of(List.of(ByteSource.wrap(body(1))))));

        StatusReport third = analyse(Bytes.concat(program(3), body(3)), Optional.of(program(3)));

        assertThat(state(third)).isEqualTo("infected");
        assertThat(verdict(known)).isEqualTo(new Scanner.NothingDetected());
        assertThat(verdict(other)).isInstanceOf(Scanner.Detected.class);
    }

    private Scanner.Verdict verdict(byte[] content) {
        return place().active()
                .scanner()
                .scan(new Scanner.Request(ByteSource.wrap(content)))
                .verdict();
    }

    @Test
    void repairsOfTheOlderLanguageStayWhenANewOneIsAdded() throws IOException {
        open(Laboratory.standard());
        String older = "#cordon-rdb 1\nOld:truncate:3:" + Hashing.sha256().hashBytes(new byte[] {1, 2, 3}) + "\n";
        DefinitionSet first = new DefinitionSet(
                Sequence.of(1),
                DailyVersion.parse("2026.05.06.001"),
                centre.clock().instant(),
                ImmutableSortedMap.of("auto.rdb", ByteSource.wrap(older.getBytes(StandardCharsets.US_ASCII))));
        place().active().install(DefinitionPackage.sign(first, centre.key()));

        analyse(Hosts.jumping(program(1), body(1)), Optional.of(program(1)));

        DefinitionSet set = place().definitions()
                .find(Sequence.of(2))
                .orElseThrow()
                .verify(centre.key().trusted());
        assertThat(set.databases()
                        .get("auto.rdb")
                        .asCharSource(StandardCharsets.US_ASCII)
                        .readLines())
                .startsWith("#cordon-rdb 2", older.lines().toList().get(1))
                .hasSize(3);
    }

    @Test
    void whatWasAppendedButTellsNothingWaitsForAnExpert() throws IOException {
        byte[] clean = program(1);

        assertThat(state(analyse(Bytes.concat(clean, new byte[400]), Optional.of(clean))))
                .isEqualTo("deferred");
        assertThat(state(analyse(Bytes.concat(clean, new byte[] {1, 2, 3}), Optional.of(clean))))
                .isEqualTo("deferred");
    }

    @Test
    void aSignatureIsNeverFoundInCleanFiles() throws IOException {
        byte[] clean = program(1);
        byte[] body = body(1);
        open(Laboratory.standard().with(CleanPrograms.of(List.of(ByteSource.wrap(body)))));

        StatusReport report = analyse(Bytes.concat(clean, body), Optional.of(clean));

        assertThat(state(report)).as("every candidate is in a clean file").isEqualTo("deferred");
    }

    @Test
    void theModelOfCleanProgramsChoosesTheSignature() throws IOException {
        byte[] common = body(1);
        byte[] rare = body(2);
        open(Laboratory.standard()
                .with(new CleanPrograms(ProgramModels.of(common, common, common), ImmutableList.of())));

        analyse(Bytes.concat(program(1), common, rare), Optional.of(program(1)));
        byte[] withoutCommon = Bytes.concat(program(2), rare);

        assertThat(state(analyse(withoutCommon, Optional.of(program(2)))))
                .as("found by the rare bytes, and not cut off as it stands")
                .isEqualTo("norepair");
    }

    @Test
    void whatIsTooLargeForMemoryWaitsForAnExpert() throws IOException {
        byte[] large = Bytes.concat(program(1), new byte[Suspect.LONGEST], body(1));
        byte[] clean = Arrays.copyOf(large, large.length - 300);
        open(Laboratory.standard());

        assertThat(state(analyse(large, Optional.of(large)))).isEqualTo("uninfected");
        assertThat(state(analyse(large, Optional.of(clean)))).isEqualTo("deferred");
    }

    @Test
    void whatIsSubmittedTwiceIsAnalysedOnce() throws IOException {
        open(Laboratory.standard());
        byte[] infected = Bytes.concat(program(1), body(7));
        submit(infected, Optional.of(program(1)));
        submit(infected, Optional.of(program(1)));

        StatusReport report = analyse(infected, Optional.of(program(1)));

        assertThat(state(report)).isEqualTo("infected");
        List<Sample> tickets = place().samples().list(SampleStore.Query.all()).samples();
        assertThat(tickets)
                .hasSize(3)
                .allMatch(ticket -> ticket.status() == SampleStatus.AVAILABLE)
                .filteredOn(AnalysisCentreTest::wasImported)
                .hasSize(1);
    }

    private static boolean wasImported(Sample ticket) {
        return ticket.history().stream().anyMatch(step -> step.to().equals("imported"));
    }

    @Test
    void whatNothingIsRunOfIsUninfectable() throws IOException {
        byte[] picture = Bytes.concat("GIF89a".getBytes(StandardCharsets.US_ASCII), body(3));

        assertThat(state(analyse(picture, Optional.empty()))).isEqualTo("uninfectable");
        assertThat(state(analyse(new byte[0], Optional.empty()))).isEqualTo("uninfectable");
    }

    @Test
    void whatMayBeRunIsNeverTakenForData() throws IOException {
        for (byte[] suspect : List.of("del *.*".getBytes(StandardCharsets.US_ASCII), body(3), zip("setup.exe"))) {
            assertThat(state(analyse(suspect, Optional.empty()))).isEqualTo("deferred");
        }
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[100]);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void whatAnExpertSaysIsTheAnswer() throws IOException {
        SampleId waiting = deferred(program(1));

        var unused = expert().decide(waiting, new Decision.Conclude(AnalysisState.UNINFECTED));

        assertThat(state(analyse(program(1), Optional.empty()))).isEqualTo("uninfected");
        assertThat(expert().deferred()).isEmpty();
    }

    @Test
    void theSignatureOfAnExpertIsBuiltIntoASetThatFindsRelatives() throws IOException {
        SampleId waiting = deferred(Bytes.concat(program(1), body(1)));

        var unused = expert().decide(waiting, new Decision.Sign(signature("Expert.One", body(1)), Optional.empty()));
        StatusReport sample = analyse(Bytes.concat(program(1), body(1)), Optional.empty());
        StatusReport relative = analyse(Bytes.concat(program(2), body(1)), Optional.empty());

        assertThat(state(sample)).isEqualTo("norepair");
        assertThat(sample.sequence()).contains(Sequence.of(1));
        assertThat(relative.header().find(Attributes.ANALYSIS_VIRUS_NAME)).contains("Expert.One");
    }

    @Test
    void aSampleThatIsToBeAnalysedAgainIsDeferredAgainIfNothingIsKnown() throws IOException {
        SampleId waiting = deferred(program(1));

        var unused = expert().decide(waiting, new Decision.Again());

        assertThat(state(analyse(program(1), Optional.empty()))).isEqualTo("deferred");
    }

    @Test
    void whatNewerDefinitionsKnowDoesNotWaitForAnExpert() throws IOException {
        var unused = deferred(Bytes.concat(program(2), body(1)));

        analyse(Bytes.concat(program(1), body(1)), Optional.of(program(1)));

        assertThat(expert().deferred()).isEmpty();
        assertThat(state(analyse(Bytes.concat(program(2), body(1)), Optional.empty())))
                .isEqualTo("infected");
    }

    @Test
    void whatAnExpertCannotDecideChangesNothing() throws IOException {
        SampleId waiting = deferred(program(1));
        String line = signature("Expert.One", program(1));

        assertRefused(ErrorCode.DECLINED, waiting, new Decision.Conclude(AnalysisState.INFECTED));
        assertRefused(ErrorCode.DECLINED, waiting, new Decision.Conclude(AnalysisState.ABORT));
        assertRefused(
                ErrorCode.DECLINED, waiting, new Decision.Sign(signature("Expert.One", body(9)), Optional.empty()));
        assertRefused(ErrorCode.UNPACKAGE, waiting, new Decision.Sign("Expert.One:0:*:xyz", Optional.empty()));
        assertRefused(ErrorCode.UNPACKAGE, waiting, new Decision.Sign(line + "\n" + line, Optional.empty()));
        assertRefused(ErrorCode.UNPACKAGE, waiting, new Decision.Sign(line, Optional.of("Expert.One:nothing")));
        assertRefused(
                ErrorCode.DECLINED,
                waiting,
                new Decision.Sign(line, Optional.of("Expert.Two:truncate:1:" + "0".repeat(64))));
        assertThatThrownBy(() -> expert().decide(new SampleId("nobody"), new Decision.Again()))
                .isInstanceOf(UnknownSampleException.class);
        assertThat(state(analyse(program(1), Optional.empty()))).isEqualTo("deferred");
    }

    @Test
    void nobodyDecidesASampleThatDoesNotWait() throws IOException {
        SampleId waiting = deferred(program(1));
        var unused = expert().decide(waiting, new Decision.Conclude(AnalysisState.UNINFECTED));

        assertRefused(ErrorCode.DECLINED, waiting, new Decision.Conclude(AnalysisState.DELETE));
    }

    @Test
    void aSignatureOfAnExpertThatCleanFilesHaveIsRefused() throws IOException {
        byte[] library = body(4);
        open(Laboratory.standard().with(CleanPrograms.of(List.of(ByteSource.wrap(library)))));
        SampleId waiting = deferred(Bytes.concat(program(1), library));

        assertThatThrownBy(() ->
                        expert().decide(waiting, new Decision.Sign(signature("Expert.One", library), Optional.empty())))
                .hasMessage("the signature finds something in a file that is known to be clean");
        assertThat(expert().deferred()).hasSize(1);
    }

    @Test
    void aRepairOfAnExpertThatDoesNotUndoTheInfectionIsRefused() throws IOException {
        byte[] body = body(4);
        SampleId waiting = deferred(Bytes.concat(program(1), body));
        String line = signature("Expert.One", body);

        assertThatThrownBy(() -> expert().decide(waiting, new Decision.Sign(line, Optional.of(truncation(program(2))))))
                .hasMessage("the repair does not repair the sample");
        assertThatThrownBy(() -> expert().decide(
                                waiting,
                                new Decision.Sign(line, Optional.of(truncation(Arrays.copyOfRange(body, 200, 300))))))
                .hasMessage("the signature is still found in what the repair gives back");
        assertThat(expert().deferred()).hasSize(1);
    }

    @Test
    void aRepairOfAnExpertThatGivesBackAnotherFileThanTheEntryKnowsIsRefused() throws IOException {
        byte[] body = body(4);
        analyse(Bytes.concat(program(1), body), Optional.of(program(2)));
        SampleId waiting = expert().deferred().get(0).sample().id();

        assertThatThrownBy(() -> expert().decide(
                                waiting,
                                new Decision.Sign(signature("Expert.One", body), Optional.of(truncation(body)))))
                .hasMessage("the repair does not give back the file from before");
    }

    private static String truncation(byte[] removed) {
        return "Expert.One:truncate:" + removed.length + ":" + Hashing.sha256().hashBytes(removed);
    }

    @Test
    void anExpertIsToldWhyASampleWaitsAndWhatItIs() throws IOException {
        byte[] plain = Bytes.concat(program(2), new byte[400]);
        analyse(program(1), Optional.empty());
        analyse(plain, Optional.of(program(2)));
        analyse(Hosts.over(program(40), body(9), 800), Optional.of(program(40)));
        analyse(Hosts.over(program(41), body(9), 1900), Optional.of(program(41)));

        assertThat(expert().deferred())
                .extracting(Deferred::reason)
                .containsExactly(
                        "not replicated: it is not known what the file was before",
                        "no signature: nothing that tells the infection is long, rare and varied enough and in no"
                                + " clean program",
                        "not replicated: bytes of the file have changed, and it is not known which bytes are the"
                                + " infection's",
                        "no signature: it shares bytes with another file, but without clean programs it is not known"
                                + " whether those are the infection's");
        assertThat(expert().deferred()).extracting(Deferred::kind).containsOnly(Optional.of(Classifier.Kind.DOS));
    }

    @Test
    void theReasonIsThatOfTheLastTime() throws IOException {
        SampleId waiting = deferred(program(1));
        var exported = expert().export(waiting, folder.toRealPath(), new SecureRandom());
        var decided = expert().decide(waiting, new Decision.Again());

        analyse(program(1), Optional.empty());

        assertThat(expert().deferred(waiting).orElseThrow().reason())
                .isEqualTo("not replicated: it is not known what the file was before");
    }

    @Test
    void submissionsThatWaitForOneDecisionAreCounted() throws IOException {
        SampleId waiting = deferred(program(1));
        var second = submit(program(1), Optional.empty());
        var third = submit(program(1), Optional.empty());
        var other = submit(program(1), Optional.of(body(1)));

        assertThat(expert().deferred(waiting).orElseThrow().submissions()).isEqualTo(3);
    }

    @Test
    void onlyWhatWaitsIsDeferred() throws IOException {
        SampleId decided = deferred(program(1));
        var unused = expert().decide(decided, new Decision.Conclude(AnalysisState.UNINFECTED));

        assertThat(expert().deferred(decided)).isEmpty();
        assertThat(expert().deferred(new SampleId("nobody"))).isEmpty();
    }

    @Test
    void anExportedSampleIsAMessageForItsOwnerOnly() throws IOException {
        SampleId waiting = deferred(program(1));

        Path file = expert().export(waiting, folder.toRealPath(), new SecureRandom());

        assertThat(file).hasFileName(waiting + ".msg");
        assertThat(Bytes.indexOf(Files.readAllBytes(file), Arrays.copyOf(program(1), 100)))
                .isNegative();
        assertThat(captured(file)).isEqualTo(program(1));
        assertOwnerOnly(file);
        assertThat(lastStep(waiting)).isEqualTo("exported as a message");
    }

    private static byte[] captured(Path file) throws IOException {
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        Message message = Message.read(MoreFiles.asByteSource(file), new HeaderReader(HeaderLimits.standard()));
        try (InputStream content = message.content().openStream()) {
            var unused = new ContentDecoder(Mask.standard(), 1 << 20).decode(message.header(), content, captured);
        }
        return captured.toByteArray();
    }

    @Test
    void aSampleIsExportedPlainWhereThatIsAskedFor() throws IOException {
        SampleId waiting = deferred(program(1));

        Path file = expert().exportPlain(waiting, folder.toRealPath(), new SecureRandom());

        assertThat(file).hasFileName(waiting + ".sample").hasBinaryContent(program(1));
        assertOwnerOnly(file);
        assertThat(lastStep(waiting)).isEqualTo("exported as captured");
        assertThat(expert().content(waiting).read()).isEqualTo(program(1));
    }

    private static void assertOwnerOnly(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private String lastStep(SampleId sample) throws IOException {
        return Iterables.getLast(place().samples().find(sample).orElseThrow().history())
                .event();
    }

    @Test
    void nothingIsExportedOverAnotherFile() throws IOException {
        SampleId waiting = deferred(program(1));
        Path there = Files.writeString(folder.toRealPath().resolve("there"), "mine");

        assertThatThrownBy(() -> expert().export(waiting, there, new SecureRandom()))
                .isInstanceOf(PlaceTakenException.class);
        assertThatThrownBy(() -> expert().exportPlain(waiting, there, new SecureRandom()))
                .isInstanceOf(PlaceTakenException.class);
        assertThat(there).hasContent("mine");
        assertThat(lastStep(waiting)).isEqualTo("deferral done");
        assertThatThrownBy(() -> expert().export(new SampleId("nobody"), there, new SecureRandom()))
                .isInstanceOf(UnknownSampleException.class);
    }

    private void assertRefused(ErrorCode code, SampleId sample, Decision decision) {
        assertThatThrownBy(() -> expert().decide(sample, decision))
                .isInstanceOfSatisfying(
                        WireException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private SampleId deferred(byte[] content) throws IOException {
        assertThat(state(analyse(content, Optional.empty()))).isEqualTo("deferred");
        return expert().deferred().get(0).sample().id();
    }

    private AnalysisCentre expert() {
        return centre.centre().centre();
    }

    private static String signature(String name, byte[] content) {
        return name + ":0:*:" + BaseEncoding.base16().lowerCase().encode(content, 100, 24);
    }

    private StatusReport analyse(byte[] sample, Optional<byte[]> before) throws IOException {
        return centre.analyse(sample, before);
    }

    private String submit(byte[] sample, Optional<byte[]> before) throws IOException {
        return centre.submit(sample, before);
    }

    private void open(Laboratory laboratory) throws IOException {
        centre.open(laboratory);
    }

    private Place place() {
        return centre.place();
    }

    private static byte[] program(long seed) {
        byte[] program = new byte[3000];
        new Random(seed).nextBytes(program);
        return Bytes.concat(new byte[] {'M', 'Z'}, program);
    }

    private static byte[] body(long seed) {
        byte[] body = new byte[300];
        new Random(seed + 1000).nextBytes(body);
        return body;
    }
}
