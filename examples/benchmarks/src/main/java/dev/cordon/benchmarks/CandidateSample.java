package dev.cordon.benchmarks;

import dev.cordon.analysis.CleanPrograms;
import dev.cordon.analysis.SignatureCandidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Candidates that were drawn by chance, and what each threshold makes of them: how many it rejects although they stand in
 * no program, and how many it accepts although they stand in one that nobody has seen.
 */
final class CandidateSample {
    private static final int HIGHEST = -40;
    private static final int LOWEST = -160;
    private static final int STEP = 10;

    private final List<SignatureCandidate> candidates;
    private final BitSet inKnown;
    private final BitSet inUnseen;

    private CandidateSample(List<SignatureCandidate> candidates, BitSet inKnown, BitSet inUnseen) {
        this.candidates = candidates;
        this.inKnown = inKnown;
        this.inUnseen = inUnseen;
    }

    /** Looks all up in two passes over the programs, and returns a sample of each list. */
    static List<CandidateSample> of(List<List<SignatureCandidate>> lists, CleanPrograms known, CleanPrograms unseen)
            throws IOException {
        List<byte[]> sequences = lists.stream()
                .flatMap(List::stream)
                .map(SignatureCandidate::bytes)
                .toList();
        BitSet inKnown = known.holding(sequences);
        BitSet inUnseen = unseen.holding(sequences);
        List<CandidateSample> samples = new ArrayList<>();
        int from = 0;
        for (List<SignatureCandidate> list : lists) {
            int end = from + list.size();
            samples.add(new CandidateSample(list, inKnown.get(from, end), inUnseen.get(from, end)));
            from = end;
        }
        return samples;
    }

    /** Returns lines of a table. */
    List<String> table() {
        BitSet inAny = (BitSet) inKnown.clone();
        inAny.or(inUnseen);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%,d candidates; %,d stand in unseen programs, %,d in programs of the model, %,d in neither: those are good",
                candidates.size(),
                inUnseen.cardinality(),
                inKnown.cardinality(),
                candidates.size() - inAny.cardinality()));
        lines.add("| threshold | good ones rejected | accepted | false | false, not in programs of the model |");
        lines.add("| ---: | ---: | ---: | ---: | ---: |");
        for (int threshold = HIGHEST; threshold >= LOWEST; threshold -= STEP) {
            lines.add(line(threshold, inAny));
        }
        return lines;
    }

    private String line(int threshold, BitSet inAny) {
        BitSet accepted = new BitSet();
        for (int number = 0; number < candidates.size(); number++) {
            accepted.set(number, candidates.get(number).log2Probability() <= threshold);
        }
        int good = candidates.size() - inAny.cardinality();
        int kept = without(accepted, inAny).cardinality();
        BitSet falsely = (BitSet) accepted.clone();
        falsely.and(inUnseen);
        int checked = without(falsely, inKnown).cardinality();
        return String.format(
                "| %d | %.1f %% | %,d | %,d (%.2f %%) | %,d (%.2f %%) |",
                threshold,
                percent(good - kept, good),
                accepted.cardinality(),
                falsely.cardinality(),
                percent(falsely.cardinality(), accepted.cardinality()),
                checked,
                percent(checked, without(accepted, inKnown).cardinality()));
    }

    private static BitSet without(BitSet all, BitSet some) {
        BitSet rest = (BitSet) all.clone();
        rest.andNot(some);
        return rest;
    }

    private static double percent(int part, int whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
