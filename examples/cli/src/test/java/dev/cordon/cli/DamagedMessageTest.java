package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that were damaged on their way: each is refused with the code of the guide and leaves nothing behind. */
class DamagedMessageTest {
    private static final byte[] CONTENT =
            "the same words over and over\n".repeat(50).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Path message;

    @BeforeEach
    void names() {
        message = folder.resolve("message");
    }

    static Stream<Arguments> contentDamage() {
        return Stream.of(
                damage("content", "a byte changed", plain(), changed(CONTENT)),
                damage("content", "the wrong checksum", plain().replace(md5(CONTENT), "0".repeat(32)), CONTENT),
                damage("underrun", "the end missing", plain(), Arrays.copyOf(CONTENT, CONTENT.length - 1)),
                damage("underrun", "all content missing", plain(), new byte[0]),
                damage("overrun", "a byte too many", plain(), Bytes.concat(CONTENT, new byte[1])),
                damage("missing", "no checksum", plain().replace("X-Content-Checksum", "X-Other"), CONTENT),
                damage("missing", "no checksum method", plain().replace("X-Checksum-Method", "X-Other"), CONTENT),
                damage("malformed", "not a checksum", plain().replace(md5(CONTENT), "xyz"), CONTENT),
                damage("malformed", "an unknown compression", plain() + "X-Content-Compression: lzma\r\n", CONTENT),
                damage("type", "an unknown kind of sample", plain() + "X-Sample-Type: tape\r\n", CONTENT),
                damage("unpackage", "not deflated", plain() + "X-Content-Compression: deflate\r\n", CONTENT),
                damage("unpackage", "not base64", plain() + "X-Content-Encoding: base64\r\n", changed(CONTENT, '!')),
                damage("sample", "another size", plain() + "X-Sample-Size: 3\r\n", CONTENT),
                damage(
                        "sample",
                        "another checksum",
                        plain() + "X-Sample-Checksum: " + "0".repeat(32) + "\r\n",
                        CONTENT),
                damage("overrun", "larger than is taken", plain() + "X-Sample-Size: 9999999999\r\n", CONTENT));
    }

    private static Arguments damage(String code, String what, String header, byte[] content) {
        boolean reseal = code.equals("unpackage");
        String sealed = reseal ? header.replace(md5(CONTENT), md5(content)) : header;
        return Arguments.of(code, what, sealed, content);
    }

    static Stream<Arguments> headerDamage() {
        return Stream.of(
                Arguments.of("malformed", "a control character", "X-Sample-File: a\u001bb\r\n\r\n"),
                Arguments.of("malformed", "a blank before the colon", "X-Sample-File : a\r\n\r\n"),
                Arguments.of("malformed", "a field twice", "X-Sample-Size: 1\r\nX-Sample-Size: 1\r\n\r\n"),
                Arguments.of(
                        "malformed", "a value that has no end", "X-Sample-File: " + "a".repeat(100_000) + "\r\n\r\n"),
                Arguments.of("malformed", "no message at all", "MZ\u0090\u0000\u0003"),
                Arguments.of("underrun", "no empty line", "X-Sample-Size: 1\r\n"),
                Arguments.of("underrun", "nothing", ""));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("contentDamage")
    void decodeRefusesContentAndLeavesNothing(String code, String what, String header, byte[] content)
            throws IOException {
        write(header + "\r\n", content);

        assertRefused(code, decode());
        assertThat(folder.toFile().list()).as("files after " + what).containsExactly("message");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("headerDamage")
    void decodeRefusesAHeaderAndLeavesNothing(String code, String what, String header) throws IOException {
        write(header, CONTENT.clone());
        if (code.equals("underrun")) {
            write(header, new byte[0]);
        }

        assertRefused(code, decode());
        assertThat(folder.toFile().list()).as("files after " + what).containsExactly("message");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("contentDamage")
    void inspectNamesTheError(String code, String what, String header, byte[] content) throws IOException {
        write(header + "\r\n", content);

        Cordon.Run run = Cordon.run("inspect", message.toString(), "--json");
        JsonObject found = run.json().getAsJsonObject().getAsJsonObject("content");

        assertRefused(code, run);
        assertThat(found.get("bytes").getAsInt()).as(what).isEqualTo(content.length);
        assertThat(found.get("verified").getAsBoolean()).as(what).isFalse();
        assertThat(found.get("error").getAsString()).as(what).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("headerDamage")
    void inspectRefusesAHeader(String code, String what, String header) throws IOException {
        write(header, new byte[0]);

        Cordon.Run run = Cordon.run("inspect", message.toString(), "--json");

        assertThat(run.exit()).as(what).isEqualTo(1);
        assertThat(run.out()).as(what).isEmpty();
    }

    @Test
    void inspectShowsADamagedMessageToPeopleAsWell() throws IOException {
        write(plain() + "\r\n", changed(CONTENT));

        Cordon.Run run = Cordon.run("inspect", message.toString());

        assertRefused("content", run);
        assertThat(run.out()).contains("X-Content-Checksum").contains("NOT VERIFIED: content: ");
    }

    @Test
    void theMaskThatWasNotUsedIsAnError() throws IOException {
        Path file = Files.write(folder.resolve("in"), CONTENT);
        Cordon.succeed("encode", file.toString(), "--out", message.toString(), "--compression", "none");

        Cordon.Run run = Cordon.run(
                "decode", message.toString(), "--out", folder.resolve("out").toString(), "--mask", "77");

        assertRefused("sample", run);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aSampleLargerThanTheLimitIsNotUnpacked() throws IOException {
        Path file = Files.write(folder.resolve("in"), new byte[1000]);
        Cordon.succeed("encode", file.toString(), "--out", message.toString());

        assertRefused(
                "overrun",
                Cordon.run(
                        "decode",
                        message.toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        "--max-size",
                        "999"));
        assertThat(folder.resolve("out")).doesNotExist();
        Cordon.succeed(
                "decode", message.toString(), "--out", folder.resolve("out").toString(), "--max-size", "1000");
    }

    @Test
    void aMessageWithoutASampleCanBeInspectedAndNotDecoded() throws IOException {
        write("X-Analysis-State: importing\r\n\r\n", new byte[0]);

        assertThat(Cordon.succeed("inspect", message.toString(), "--json")
                        .json()
                        .getAsJsonObject()
                        .get("content"))
                .hasToString("{\"bytes\":0,\"verified\":true,\"error\":null}");
        assertRefused("missing", decode());
    }

    private Cordon.Run decode() {
        return Cordon.run(
                "decode", message.toString(), "--out", folder.resolve("out").toString());
    }

    private static void assertRefused(String code, Cordon.Run run) {
        assertThat(run.err()).startsWith("cordon: " + code + ": ");
        assertThat(run.exit()).isEqualTo(1);
    }

    private void write(String header, byte[] content) throws IOException {
        Files.write(message, Bytes.concat(header.getBytes(StandardCharsets.ISO_8859_1), content));
    }

    private static String plain() {
        return "X-Checksum-Method: md5\r\nX-Content-Checksum: " + md5(CONTENT) + "\r\nContent-Length: " + CONTENT.length
                + "\r\n";
    }

    @SuppressWarnings("deprecation") // the protocol has MD5
    private static String md5(byte[] bytes) {
        return Hashing.md5().hashBytes(bytes).toString().toUpperCase(Locale.ROOT);
    }

    private static byte[] changed(byte[] content) {
        return changed(content, '?');
    }

    private static byte[] changed(byte[] content, char to) {
        byte[] damaged = content.clone();
        damaged[damaged.length / 2] = (byte) to;
        return damaged;
    }
}
