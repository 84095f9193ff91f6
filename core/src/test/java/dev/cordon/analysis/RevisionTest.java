package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a full build leaves out. */
class RevisionTest {
    private static final String HEAD = "#cordon-rdb 2";

    private final byte[] body = Hosts.bytes(24, 1);

    @Test
    void signaturesThatShareANameStay() throws IOException {
        byte[] inClean = Hosts.bytes(24, 1);
        List<String> signatures = List.of(line("A", inClean), line("A", Hosts.bytes(24, 2)));

        Revision revision = revision(CleanPrograms.none(), signatures, List.of(HEAD, "A:truncate:1:aa"));

        assertThat(Cure.lines(revision.set(), Cure.SIGNATURES)).isEqualTo(signatures);
        assertThat(revision.withdrawn()).isEmpty();
    }

    @Test
    void signaturesOfCleanProgramsGoWithTheirRepairs() throws IOException {
        Revision revision = revision(
                CleanPrograms.of(List.of(ByteSource.wrap(Bytes.concat(new byte[100], body)))),
                List.of(line("A", body), line("B", Hosts.bytes(24, 2))),
                List.of(HEAD, "A:truncate:1:aa", "B:truncate:2:bb", "A:truncate:3:cc"));

        assertThat(revision.withdrawn()).containsExactly("A");
        assertThat(Cure.lines(revision.set(), Cure.SIGNATURES)).containsExactly(line("B", Hosts.bytes(24, 2)));
        assertThat(Cure.lines(revision.set(), Cure.REPAIRS)).containsExactly(HEAD, "B:truncate:2:bb");
    }

    @Test
    void whatANewerSignatureFindsItsRepairsDo() throws IOException {
        byte[] part = Arrays.copyOfRange(body, 3, 20);
        byte[] partOfPart = Arrays.copyOf(part, 16);
        Revision revision = revision(
                CleanPrograms.none(),
                List.of(line("A", body), line("B", part), line("C", partOfPart)),
                List.of(HEAD, "A:truncate:1:aa", "C:truncate:1:aa", "B:truncate:2:bb"));

        assertThat(revision.withdrawn()).isEmpty();
        assertThat(Cure.lines(revision.set(), Cure.SIGNATURES)).containsExactly(line("C", partOfPart));
        assertThat(Cure.lines(revision.set(), Cure.REPAIRS))
                .containsExactly(HEAD, "C:truncate:1:aa", "C:truncate:2:bb");
    }

    @Test
    void anOlderSignatureCoversNoNewerOne() throws IOException {
        List<String> signatures = List.of(line("A", Arrays.copyOf(body, 16)), line("B", body));

        assertThat(Cure.lines(
                        revision(CleanPrograms.none(), signatures, List.of(HEAD))
                                .set(),
                        Cure.SIGNATURES))
                .isEqualTo(signatures);
    }

    @Test
    void oneThatIsWithdrawnCoversNothing() throws IOException {
        byte[] part = Arrays.copyOf(body, 16);
        Revision revision = revision(
                CleanPrograms.of(List.of(ByteSource.wrap(Bytes.concat(part, new byte[100])))),
                List.of(line("A", body), line("B", part)),
                List.of(HEAD));

        assertThat(Cure.lines(revision.set(), Cure.SIGNATURES)).containsExactly(line("A", body));
    }

    @Test
    void linesOfOtherFormsStayAsTheyAre() throws IOException {
        List<String> signatures = List.of("# comment", "X:1:*:" + "00".repeat(20), "Y:0:*:0011??33", "");

        assertThat(Cure.lines(
                        revision(CleanPrograms.none(), signatures, List.of(HEAD, "# x"))
                                .set(),
                        Cure.SIGNATURES))
                .isEqualTo(signatures);
    }

    private static String line(String name, byte[] bytes) {
        return name + ":0:*:" + BaseEncoding.base16().lowerCase().encode(bytes);
    }

    private static Revision revision(CleanPrograms clean, List<String> signatures, List<String> repairs)
            throws IOException {
        DefinitionSet set = new DefinitionSet(
                Sequence.of(2),
                DailyVersion.parse("2026.01.02.003"),
                Instant.EPOCH,
                ImmutableSortedMap.of(Cure.SIGNATURES, database(signatures), Cure.REPAIRS, database(repairs)));
        return Revision.of(set, clean);
    }

    private static ByteSource database(List<String> lines) {
        return ByteSource.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
