package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import dev.cordon.spi.Repairer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The actions of version 2 of the repair language. */
class RepairTest {
    private static final String KNOWN = "the code of the virus, of which every byte is known";

    private final ByteArrayOutputStream sink = new ByteArrayOutputStream();

    @Test
    void exciseCutsOutWhatStandsBeforeTheFile() throws IOException {
        assertThat(repaired("excise:0:5:" + digest("VIRUS"), "VIRUShost")).isEqualTo("host");
    }

    @Test
    void exciseCutsOutWhatStandsWithinTheFile() throws IOException {
        assertThat(repaired("excise:2:5:" + digest("VIRUS"), "hoVIRUSst")).isEqualTo("host");
        assertThat(repaired("excise:EOF-7:5:" + digest("VIRUS"), "hoVIRUSst")).isEqualTo("host");
    }

    @Test
    void restorePutsBackBytesThatAreKnown() throws IOException {
        assertThat(repaired("restore:0:2:" + digest("JP") + ":bytes:4D5a", "JPhost"))
                .isEqualTo("MZhost");
    }

    @Test
    void restorePutsBackWhatTheVirusHasKept() throws IOException {
        String line = "restore:0:2:" + digest("JP") + ":copy:EOF-2:truncate:7:" + digest("VIRUSMZ");

        assertThat(repaired(line, "JPhostVIRUSMZ")).isEqualTo("MZhost");
    }

    @Test
    void restoreFillsACavity() throws IOException {
        assertThat(repaired("restore:4:5:" + digest("VIRUS") + ":fill:2e", "hostVIRUS.end"))
                .isEqualTo("host......end");
    }

    @Test
    void aFillMayBeLong() throws IOException {
        String virus = "V".repeat(20_000);

        assertThat(repaired("restore:2:20000:" + digest(virus) + ":fill:61", "ho" + virus + "st"))
                .isEqualTo("ho" + "a".repeat(20_000) + "st");
    }

    @Test
    void theOrderOfTheActionsMakesNoDifference() throws IOException {
        String restore = "restore:0:2:" + digest("JP") + ":copy:EOF-2";
        String truncate = "truncate:7:" + digest("VIRUSMZ");

        assertThat(repaired(truncate + ":" + restore, "JPhostVIRUSMZ")).isEqualTo("MZhost");
    }

    @Test
    void whatDiffersFromFileToFileNeedNotBeKnownWhereEnoughElseIs() throws IOException {
        String line = "restore:0:2:*:copy:EOF-2:where:EOF-53:51:" + digest(KNOWN) + ":truncate:53:*";

        assertThat(repaired(line, "JPhost" + KNOWN + "MZ")).isEqualTo("MZhost");
        assertThat(repaired(line, "QQother" + KNOWN + "ZM")).isEqualTo("ZMother");
        assertThat(refused(line, "JPhost" + KNOWN.replace('t', 'T') + "MZ")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "J", "JPhostVIRUS", "JPhostVIRUSMZ ", "Jphost!VIRUSMZ", "JPhostVIRUsMZ"})
    void oneActionThatDoesNotFitLeavesTheFileAlone(String content) throws IOException {
        String line = "restore:0:2:" + digest("JP") + ":copy:EOF-2:truncate:7:" + digest("VIRUSMZ");

        assertThat(refused(line, content)).isTrue();
        assertThat(sink.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999", "EOF-999999999999999999", "EOF-1", "5"})
    void whatIsNotInTheFileDoesNotFit(String offset) throws IOException {
        assertThat(refused("restore:0:2:" + digest("ho") + ":copy:" + offset, "hosts"))
                .isTrue();
        assertThat(refused("excise:" + offset + ":999999999999999999:" + digest("ho"), "hosts"))
                .isTrue();
    }

    @Test
    void actionsThatChangeTheSameBytesDoNotFit() throws IOException {
        assertThat(refused("excise:0:3:" + digest("hos") + ":truncate:3:" + digest("sts"), "hosts"))
                .isTrue();
        assertThat(repaired("excise:0:3:" + digest("hos") + ":truncate:2:" + digest("ts"), "hosts"))
                .isEmpty();
    }

    private String repaired(String line, String content) throws IOException {
        sink.reset();
        assertThat(repair(line, content)).isInstanceOfSatisfying(Repairer.Repaired.class, repaired -> {
            assertThat(repaired.size()).isEqualTo(sink.size());
            assertThat(repaired.sha256()).isEqualTo(Hashing.sha256().hashBytes(sink.toByteArray()));
        });
        return sink.toString(StandardCharsets.ISO_8859_1);
    }

    private boolean refused(String line, String content) throws IOException {
        sink.reset();
        return repair(line, content) instanceof Repairer.Failed;
    }

    private Repairer.Outcome repair(String line, String content) throws IOException {
        Repairer repairer =
                Sets.load("a.rdb", "#cordon-rdb 2\nA:" + line + "\n").repairer();
        return repairer.repair(new Repairer.Request(Sets.bytes(content), "A"), sink);
    }

    private static String digest(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.ISO_8859_1).toString();
    }
}
