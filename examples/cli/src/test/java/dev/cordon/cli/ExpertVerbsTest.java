package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import com.google.common.primitives.Bytes;
import com.google.gson.JsonObject;
import dev.cordon.analysis.Laboratory;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.SampleType;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.SampleContents;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.Place;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Settings;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.SampleId;
import dev.cordon.scan.Examination;
import dev.cordon.scan.Examiner;
import dev.cordon.statemachine.ScanResult;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expert types, at centres of their own and inside gateways, while they run and while they don't. */
class ExpertVerbsTest {
    private static final Customer CUSTOMER =
            new Customer(CustomerIdentifier.parse("ACME gold"), "0123456789ABCDEF0123456789ABCDEF");
    private static final int ROUNDS = 12;
    private static final Duration ENOUGH = Duration.ofMinutes(2);
    private static final byte[] PROGRAM = Bytes.concat(new byte[] {'M', 'Z'}, random(3000, 1));
    private static final byte[] BODY = random(300, 2);
    private static final byte[] INFECTED = Bytes.concat(PROGRAM, BODY);
    private static final String LINE_1 = "unpackage: database auto.ndb, line 1: ";
    private static final String NO_LINE = "unpackage: one line of printable ASCII is expected";
    private static final String SIGNATURE =
            "Expert.One:0:*:" + BaseEncoding.base16().lowerCase().encode(BODY, 100, 24);
    private static final String REPAIR =
            "Expert.One:truncate:300:" + Hashing.sha256().hashBytes(BODY);

    /** What is typed, and why it is refused. */
    private static final ImmutableMap<List<String>, String> WRONG_LINES = ImmutableMap.<List<String>, String>builder()
            .put(List.of("--signature", ""), "declined: the signature does not find the sample")
            .put(List.of("--signature", "#" + SIGNATURE), "declined: the signature does not find the sample")
            .put(List.of("--signature", "Expert.One"), LINE_1 + "the line does not have 4 to 6 fields")
            .put(
                    List.of("--signature", "Expert.One:0:*:xyz"),
                    LINE_1 + "the pattern holds a character that has no meaning there")
            .put(
                    List.of("--signature", "Expert.One:0:*:"),
                    LINE_1 + "the pattern has a gap that does not stand between bytes")
            .put(
                    List.of("--signature", SIGNATURE.replace("Expert.One", "")),
                    LINE_1 + "the name is empty, longer than 255 characters or has blanks around it")
            .put(List.of("--signature", SIGNATURE + "\n" + SIGNATURE), NO_LINE)
            .put(List.of("--signature", SIGNATURE.replace("One", "\u00fcnf")), NO_LINE)
            .put(
                    List.of("--signature", "Expert.One:0:*:00112233445566778899aabbccddeeff"),
                    "declined: the signature does not find the sample")
            .put(
                    List.of("--signature", SIGNATURE, "--repair", ""),
                    "declined: signature and repair are not of one name")
            .put(
                    List.of("--signature", SIGNATURE, "--repair", REPAIR.replace("One", "Two")),
                    "declined: signature and repair are not of one name")
            .put(
                    List.of("--signature", SIGNATURE, "--repair", "Expert.One:nothing"),
                    "unpackage: database auto.rdb, line 2: version 2 of the repair language has no such action")
            .put(List.of("--signature", SIGNATURE, "--repair", REPAIR + "\n"), NO_LINE)
            .put(
                    List.of("--signature", SIGNATURE, "--repair", "Expert.One:truncate:300:" + "0".repeat(64)),
                    "declined: the repair does not repair the sample")
            .put(
                    List.of(
                            "--signature",
                            SIGNATURE,
                            "--repair",
                            "Expert.One:truncate:100:" + Hashing.sha256().hashBytes(BODY, 200, 100)),
                    "declined: the signature is still found in what the repair gives back")
            .buildOrThrow();

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");
    private int submissions;

    @BeforeEach
    void findTheRealFolder() throws IOException {
        folder = temporary.toRealPath();
    }

    @ParameterizedTest
    @ValueSource(strings = {"analysis", "gateway"})
    void whatWaitsIsListedWithWhatThereIsToDecideBy(String place) throws Exception {
        String id = deferred(place);

        JsonObject waiting = waiting(place);

        assertThat(waiting.get("id").getAsString()).isEqualTo(id);
        assertThat(waiting.get("reason").getAsString())
                .isEqualTo("not replicated: it is not known what the file was before");
        assertThat(waiting.get("kind").getAsString()).isEqualTo("DOS");
        assertThat(waiting.get("file").getAsString()).isEqualTo("*.exe");
        assertThat(waiting.get("size").getAsInt()).isEqualTo(INFECTED.length);
        assertThat(waiting.get("sha256").getAsString())
                .isEqualTo(Hashing.sha256().hashBytes(INFECTED).toString());
        assertThat(waiting.get("md5").getAsString()).isEqualTo(md5(INFECTED));
        assertThat(waiting.get("submissions").getAsInt()).isEqualTo(2);
        assertThat(waiting.get("received").getAsString()).startsWith("2026-01-02T03:04");
    }

