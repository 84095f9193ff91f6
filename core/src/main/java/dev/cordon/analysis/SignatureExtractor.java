package dev.cordon.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the bytes by which an infection is told (after Kephart and Arnold, 1994).
 *
 * <p>Candidates are sequences of 16 to 24 bytes that all infected files share and of which no byte is known from the
 * files before. The model of clean programs ranks them, the least likely first; those above a threshold are rejected,
 * and so are those that stand in a program that is known to be clean. Immutable, safe for use by many threads.
 */
public final class SignatureExtractor {
    /**
     * The logarithm to the base 2 of the highest probability that a signature may have to stand at a given place of a
     * clean program. At it no candidate from bodies of their own stood in 2.6 GB of unseen programs, even without the
     * corpus, and between an eighth and a fifth of the good ones was rejected; {@code docs/analysis.md} has the table.
     * It is above the -128 that 16 bytes have where no program is known.
     */
    public static final double STANDARD_THRESHOLD = -100;

    private static final int SHORTEST = 16;
    private static final int LONGEST = 24;
    private static final int LEAST_VARIETY = 8;

    /** How many of the best of each infection are compared with clean programs, which bounds memory. */
    private static final int COMPARED = 1024;

    /** How many places of the first file are looked at, which bounds memory, too. */
    private static final int PLACES = 1 << 18;

    private static final Comparator<SignatureCandidate> LEAST_LIKELY_FIRST = Comparator.comparingDouble(
                    SignatureCandidate::log2Probability)
            .thenComparing(Comparator.comparingLong(SignatureCandidate::variety).reversed());

    private final CleanPrograms clean;
    private final double threshold;

    /**
     * Makes an extractor.
     *
     * @param threshold see {@link #STANDARD_THRESHOLD}
     */
    public SignatureExtractor(CleanPrograms clean, double threshold) {
        this.clean = clean;
        this.threshold = threshold;
    }

    /**
     * Returns the signature of an infection; empty if it has nothing to tell it by.
     *
     * @param infected one file or several that have the same infection
     * @throws IOException if a program of the corpus can't be read
     */
    public Optional<SignatureCandidate> extract(List<Suspect> infected) throws IOException {
        return extractAll(List.of(infected)).get(0);
    }

    /**
     * Returns the signatures of several infections, in their order, as {@link #extract} does. The corpus is read once for
     * all of them.
     *
     * @param infections the infected files of each
     * @throws IOException if a program of the corpus can't be read
     */
    public ImmutableList<Optional<SignatureCandidate>> extractAll(List<List<Suspect>> infections) throws IOException {
        List<List<SignatureCandidate>> best = new ArrayList<>();
        for (List<Suspect> infected : infections) {
            best.add(candidates(infected).stream()
                    .filter(this::isAccepted)
                    .limit(COMPARED)
                    .toList());
        }
        BitSet found = clean.holding(best.stream()
                .flatMap(List::stream)
                .map(SignatureCandidate::bytes)
                .toList());
        ImmutableList.Builder<Optional<SignatureCandidate>> signatures = ImmutableList.builder();
        int number = 0;
        for (List<SignatureCandidate> candidates : best) {
            int chosen = found.nextClearBit(number) - number;
            signatures.add(chosen < candidates.size() ? Optional.of(candidates.get(chosen)) : Optional.empty());
            number += candidates.size();
        }
        return signatures.build();
    }

    /** Returns whether a candidate is not likelier than the threshold. */
    public boolean isAccepted(SignatureCandidate candidate) {
        return candidate.log2Probability() <= threshold;
    }

    /**
     * Returns all candidates, the least likely first, before any is rejected.
     *
     * @param infected one file or several that have the same infection
     */
    public ImmutableList<SignatureCandidate> candidates(List<Suspect> infected) throws IOException {
        checkArgument(!infected.isEmpty(), "an infected file is needed");
        return shared(infected).stream()
                .map(bytes -> new SignatureCandidate(bytes, clean.model().log2Probability(bytes)))
                .filter(candidate -> candidate.variety() >= LEAST_VARIETY)
                .sorted(LEAST_LIKELY_FIRST)
                .collect(ImmutableList.toImmutableList());
    }

    private static List<byte[]> shared(List<Suspect> infected) throws IOException {
        Suspect first = infected.get(0);
        BitSet starts = new BitSet();
        Map<ByteBuffer, Integer> windows = offered(first);
        List<Integer> places = List.copyOf(windows.values());
        sharedBy(
                        infected,
                        windows.keySet().stream().map(SignatureExtractor::bytes).toList())
                .stream()
                .map(places::get)
                .forEach(starts::set);
        Set<ByteBuffer> longer = new LinkedHashSet<>();
        starts.stream().forEach(start -> longer.add(longest(first.content(), starts, start)));
        List<byte[]> candidates = longer.stream().map(SignatureExtractor::bytes).toList();
        return sharedBy(infected, candidates).stream().mapToObj(candidates::get).toList();
    }

    /** Returns the shortest sequences that may be the infection's of a file, each where it stands first. */
    private static Map<ByteBuffer, Integer> offered(Suspect suspect) {
        Map<ByteBuffer, Integer> windows = new LinkedHashMap<>();
        suspect.starts(SHORTEST, PLACES).stream().forEach(start -> {
            ByteBuffer window = ByteBuffer.wrap(suspect.content(), start, SHORTEST);
            if (isVaried(window)) {
                windows.putIfAbsent(window, start);
            }
        });
        return windows;
    }

    /** Returns the shortest sequences that may be the infection's of a file; what shares none is no relative. */
    static List<byte[]> windows(Suspect suspect) {
        return offered(suspect).keySet().stream().map(SignatureExtractor::bytes).toList();
    }

    /** Returns the bytes from a start on as far as shared ones go, which overlap. */
    private static ByteBuffer longest(byte[] content, BitSet starts, int start) {
        int last = Math.min(starts.nextClearBit(start) - 1, start + LONGEST - SHORTEST);
        return ByteBuffer.wrap(content, start, last - start + SHORTEST);
    }

    /** Returns which sequences all files may have from the infection, and none has from before. */
    private static BitSet sharedBy(List<Suspect> infected, List<byte[]> sequences) throws IOException {
        SequenceSearch search = new SequenceSearch(sequences);
        BitSet shared = new BitSet();
        shared.set(0, sequences.size());
        for (Suspect suspect : infected) {
            shared.and(search.in(suspect.suspiciousParts()));
            shared.andNot(search.in(suspect.knownParts()));
        }
        return shared;
    }

    /** Returns whether a window can be part of a candidate; long runs of one byte would only take time. */
    private static boolean isVaried(ByteBuffer window) {
        return new SignatureCandidate(bytes(window), 0).variety() >= LEAST_VARIETY / 2;
    }

    private static byte[] bytes(ByteBuffer window) {
        byte[] bytes = new byte[window.remaining()];
        window.duplicate().get(bytes);
        return bytes;
    }
}
