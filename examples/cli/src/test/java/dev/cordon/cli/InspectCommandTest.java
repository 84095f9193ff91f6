package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectCommandTest {
    private static final String SECRET = "0123456789ABCDEF0123456789ABCDEF";

    @TempDir
    private Path folder;

    private Path message;

    @BeforeEach
    void names() {
        message = folder.resolve("message");
    }

    @Test
    void jsonOfAGoodMessage() throws IOException {
        byte[] bytes = "captured".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("in"), bytes);
        Cordon.succeed("encode", file.toString(), "--out", message.toString(), "--encoding", "base64");

        JsonObject json =
                Cordon.succeed("inspect", message.toString(), "--json").json().getAsJsonObject();
        JsonObject content = json.getAsJsonObject("content");

        assertThat(json.keySet())
                .containsExactly("kind", "attributes", "explained", "missing", "malformed", "content", "sample");
        assertThat(json.get("kind").getAsString()).isEqualTo("sample");
        assertThat(json.getAsJsonArray("missing")).isEmpty();
        assertThat(content.get("verified").getAsBoolean()).isTrue();
        assertThat(content.get("error").isJsonNull()).isTrue();
        assertThat(content.get("bytes").getAsString())
                .isEqualTo(
                        json.getAsJsonObject("attributes").get("Content-Length").getAsString());
        assertThat(json.getAsJsonObject("sample").get("bytes").getAsInt()).isEqualTo(bytes.length);
        assertThat(json.getAsJsonObject("sample").get("sha256").getAsString())
                .isEqualTo(Hashing.sha256().hashBytes(bytes).toString());
    }

    @Test
    void peopleSeeGroupsValuesAndTheOutcome() throws IOException {
        Path file = Files.writeString(folder.resolve("in"), "captured");
        Cordon.succeed("encode", file.toString(), "--out", message.toString(), "--attribute", "X-Scan-Result=nodetect");

        assertThat(Cordon.succeed("inspect", message.toString()).out().lines())
                .containsSubsequence("content", "sample", "scan", "other fields")
                .anyMatch(line -> line.matches("X-Scan-Result +nodetect +What came of .*"))
                .anyMatch(line -> line.matches("content: \\d+ bytes, verified"))
                .contains("everything that is essential to it is there");
    }

    @Test
    void credentialsAreNeverShown() throws IOException {
        Files.writeString(
                message, "x-customer-credentials: " + SECRET + "\r\nAuthorization: Bearer " + SECRET + "\r\n\r\n");

        assertThat(Cordon.succeed("inspect", message.toString()).out())
                .contains("(redacted)")
                .doesNotContain(SECRET);
        assertThat(Cordon.succeed("inspect", message.toString(), "--json").out())
                .contains("(redacted)")
                .doesNotContain(SECRET);
    }

    @Test
    void valuesThatCanNotBeReadAreMarkedWithWhatWasExpected() throws IOException {
        Files.writeString(message, "X-Sample-Priority: high\r\nX-Sample-Status: held\r\n\r\n");

        assertThat(Cordon.succeed("inspect", message.toString(), "--json")
                        .json()
                        .getAsJsonObject()
                        .get("malformed"))
                .hasToString("[{\"name\":\"X-Sample-Priority\",\"expected\":\"an integer from 0 to 1000\"}]");
        assertThat(Cordon.succeed("inspect", message.toString()).out().lines())
                .anyMatch(
                        line -> line.matches("X-Sample-Priority +high +MALFORMED: an integer from 0 to 1000 expected"))
                .anyMatch(line -> line.matches("X-Sample-Status +held +Where the sample stands.*"));
    }

    @Test
    void whatIsEssentialAndMissingIsSaid() throws IOException {
        Files.writeString(message, "X-Sample-Type: file\r\nX-Sample-Size: many\r\nCordon-Sample-Id: 1\r\n\r\n");

        // The size is needed to check the content, which fails.
        assertThat(Cordon.run("inspect", message.toString(), "--json")
                        .json()
                        .getAsJsonObject()
                        .get("missing"))
                .hasToString("[{\"name\":\"X-Sample-Checksum\",\"expected\":\"32 hexadecimal digits\"}]");
        assertThat(Cordon.run("inspect", message.toString()).out().lines())
                .contains(
                        "kind: sample-to-server (a client hands a sample to its server)",
                        "malformed: X-Sample-Size (an integer from 0 to 9223372036854775807 expected)",
                        "missing: X-Sample-Checksum (32 hexadecimal digits expected)");
    }

    @Test
    void aMessageCanBeMeasuredAsAnotherKind() throws IOException {
        Files.writeString(message, "X-Sample-Type: file\r\n\r\n");

        assertThat(Cordon.succeed("inspect", message.toString(), "--as", "analysis-report")
                        .out()
                        .lines())
                .contains("missing: X-Analysis-State (a word of printable ASCII expected)");
        assertThat(Cordon.run("inspect", message.toString(), "--as", "poem").exit())
                .isEqualTo(2);
    }

    @Test
    void aMessageOfNoKindIsShownAllTheSame() throws IOException {
        Files.writeString(message, "X-Unknown: 1\r\n\r\n");

        assertThat(Cordon.succeed("inspect", message.toString()).out()).contains("kind: none that is known");
        assertThat(Cordon.succeed("inspect", message.toString(), "--json")
                        .json()
                        .getAsJsonObject()
                        .get("kind")
                        .isJsonNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X-Sample-Status: held                   | it is kept from submission until a person decides
            X-Analysis-State: binaryWait            | the program waits for a replication engine
            X-Analysis-State: replicated            | a word that is not in the vocabulary
            X-Scan-Result: heuristic                | the sample may hold something new
            X-Sample-Reason: variant                | a new variant of a known virus
            X-Sample-Type: file                     | the sample is a file
            X-Sample-Strip: overwrite-zeroes        | user data was overwritten
            X-Sample-Service: quickcheck            | not definitive
            X-Content-Encoding: base64              | every mail system
            X-Error: overrun 10138 10139            | than was announced, or than the receiver takes (10138, 10139)
            X-Sample-Priority: 0                    | not in line
            X-Signatures-Version: 1999.02.06.001    | shown as 990206a
            X-Signatures-Sequence: 00000678         | set number 678
            X-Sample-Geometry: 80/2/18 chs 512 bytes | 1474560 bytes in all
            X-Sample-Sector: 0/0/0-0/0/31 799/7/31  | 0/0/0 to 0/0/31, 799/7/31
            X-Platform-Address: 9.2.18.13           | IP
            X-Customer-Identifier: 1gold 2          | the gold plan
            """)
    void aValueIsExplained(String field, String text) throws IOException {
        Files.writeString(message, field + "\r\n\r\n");

        assertThat(Cordon.succeed("inspect", message.toString(), "--json")
                        .json()
                        .getAsJsonObject()
                        .getAsJsonArray("explained")
                        .get(0)
                        .getAsJsonObject()
                        .get("says")
                        .getAsString())
                .contains(text);
        assertThat(Cordon.run(400, "inspect", message.toString()).out()).contains("Here: ");
    }

    @Test
    void namesThatAreKnownAreWrittenAsInTheCatalogue() throws IOException {
        Files.writeString(message, "x-SAMPLE-status: held\r\nX-Unknown: 1\r\n\r\n");

        assertThat(Cordon.succeed("inspect", message.toString(), "--json")
                        .json()
                        .getAsJsonObject()
                        .get("attributes"))
                .hasToString("{\"X-Sample-Status\":\"held\",\"X-Unknown\":\"1\"}");
    }

    @Test
    void encodedWordsCanNotSteerTheTerminal() throws IOException {
        String escape = "=?UTF-8?B?G1szMW1yZWQ=?=";
        String reversed = "=?UTF-8?B?4oCuZ25w?=";
        Files.writeString(message, "X-Platform-User: " + escape + "\r\nX-Platform-Owner: " + reversed + "\r\n\r\n");

        assertThat(Cordon.succeed("inspect", message.toString()).out())
                .doesNotContain("\u001b", "\u202e")
                .contains("?gnp");
    }
}
