package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import dev.cordon.statemachine.ScanResult;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExaminerTest {
    private static final String SIGNATURES = "Repairable:0:*:5649525553\nOther:0:*:4f54484552\n";

    @Test
    void saysThatAVirusCanBeRemoved() throws IOException {
        Examination examination = examiner().examine(Sets.bytes("hostVIRUS"));

        assertThat(examination.result()).isEqualTo(ScanResult.REPAIRED);
        assertThat(examination.virus()).contains("Repairable");
    }

    @Test
    void saysThatThereIsNoRepairForAVirus() throws IOException {
        assertThat(examiner().examine(Sets.bytes("hostOTHER")).result()).isEqualTo(ScanResult.NOREPAIR);
    }

    @Test
    void saysThatTheRepairDoesNotFitTheContent() throws IOException {
        assertThat(examiner().examine(Sets.bytes("VIRUS at the beginning")).result())
                .isEqualTo(ScanResult.UNREPAIRABLE);
    }

    @Test
    void saysThatNothingWasDetected() throws IOException {
        Examination examination = examiner().examine(Sets.bytes("harmless"));

        assertThat(examination.result()).isEqualTo(ScanResult.NODETECT);
        assertThat(examination.virus()).isEmpty();
    }

    @Test
    void saysThatTheRepairItselfFailed() throws IOException {
        Repairer failing = (request, sink) -> {
            throw new IOException("the disk is broken");
        };
        Examiner examiner = new Examiner(loaded().scanner(), failing);

        Examination examination = examiner.examine(Sets.bytes("hostVIRUS"));

        assertThat(examination.result()).isEqualTo(ScanResult.BADREPAIR);
        assertThat(examination.virus()).contains("Repairable");
    }

    @Test
    void doesNotCallAContentCleanThatCouldNotBeRead() throws IOException {
        Examination examination = examiner().examine(new BrokenContent(Sets.bytes("harmless")));

        assertThat(examination.result()).isEqualTo(ScanResult.BADSCAN);
        assertThat(examination.report().coverage().complete()).isFalse();
    }

    @Test
    void describesWhatWasFoundAndWithWhat() throws IOException {
        Header.Builder attributes = Header.builder();
        examiner().examine(Sets.bytes("hostVIRUS")).describe(attributes);
        Header header = attributes.build();

        assertThat(header.find(Attributes.SCAN_RESULT)).contains(ScanResult.REPAIRED);
        assertThat(header.find(Attributes.SCAN_VIRUS_NAME)).contains("Repairable");
        assertThat(header.find(Attributes.SCAN_SIGNATURES_NAME)).contains("00000678.all.zip");
        assertThat(header.find(Attributes.SCAN_SIGNATURES_SEQUENCE)).contains(Sequence.of(678));
        assertThat(header.find(Attributes.SCAN_SIGNATURES_VERSION)).contains(Sets.VERSION);
    }

    @Test
    void removesWhatAnEarlierScanHasLeft() throws IOException {
        Header.Builder attributes = Header.builder();
        examiner().examine(Sets.bytes("hostVIRUS")).describe(attributes);
        attributes.set(Attributes.SCAN_VIRUS_IDENTIFIER, 42);
        Scanner without = request -> new Scanner.Report(
                new Scanner.NotScanned(Scanner.Obstacle.NO_DEFINITIONS, "no definitions are installed"),
                new Scanner.Coverage(0, false, "none", Optional.empty(), Optional.empty()));

        new Examiner(without, loaded().repairer()).examine(ByteSource.empty()).describe(attributes);

        Header header = attributes.build();
        assertThat(header.fields()).hasSize(1);
        assertThat(header.find(Attributes.SCAN_RESULT)).contains(ScanResult.BADSCAN);
    }

    private static Examiner examiner() throws IOException {
        return new Examiner(loaded().scanner(), loaded().repairer());
    }

    private static Engine.Loaded loaded() throws IOException {
        String repair = "Repairable:truncate:5:" + Sets.bytes("VIRUS").hash(Hashing.sha256());
        return new SignatureEngine()
                .load(Sets.of(
                        678,
                        ImmutableSortedMap.of(
                                "a.ndb", Sets.bytes(SIGNATURES), "a.rdb", Sets.bytes("#cordon-rdb 1\n" + repair))));
    }
}