    @Test
    void peopleReadTheSame() throws Exception {
        String id = deferred("analysis");

        String[] lines = succeed("analysis", "deferred").split("\n");

        assertThat(lines)
                .contains(
                        "id       " + id,
                        "reason   not replicated: it is not known what the file was before",
                        "kind     DOS",
                        "file     *.exe",
                        "size     3302 bytes",
                        "sha256   " + Hashing.sha256().hashBytes(INFECTED),
                        "md5      " + md5(INFECTED))
                .anyMatch(line -> line.matches("waiting  2 submissions, [0-9]+ d"));
    }

    @SuppressWarnings("deprecation") // what the protocol of the guide carries
    private static String md5(byte[] content) {
        return Hashing.md5().hashBytes(content).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"analysis", "gateway"})
    void aSampleIsShownWithItsHistory(String place) throws Exception {
        String id = deferred(place);

        JsonObject shown =
                Cordon.succeed(line(place, "show", id, "--json")).json().getAsJsonObject();

        assertThat(shown.getAsJsonObject("deferred").get("submissions").getAsInt())
                .isEqualTo(2);
        assertThat(shown.getAsJsonObject("attributes").get("X-Sample-Extension").getAsString())
                .isEqualTo("exe");
        assertThat(shown.getAsJsonArray("actions").toString()).contains("recognized as DOS", "deferral done");
        assertThat(succeed(place, "show", id)).contains("id       " + id, "ATTRIBUTE", "recognized as DOS");
        assertRefused("there is no such sample", place, "show", "nobody");
    }

    @Test
    void whatIsDecidedIsShownAsItIs() throws Exception {
        String id = deferred("analysis");
        succeed("analysis", "decide", id, "--conclude", "uninfected");

        assertThat(Cordon.succeed(line("analysis", "show", id, "--json"))
                        .json()
                        .getAsJsonObject()
                        .has("deferred"))
                .isFalse();
        assertThat(succeed("analysis", "show", id)).startsWith("ATTRIBUTE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"analysis", "gateway"})
    void aSampleIsExportedAsAMessage(String place) throws Exception {
        String id = deferred(place);

        String written = succeed(place, "export", id, "--to", folder.toString()).strip();

        assertThat(written).isEqualTo(folder.resolve(id + ".msg").toString());
        assertThat(Bytes.indexOf(Files.readAllBytes(Path.of(written)), BODY)).isNegative();
        Path out = folder.resolve("out");
        Cordon.succeed("decode", written, "--out", out.toString());
        assertThat(out).hasBinaryContent(INFECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"analysis", "gateway"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the permissions are those of POSIX")
    void aSampleIsExportedPlainToItsOwnerOnly(String place) throws Exception {
        String id = deferred(place);
        Path file = folder.resolve("plain");

        succeed(place, "export", id, "--to", file.toString(), "--plain");

        assertThat(file).hasBinaryContent(INFECTED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsExportedOverAFileOrThroughALink() throws Exception {
        String id = deferred("analysis");
        Path there = Files.writeString(folder.resolve("there"), "mine");
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        for (String form : List.of("--plain", "")) {
            assertRefused(
                    "there is something in that place already; name another place",
                    "analysis",
                    export(id, there, form));
            assertRefused(
                    "a folder on the way is a link, and links are not followed; name the real folder",
                    "analysis",
                    export(id, link.resolve("file"), form));
            assertRefused(
                    "the folder is not there; name another place",
                    "analysis",
                    export(id, folder.resolve("no/file"), form));
        }
        assertThat(there).hasContent("mine");
        assertThat(real).isEmptyDirectory();
        assertThat(succeed("analysis", "show", id)).doesNotContain("exported");
    }

    private static String[] export(String id, Path to, String form) {
        return Stream.of("export", id, "--to", to.toString(), form)
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"analysis", "gateway"})
    void whileItRunsAnExpertDoesTheSame(String place) throws Exception {
        String id = deferred(place);

        try (Running running = Running.start(place, "run", "--home", home(place))) {
            assertThat(waiting(place).get("submissions").getAsInt()).isEqualTo(2);
            assertThat(succeed(place, "show", id)).contains("recognized as DOS");
            succeed(place, "export", id, "--to", folder.resolve("message").toString());
            succeed(
                    place,
                    "export",
                    id,
                    "--plain",
                    "--to",
                    folder.resolve("plain").toString());
            assertThat(folder.resolve("plain")).hasBinaryContent(INFECTED);
            assertRefused(
                    "there is something in that place already; name another place",
                    place,
                    "export",
                    id,
                    "--to",
                    folder.resolve("message").toString());
            assertThatWrongLinesAreRefused(place, id);
            succeed(place, "decide", id, "--signature", SIGNATURE, "--repair", REPAIR);
            assertThat(Cordon.succeed(line(place, "deferred", "--json")).out().strip())
                    .isEqualTo("[]");
            assertThat(running.stop()).isEqualTo(143);
        }
    }

    @Test
    void theSignatureOfAnExpertIsPublishedAndCuresTheSample() throws Exception {
        String id = deferred("analysis");

        succeed("analysis", "decide", id, "--signature", SIGNATURE, "--repair", REPAIR);

        try (AnalysisPlace centre = centre()) {
            work(centre.place());
            assertThat(centre.place()
                            .samples()
                            .find(new SampleId(id))
                            .orElseThrow()
                            .state())
                    .hasValueSatisfying(state -> assertThat(state.text()).isEqualTo("infected"));
            Examination examination = new Examiner(
                            centre.place().active().scanner(),
                            centre.place().active().repairer())
                    .examine(ByteSource.wrap(INFECTED));
            assertThat(examination.virus()).contains("Expert.One");
            assertThat(examination.result()).isEqualTo(ScanResult.REPAIRED);
        }
    }

    /** While the centre rests nobody knows which files are clean. */
    @ParameterizedTest
    @ValueSource(strings = {"analysis", "gateway"})
    void whoRunsACentreIsToldOfSetsThatFail(String place) throws Exception {
        String id = deferred(place);
        succeed(place, "decide", id, "--signature", SIGNATURE);
        Path clean = Files.createDirectory(folder.resolve("clean"));
        Files.write(clean.resolve("library"), BODY);
        Path log = folder.resolve("log");

        try (Running running = Running.start(log, place, "run", "--home", home(place), "--corpus", clean.toString())) {
            long end = System.nanoTime() + ENOUGH.toNanos();
            while (!succeed(place, "show", id).contains("broken")) {
                assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
            }
            assertThat(running.stop()).isEqualTo(143);
        }

        assertThat(log)
                .content()
                .contains(
                        "cordon: definitions 00000002 failed their tests; only what is new is added to those before: "
                                + "the set does not find the sample\n",
                        "cordon: definitions 00000003 failed their tests: "
                                + "the set finds something in a file that is known to be clean\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"analysis", "gateway"})
    void aCentreThatRunsPublishesWhatAPersonHasMadeAndWithdrawsWhatIsClean(String place) throws Exception {
        var unused = deferred(place);
        Path databases = databasesOf(place);
        Files.writeString(databases.resolve("auto.ndb"), SIGNATURE + "\n");
        Path clean = Files.createDirectory(folder.resolve("clean"));
        Files.write(clean.resolve("library"), BODY);
        String made = build(place, databases, 7);

        try (Running running = Running.start(place, "run", "--home", home(place))) {
            assertThat(Cordon.succeed("definitions", "publish", made, "--home", home(place))
                            .out())
                    .isEmpty();
            assertThat(succeed(place, "definitions")).contains("00000007");
            assertThat(succeed(place, "rebuild")).isEqualTo("nothing changes; definitions stay as they are\n");
            assertThat(running.stop()).isEqualTo(143);
        }
        try (Running running = Running.start(place, "run", "--home", home(place), "--corpus", clean.toString())) {
            assertThat(succeed(place, "rebuild")).isEqualTo("00000008\n");
            String again = build(place, databases, 9);
            Cordon.Run refused = Cordon.run("definitions", "publish", again, "--home", home(place));
            assertThat(refused.err())
                    .isEqualTo("cordon: abandoned: the definitions have failed their tests: "
                            + "the set finds something in a file that is known to be clean\n");
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(running.stop()).isEqualTo(143);
        }
    }

    /** Unpacks the databases of the first set of a centre. */
    private Path databasesOf(String place) throws IOException {
        Path databases = Files.createDirectory(folder.resolve("databases"));
        List<Path> packages = Streams.stream(MoreFiles.fileTraverser().depthFirstPreOrder(folder.resolve(place)))
                .filter(file -> file.endsWith("00000001.all.zip"))
                .toList();
        try (ZipFile zip = new ZipFile(packages.get(0).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith("db")) {
                    Files.copy(zip.getInputStream(entry), databases.resolve(entry.getName()));
                }
            }
        }
        assertThat(databases).isNotEmptyDirectory();
        return databases;
    }

    private String build(String place, Path databases, int sequence) {
        String key = folder.resolve(place).resolve("signing.key").toString();
        return Cordon.succeed(
                        "definitions",
                        "build",
                        databases.toString(),
                        "--sequence",
                        Integer.toString(sequence),
                        "--key",
                        key,
                        "--out",
                        folder.toString())
                .out()
                .strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"analysis", "gateway"})
    void aCentreAtRestPublishesNothing(String place) throws Exception {
        var unused = deferred(place);
        String reason = "unavailable: definitions are tested with the clean files and the engines that run was given; "
                + "start the centre first";

        assertRefused(reason, place, "rebuild");
        Cordon.Run run = Cordon.run("definitions", "publish", "7.all.zip", "--home", home(place));
        assertThat(run.err()).isEqualTo("cordon: " + reason + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"analysis", "gateway"})
    void wrongLinesAreRefusedAndChangeNothing(String place) throws Exception {
        String id = deferred(place);

        assertThatWrongLinesAreRefused(place, id);
    }

    private void assertThatWrongLinesAreRefused(String place, String id) {
        String before = Cordon.succeed(line(place, "show", id, "--json")).out();
        String sets = Cordon.succeed(line(place, "definitions", "--json")).out();
        assertThat(WRONG_LINES.keySet())
                .allSatisfy(lines -> assertRefused(
                        WRONG_LINES.get(lines),
                        place,
                        Stream.concat(Stream.of("decide", id), lines.stream()).toArray(String[]::new)));
        assertThat(Cordon.succeed(line(place, "show", id, "--json")).out()).isEqualTo(before);
        assertThat(Cordon.succeed(line(place, "definitions", "--json")).out()).isEqualTo(sets);
    }

    private JsonObject waiting(String place) {
        return Cordon.succeed(line(place, "deferred", "--json"))
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
    }

    private String home(String place) {
        return folder.resolve(place).toString();
    }

    private String succeed(String place, String... words) {
        return Cordon.succeed(line(place, words)).out();
    }

    private void assertRefused(String reason, String place, String... words) {
        Cordon.Run run = Cordon.run(line(place, words));
        assertThat(run.err()).isEqualTo("cordon: " + reason + "\n");
        assertThat(run.exit()).isEqualTo(1);
    }

    private String[] line(String place, String... words) {
        return Stream.of(Stream.of(place), Stream.of(words), Stream.of("--home", home(place)))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    /** Has a sample submitted twice that the centre of a place can't decide about, and returns its id there. */
    private String deferred(String place) throws IOException, Refusal {
        if (place.equals("analysis")) {
            try (AnalysisPlace centre = centre()) {
                submit(centre.place());
                submit(centre.place());
                work(centre.place());
                return centre.centre().deferred().get(0).sample().id().value();
            }
        }
        try (GatewayWithCentre both = GatewayWithCentre.open(
                folder.resolve(place), config(place), key(place), Laboratory.standard(), ExpertVerbsTest::customers)) {
            submit(both.gateway().place());
            submit(both.gateway().place());
            work(both.gateway().place(), both.centre().place());
            return both.centre().centre().deferred().get(0).sample().id().value();
        }
    }

    private AnalysisPlace centre() throws IOException, Refusal {
        return Centre.open(config("analysis"), ExpertVerbsTest::customers, key("analysis"), Laboratory.standard());
    }

    private static Customers customers() {
        return Customers.of(List.of(CUSTOMER));
    }

    private SigningKey key(String place) throws IOException, Refusal {
        return new SigningFiles(folder.resolve(place)).key();
    }

    private PlaceConfig config(String place) {
        return PlaceConfig.at(folder.resolve(place))
                .with(Settings.standard().every(Duration.ofSeconds(1)))
                .with(clock);
    }

    private void submit(Place place) throws IOException {
        submissions++;
        Header.Builder header = Header.builder()
                .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                .set(Attributes.SAMPLE_EXTENSION, "exe")
                .set(CordonFields.SUBMISSION, "submission-" + submissions);
        CUSTOMER.sign(header);
        SampleContents contents = new SampleContents(Mask.standard(), 1 << 20, new Spooling(1 << 20, folder));
        try (EncodedContent content = contents.capture(new ByteArrayInputStream(INFECTED))) {
            Request request = new Request(
                    Transaction.SUBMIT_SAMPLE, header.setAll(content.fields()).build(), content.wire());
            new LoopbackTransport(place.desk(), clock).send(request).orThrow().close();
        }
    }

    private void work(Place... places) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            clock.advance(Duration.ofSeconds(1));
            for (Place place : places) {
                for (Station station : place.stations()) {
                    var unused = station.work();
                }
            }
        }
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
