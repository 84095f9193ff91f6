package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Repairer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DatabaseRepairerTest {
    private final ByteArrayOutputStream sink = new ByteArrayOutputStream();

    @Test
    void cutsOffWhatTheVirusAppends() throws IOException {
        Repairer.Outcome outcome = repair(database(truncate("A", "VIRUS")), "A", Sets.bytes("hostVIRUS"));

        assertThat(outcome)
                .isEqualTo(new Repairer.Repaired(4, Sets.bytes("host").hash(Hashing.sha256())));
        assertThat(sink.toString(StandardCharsets.US_ASCII)).isEqualTo("host");
    }

    @Test
    void leavesAContentWithAnotherEndAlone() throws IOException {
        Repairer.Outcome outcome = repair(database(truncate("A", "VIRUS")), "A", Sets.bytes("hostVIRUs"));

        assertThat(outcome).isInstanceOf(Repairer.Failed.class);
        assertThat(sink.size()).isZero();
    }

    @Test
    void leavesAContentThatIsShorterThanTheVirusAlone() throws IOException {
        assertThat(repair(database(truncate("A", "VIRUS")), "A", Sets.bytes("RUS")))
                .isInstanceOf(Repairer.Failed.class);
    }

    @Test
    void cutsAFileOfVirusAloneToNothing() throws IOException {
        assertThat(repair(database(truncate("A", "VIRUS")), "A", Sets.bytes("VIRUS")))
                .isEqualTo(new Repairer.Repaired(0, Hashing.sha256().hashBytes(new byte[0])));
    }

    @Test
    void knowsNoRepairForOtherNames() throws IOException {
        assertThat(repair(database(truncate("A", "VIRUS")), "a", Sets.bytes("hostVIRUS")))
                .isEqualTo(new Repairer.NoRepair());
    }

    @Test
    void triesSeveralRepairsInTheirOrder() throws IOException {
        String database = database(truncate("A", "OTHER"), truncate("A", "RUS"), truncate("A", "VIRUS"));

        assertThat(repair(database, "A", Sets.bytes("hostVIRUS")))
                .isEqualTo(new Repairer.Repaired(6, Sets.bytes("hostVI").hash(Hashing.sha256())));
    }

    @Test
    void passesOnThatTheContentCannotBeRead() throws IOException {
        Repairer repairer = Sets.load("a.rdb", database(truncate("A", "VIRUS"))).repairer();
        Repairer.Request request = new Repairer.Request(new BrokenContent(Sets.bytes("hostVIRUS")), "A");

        assertThatThrownBy(() -> repairer.repair(request, sink)).hasMessage("the disk is broken");
    }

    private Repairer.Outcome repair(String database, String virus, ByteSource content) throws IOException {
        return Sets.load("a.rdb", database).repairer().repair(new Repairer.Request(content, virus), sink);
    }

    private static String database(String... lines) {
        return "#cordon-rdb 1\n# comment\n\n" + String.join("\n", lines);
    }

    private static String truncate(String virus, String appended) throws IOException {
        return virus + ":truncate:" + appended.length() + ":"
                + Sets.bytes(appended).hash(Hashing.sha256());
    }
}
