package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.sample.Checkup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small families of harmless infections: random bytes in random programs. */
class SignatureExtractorTest {
    private static final int ANYTHING = 0;
    private static final int NOTHING = -1000;

    private final byte[] body = bytes(300, 1);

    @Test
    void whatWasAppendedIsToldByItsOwnBytes() throws IOException {
        byte[] host = bytes(4000, 2);

        SignatureCandidate signature =
                extract(suspect(Bytes.concat(host, body), host)).orElseThrow();

        assertThat(signature.bytes()).hasSize(24);
        assertThat(Bytes.indexOf(body, signature.bytes())).isNotNegative();
    }

    @Test
    void whatWasPrependedIsToldByItsOwnBytes() throws IOException {
        byte[] host = bytes(4000, 2);

        byte[] signature =
                extract(suspect(Bytes.concat(body, host), host)).orElseThrow().bytes();

        assertThat(Bytes.indexOf(body, signature)).isNotNegative();
    }

    /** A block that changed still has bytes of the host; a second host tells which. */
    @Test
    void whatWasWrittenIntoTwoFilesIsToldByWhatTheyShare() throws IOException {
        byte[] signature = extract(cavity(bytes(9000, 2), 700), cavity(bytes(7000, 3), 5100))
                .orElseThrow()
                .bytes();

        assertThat(Bytes.indexOf(body, signature)).isNotNegative();
    }

    @Test
    void membersOfAFamilyShareWhatTheyDoNotMutate() throws IOException {
        List<Suspect> family = new ArrayList<>();
        for (int member = 0; member < 3; member++) {
            byte[] mutated = bytes(300, 50 + member);
            System.arraycopy(body, 100, mutated, 40 * member, 20);
            family.add(Suspect.of(Bytes.concat(bytes(900 + member, 60 + member), mutated)));
        }

        assertThat(extractor(CleanPrograms.none()).extract(family).orElseThrow().bytes())
                .isEqualTo(Arrays.copyOfRange(body, 100, 120));
    }

    @Test
    void filesThatShareLessThanSixteenBytesHaveNoSignature() throws IOException {
        byte[] other = bytes(300, 9);
        System.arraycopy(body, 100, other, 100, 15);

        assertThat(extract(Suspect.of(body), Suspect.of(other))).isEmpty();
    }

    @Test
    void bytesOfTheFileFromBeforeAreNoSignature() throws IOException {
        byte[] host = Bytes.concat(bytes(2000, 2), body, bytes(2000, 3));

        assertThat(extract(suspect(Bytes.concat(host, body), host))).isEmpty();
    }

    @Test
    void bytesOfAProgramThatIsKnownToBeCleanAreNoSignature() throws IOException {
        byte[] clean = Bytes.concat(Arrays.copyOf(body, 290), bytes(500, 4));
        CleanPrograms programs = CleanPrograms.of(List.of(ByteSource.wrap(clean)));

        byte[] signature = extractor(programs)
                .extract(List.of(Suspect.of(body)))
                .orElseThrow()
                .bytes();

        assertThat(Bytes.indexOf(body, signature))
                .as("reaches into the last ten")
                .isGreaterThan(266);
        assertThat(extractor(programs).extract(List.of(Suspect.of(Arrays.copyOf(body, 290)))))
                .isEmpty();
    }

    @Test
    void whatIsLikelyInCleanProgramsComesLastAndIsRejectedAboveTheThreshold() throws IOException {
        byte[] frequent = bytes(100, 5);
        ProgramModel model = ProgramModels.of(frequent, frequent, frequent, frequent);
        CleanPrograms programs = new CleanPrograms(model, ImmutableList.of());
        List<Suspect> infected = List.of(Suspect.of(Bytes.concat(frequent, bytes(100, 6))));

        ImmutableList<SignatureCandidate> candidates = extractor(programs).candidates(infected);
        double middle = candidates.get(candidates.size() / 2).log2Probability();

        assertThat(Bytes.indexOf(frequent, candidates.get(0).bytes())).isNegative();
        assertThat(Bytes.indexOf(frequent, candidates.get(candidates.size() - 1).bytes()))
                .isNotNegative();
        assertThat(candidates)
                .isSortedAccordingTo((left, right) -> Double.compare(left.log2Probability(), right.log2Probability()));
        assertThat(candidates.stream().filter(new SignatureExtractor(programs, middle)::isAccepted))
                .hasSizeBetween(candidates.size() / 2, candidates.size() / 2 + 2);
        assertThat(new SignatureExtractor(programs, NOTHING).extract(infected)).isEmpty();
    }

    @Test
    void bytesThatTellNothingAreNoCandidates() throws IOException {
        assertThat(extract(Suspect.of(new byte[100_000]))).isEmpty();
        assertThat(extract(Suspect.of(new byte[0]))).isEmpty();
        assertThat(extract(Suspect.of(Arrays.copyOf(body, 15)))).isEmpty();
        assertThat(extract(Suspect.of(Arrays.copyOf(body, 16)))).isPresent();
    }

    /** Of a long infection the beginning and the end are looked at; what is in the middle is no candidate. */
    @Test
    @Timeout(60)
    void ofALongInfectionBothEndsAreLookedAt() throws IOException {
        byte[] quiet = new byte[8 << 20];
        byte[] begin = bytes(40, 11);
        byte[] middle = bytes(40, 12);
        byte[] end = bytes(40, 13);

        List<SignatureCandidate> candidates = extractor(CleanPrograms.none())
                .candidates(List.of(Suspect.of(Bytes.concat(begin, quiet, middle, quiet, end))));

        assertThat(candidates)
                .anyMatch(candidate -> Bytes.indexOf(begin, candidate.bytes()) >= 0)
                .anyMatch(candidate -> Bytes.indexOf(end, candidate.bytes()) >= 0)
                .noneMatch(candidate -> Bytes.indexOf(middle, candidate.bytes()) >= 0);
    }

    private Suspect cavity(byte[] host, int at) throws IOException {
        byte[] infected = host.clone();
        System.arraycopy(body, 0, infected, at, body.length);
        return suspect(infected, host);
    }

    private static Suspect suspect(byte[] infected, byte[] host) throws IOException {
        return Suspect.of(infected, Optional.of(Checkup.of(ByteSource.wrap(host))));
    }

    private static Optional<SignatureCandidate> extract(Suspect... infected) throws IOException {
        return extractor(CleanPrograms.none()).extract(List.of(infected));
    }

    private static SignatureExtractor extractor(CleanPrograms programs) {
        return new SignatureExtractor(programs, ANYTHING);
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
