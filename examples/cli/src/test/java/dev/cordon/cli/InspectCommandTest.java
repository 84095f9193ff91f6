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

        assertThat(json.keySet()).containsExactly("attributes", "malformed", "content", "sample");
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
                .anyMatch(line -> line.matches("content: \\d+ bytes, verified"));
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
