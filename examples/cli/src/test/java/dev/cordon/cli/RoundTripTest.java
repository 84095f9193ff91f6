package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    @TempDir
    private Path folder;

    private Path message;
    private Path back;

    @BeforeEach
    void names() {
        message = folder.resolve("message");
        back = folder.resolve("back again");
    }

    static Stream<Arguments> everyWay() {
        List<Arguments> ways = new ArrayList<>();
        for (String compression : List.of("deflate", "none")) {
            for (String scrambling : List.of("xor-vampish", "none")) {
                for (String encoding : List.of("base64", "none")) {
                    for (int size : List.of(0, 1, 100_000)) {
                        ways.add(Arguments.of(compression, scrambling, encoding, size));
                    }
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void decodingGivesTheFileBack(String compression, String scrambling, String encoding, int size) throws IOException {
        Path file = file("an old file, größer.bin", size);

        Cordon.succeed(
                "encode",
                file.toString(),
                "--out",
                message.toString(),
                "--compression",
                compression,
                "--scrambling",
                scrambling,
                "--encoding",
                encoding,
                "--mask",
                "C0FFEE");
        Cordon.succeed("decode", message.toString(), "--out", back.toString(), "--mask", "C0FFEE");

        assertThat(back).hasSameBinaryContentAs(file);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(file.getFileName().toString(), "message", "back again");
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void theMessageNamesWhatWasDone(String compression, String scrambling, String encoding, int size)
            throws IOException {
        Cordon.succeed(
                "encode",
                file("in", size).toString(),
                "--out",
                message.toString(),
                "--compression",
                compression,
                "--scrambling",
                scrambling,
                "--encoding",
                encoding);
        JsonObject inspected =
                Cordon.succeed("inspect", message.toString(), "--json").json().getAsJsonObject();
        JsonObject attributes = inspected.getAsJsonObject("attributes");
        boolean isEmpty = inspected.getAsJsonObject("content").get("bytes").getAsLong() == 0;

        assertThat(named(attributes, "X-Content-Compression")).isEqualTo(isEmpty ? "none" : compression);
        assertThat(named(attributes, "X-Content-Scrambling")).isEqualTo(isEmpty ? "none" : scrambling);
        assertThat(named(attributes, "X-Content-Encoding")).isEqualTo(isEmpty ? "none" : encoding);
        assertThat(attributes.get("X-Sample-Size").getAsInt()).isEqualTo(size);
    }

    private static String named(JsonObject attributes, String name) {
        return attributes.has(name) ? attributes.get(name).getAsString() : "none";
    }

    @Test
    void withoutOptionsTheContentIsDeflatedAndScrambledOnly() throws IOException {
        Cordon.succeed("encode", file("in", 1000).toString(), "--out", message.toString());

        assertThat(header())
                .contains("X-Content-Compression: deflate", "X-Content-Scrambling: xor-vampish", "X-Sample-Type: file")
                .noneMatch(line -> line.startsWith("X-Content-Encoding"));
    }

    @Test
    void theNameOfTheFileIsNotInTheMessageUnasked() throws IOException {
        Cordon.succeed("encode", file("giveaway.doc", 10).toString(), "--out", message.toString());

        assertThat(header()).noneMatch(line -> line.contains("giveaway"));
    }

    @Test
    void attributesAreInTheMessageAsGiven() throws IOException {
        Cordon.succeed(
                "encode",
                file("in", 10).toString(),
                "--out",
                message.toString(),
                "--attribute",
                "x-sample-file=C:\\Böse Dateien\\a=b.doc",
                "--attribute",
                "X-Sample-Type=sector",
                "--attribute",
                "X-Sample-Priority=7",
                "--attribute",
                "Local-Note=one",
                "--attribute",
                "Local-Note=two");
        JsonObject attributes = Cordon.succeed("inspect", message.toString(), "--json")
                .json()
                .getAsJsonObject()
                .getAsJsonObject("attributes");

        assertThat(attributes.get("X-Sample-File").getAsString()).isEqualTo("C:\\Böse Dateien\\a=b.doc");
        assertThat(attributes.get("X-Sample-Type").getAsString()).isEqualTo("sector");
        assertThat(attributes.get("X-Sample-Priority").getAsString()).isEqualTo("7");
        assertThat(attributes.get("Local-Note")).hasToString("[\"one\",\"two\"]");
    }

    @Test
    void whatIsWrittenIsForItsOwnerOnly() throws IOException {
        Path file = file("in", 10);
        Cordon.succeed("encode", file.toString(), "--out", message.toString());
        Cordon.succeed("decode", message.toString(), "--out", back.toString());

        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(back)))
                    .isEqualTo("rw-------");
        }
    }

    private List<String> header() throws IOException {
        String text = Files.readString(message, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf("\r\n\r\n")).lines().toList();
    }

    private Path file(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }
}
