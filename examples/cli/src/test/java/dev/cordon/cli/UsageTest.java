package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @TempDir
    private Path folder;

    private Path file;
    private Path out;

    @BeforeEach
    void names() throws IOException {
        file = Files.writeString(folder.resolve("in"), "captured");
        out = folder.resolve("out");
    }

    @ParameterizedTest
    @CsvSource({
        "'', cordon --help",
        "nonsense, cordon --help",
        "attributes --xml, cordon attributes --help",
        "attributes X-Nonsense, cordon attributes --help",
        "inspect in --as poem, cordon inspect --help",
        "vocabulary twice, cordon vocabulary --help",
        "states, cordon states --help",
        "states planets, cordon states --help",
        "states sample --json --dot, cordon states --help",
        "encode in, cordon encode --help",
        "decode in, cordon decode --help",
        "decode in --out out --max-size many, cordon decode --help",
        "decode in --out out --max-size -1, cordon decode --help",
        "inspect, cordon inspect --help",
        "inspect in --mask 0, cordon inspect --help",
        "inspect in --mask 00, cordon inspect --help"
    })
    void wrongUsageSaysWhereToLook(String line, String hint) {
        Cordon.Run run = Cordon.run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).endsWith("; see " + hint + "\n");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--attribute X-Sample-Priority=1001 | --attribute X-Sample-Priority: an integer from 0 to 1000 expected",
                "--attribute X-Sample-Prioriti=1 | --attribute X-Sample-Prioriti: not in the list of cordon attributes",
                "--attribute X-Sample-Size=8 | --attribute X-Sample-Size: leave it out, it is worked out from the file",
                "--attribute Content-Length=8 | --attribute Content-Length: leave it out, it is worked out from the file",
                "--attribute X-Sample-Type | --attribute: NAME=VALUE expected",
                "--attribute =file | --attribute: NAME=VALUE expected",
                "--attribute Na(me=1 | --attribute: a name has letters, digits and hyphens",
                "--attribute X-Sample-Type=file --attribute x-sample-type=file | --attribute x-sample-type: it can be given once",
                "--compression zip | --compression: deflate or none expected",
                "--scrambling rot13 | --scrambling: xor-vampish or none expected",
                "--encoding hex | --encoding: base64 or none expected",
                "--mask XY | --mask: a mask is an even number of hexadecimal digits"
            })
    void wrongOptionsOfEncodeAreNamed(String options, String reason) {
        Cordon.Run run = Cordon.run(("encode " + file + " --out " + out + " " + options).split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("cordon: " + reason + "; see cordon encode --help\n");
        assertThat(folder.toFile().list()).containsExactly("in");
    }

    @Test
    void aLineBreakInAnAttributeCanNotMakeAFieldOfItsOwn() {
        Cordon.Run run = Cordon.run("encode", file.toString(), "--out", out.toString(), "--attribute", "A=b\r\nC: d");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "attributes",
                "vocabulary",
                "messages",
                "states",
                "encode",
                "decode",
                "inspect",
                "demo",
                "simulate"
            })
    void everyCommandHasHelpAndVersion(String command) {
        String[] help = (command + " --help").strip().split(" ");
        String[] version = (command + " --version").strip().split(" ");

        assertThat(Cordon.succeed(help).out()).startsWith("Usage: " + ("cordon " + command).strip() + " ");
        assertThat(Cordon.succeed(version).out()).startsWith("cordon ");
    }

    @Test
    void whatCanNotBeReadIsNamed() {
        Path strange = folder.resolve("not\u001b[2J here");

        assertRefused(
                "cannot read " + folder.resolve("not?[2J here") + ": no such file", "inspect", strange.toString());
        assertRefused("cannot read " + folder + ": it is a folder", "inspect", folder.toString());
        assertRefused(
                "cannot read " + folder.resolve("none") + ": no such file",
                "decode",
                folder.resolve("none").toString(),
                "--out",
                out.toString());
        assertThat(out).doesNotExist();
    }

    @Test
    void whatCanNotBeWrittenIsNamed() {
        assertRefused(
                "cannot write " + folder.resolve("none/out") + ": there is no such folder",
                "encode",
                file.toString(),
                "--out",
                folder.resolve("none/out").toString());
        assertRefused(
                "cannot write " + folder + ": it is a folder",
                "encode",
                file.toString(),
                "--force",
                "--out",
                folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"encode", "decode"})
    void aFileThatIsThereIsOnlyReplacedByForce(String command) throws IOException {
        Path source = folder.resolve("source");
        Cordon.succeed("encode", file.toString(), "--out", source.toString());
        Files.writeString(out, "precious");

        assertRefused(out + " exists already; name a new file", command, source.toString(), "--out", out.toString());
        assertThat(out).hasContent("precious");

        Cordon.succeed(command, source.toString(), "--out", out.toString(), "--force");
        assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).isNotEqualTo("precious");
    }

    @Test
    void aFileThatIsThereSurvivesARefusalEvenWithForce() throws IOException {
        Files.writeString(out, "precious");

        assertThat(Cordon.run("decode", file.toString(), "--out", out.toString(), "--force")
                        .exit())
                .isEqualTo(1);
        assertThat(out).hasContent("precious");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("in", "out");
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        Path victim = folder.resolve("victim");
        Files.createSymbolicLink(out, victim);

        assertRefused(out + " exists already; name a new file", "encode", file.toString(), "--out", out.toString());
        Cordon.succeed("encode", file.toString(), "--out", out.toString(), "--force");

        assertThat(victim).doesNotExist();
        assertThat(out)
                .isRegularFile()
                .satisfies(written -> assertThat(Files.isSymbolicLink(written)).isFalse());
    }

    @Test
    void outputThatIsLostIsAFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException("no space left");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exit = Main.run(
                new String[] {"vocabulary"},
                new PrintStream(full, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("cordon: cannot write to standard output\n");
    }

    private static void assertRefused(String reason, String... arguments) {
        Cordon.Run run = Cordon.run(arguments);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("cordon: " + reason + "\n");
    }
}
