package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Reads each message of the folder {@code golden}, which an independent script has written, and compares the result. */
class GoldenMessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/cordon/codec/golden");
    private static final long MAX_SIZE = 1 << 20;

    @TestFactory
    Stream<DynamicTest> eachMessageGivesWhatIsExpected() throws IOException {
        return messages().stream()
                .map(message -> DynamicTest.dynamicTest(message.getFileName().toString(), () -> check(message)));
    }

    @Test
    void theExampleOfTheProtocolPageIsOneOfThem() throws IOException {
        String page = Files.readString(Path.of("../docs/protocol.md"));
        String mark = "<!-- example -->\n```\n";
        int start = page.indexOf(mark) + mark.length();
        String example = page.substring(start, page.indexOf("```", start)).replace("\n", "\r\n");

        assertThat(example).isEqualTo(Files.readString(FOLDER.resolve("combination-deflate-masked-base64-small.msg")));
        assertThat(bytes(page, "The captured bytes are")).isEqualTo(captured(example));
        assertThat(bytes(page, "Scrambled with A5")).isEqualTo(wire(example));
        assertThat(scrambled(bytes(page, "Deflated (another"))).isEqualTo(wire(example));
    }

    /** The indented hexadecimal digits after a sentence of the page. */
    private static byte[] bytes(String page, String sentence) {
        return page.substring(page.indexOf(sentence))
                .lines()
                .dropWhile(line -> !line.startsWith("    "))
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> BaseEncoding.base16().lowerCase().decode(line.replace(" ", "")))
                .reduce(new byte[0], Bytes::concat);
    }

    private static byte[] captured(String example) throws IOException {
        Message message = Message.read(
                ByteSource.wrap(example.getBytes(StandardCharsets.US_ASCII)),
                new HeaderReader(HeaderLimits.standard()));
        return new ContentDecoder(Mask.standard(), MAX_SIZE)
                .captured(message.header(), message.content())
                .read();
    }

    private static byte[] wire(String example) {
        return Base64.getMimeDecoder().decode(example.substring(example.indexOf("\r\n\r\n") + 4));
    }

    private static byte[] scrambled(byte[] bytes) {
        byte[] scrambled = bytes.clone();
        Mask.standard().apply(scrambled, 0, scrambled.length, 0);
        return scrambled;
    }

    @Test
    void thereAreEnoughOfThem() throws IOException {
        assertThat(messages()).hasSizeGreaterThan(100);
    }

    private static void check(Path message) throws IOException {
        Path expected = message.resolveSibling(message.getFileName().toString().replace(".msg", ".expected"));
        assertThat(expected).as("what is expected of %s", message.getFileName()).exists();
        assertThat(result(message)).isEqualTo(Files.readString(expected));
    }

    private static String result(Path file) throws IOException {
        ByteSource whole = MoreFiles.asByteSource(file);
        try {
            Message message = Message.read(whole, new HeaderReader(HeaderLimits.standard()));
            ByteArrayOutputStream captured = new ByteArrayOutputStream();
            new ContentDecoder(Mask.standard(), MAX_SIZE)
                    .decode(message.header(), message.content().openStream(), captured);
            return "result: ok\nfields: %d\nsize: %d\nsha256: %s\n"
                    .formatted(
                            message.header().fields().size(),
                            captured.size(),
                            Hashing.sha256().hashBytes(captured.toByteArray()));
        } catch (WireException e) {
            assertThat(e.reason().getBytes(StandardCharsets.US_ASCII))
                    .as("plain text")
                    .isNotEmpty();
            return "result: " + e.error() + "\n";
        }
    }

    private static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".msg"))
                    .sorted()
                    .toList();
        }
    }
}
