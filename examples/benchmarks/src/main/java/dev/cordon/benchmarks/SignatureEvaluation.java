package dev.cordon.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import dev.cordon.analysis.CleanPrograms;
import dev.cordon.analysis.ProgramCounts;
import dev.cordon.analysis.ProgramModel;
import dev.cordon.analysis.SignatureCandidate;
import dev.cordon.analysis.SignatureExtractor;
import dev.cordon.analysis.Suspect;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.sample.Checkup;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Makes families of harmless infections of the programs of this machine, has signatures chosen against them, and finds
 * out what those find: unseen members, and unseen clean programs. {@code docs/analysis.md} says how and what came of it.
 */
public final class SignatureEvaluation {
    private static final long SEED = 1994;
    private static final int KNOWN_MEMBERS = 3;
    private static final int UNSEEN_MEMBERS = 10;
    private static final int CANDIDATES_OF_A_FAMILY = 50;
    private static final int SMALLEST_HOST = 8 << 10;
    private static final int LARGEST_HOST = 64 << 10;
    private static final int SOURCES = 400;
    private static final double[] THRESHOLDS = {0, -50, -60, -70, -80, -90, -100, -110, -120, -130, -140, -150};

    private final List<SyntheticFamily> families = new ArrayList<>();
    private final List<List<Suspect>> infected = new ArrayList<>();
    private final Random random = new Random(SEED);
    private final MachinePrograms programs;
    private final ImmutableList<byte[]> hosts;
    private final ImmutableList<byte[]> scripts;

    private SignatureEvaluation(MachinePrograms programs) throws IOException {
        this.programs = programs;
        this.hosts = sources(programs.unseen(), false);
        this.scripts = sources(programs.unseen(), true);
    }

    /**
     * Evaluates.
     *
     * @param arguments how many families of each kind and level; the folder for the model and the signatures; folders
     *     with programs
     */
    public static void main(String[] arguments) throws IOException {
        int each = Integer.parseInt(arguments[0]);
        Path results = Files.createDirectories(Path.of(arguments[1]));
        List<Path> folders = Arrays.stream(arguments).skip(2).map(Path::of).toList();
        MachinePrograms programs = MachinePrograms.in(folders, SEED);
        say("model of %d programs, %.2f GiB", programs.known().size(), gibibytes(programs.known()));
        say("unseen are %d programs, %.2f GiB", programs.unseen().size(), gibibytes(programs.unseen()));
        ProgramModel model = model(programs.known(), results.resolve("programs.model"));
        SignatureEvaluation evaluation = new SignatureEvaluation(programs);
        evaluation.makeFamilies(each);
        CleanPrograms clean = new CleanPrograms(model, MachinePrograms.contents(programs.known()));
        evaluation.compareThresholds(clean);
        evaluation.detect(evaluation.signatures(clean), results.resolve("evaluation.ndb"));
    }

    private static ProgramModel model(List<Path> known, Path file) throws IOException {
        long start = System.nanoTime();
        ProgramCounts counts = new ProgramCounts();
        for (Path program : known) {
            try (InputStream bytes = Files.newInputStream(program)) {
                counts.add(bytes);
            }
        }
        ProgramModel model = counts.model();
        try (OutputStream stream = Files.newOutputStream(file)) {
            model.writeTo(stream);
        }
        say("model made in %.1f s, stored in %.1f MiB", seconds(start), Files.size(file) / 1048576.0);
        return model;
    }

    private ImmutableList<byte[]> sources(List<Path> from, boolean text) throws IOException {
        List<byte[]> sources = new ArrayList<>();
        for (int tries = 0; sources.size() < SOURCES && tries < SOURCES * 200; tries++) {
            Path file = from.get(random.nextInt(from.size()));
            long size = Files.size(file);
            if (size >= SMALLEST_HOST && size <= LARGEST_HOST && file.toString().endsWith(".py") == text) {
                sources.add(MoreFiles.asByteSource(file).read());
            }
        }
        return ImmutableList.copyOf(sources);
    }

    /** Bodies are of pieces of known programs, in hosts of unseen ones. */
    private void makeFamilies(int each) throws IOException {
        ImmutableList<byte[]> code = sources(programs.known(), false);
        ImmutableList<byte[]> text = sources(programs.known(), true);
        for (SyntheticFamily.Kind kind : SyntheticFamily.Kind.values()) {
            for (int number = 0; number < each * SyntheticFamily.LEVELS; number++) {
                ImmutableList<byte[]> pieces = kind == SyntheticFamily.Kind.MACRO ? text : code;
                SyntheticFamily family = new SyntheticFamily(kind, number % SyntheticFamily.LEVELS, pieces, random);
                families.add(family);
                infected.add(known(family));
            }
        }
    }

    private List<Suspect> known(SyntheticFamily family) throws IOException {
        List<Suspect> known = new ArrayList<>();
        for (int number = 0; number < KNOWN_MEMBERS; number++) {
            SyntheticFamily.Member member = member(family);
            known.add(Suspect.of(member.infected(), Optional.of(Checkup.of(ByteSource.wrap(member.host())))));
        }
        return known;
    }

    private SyntheticFamily.Member member(SyntheticFamily family) {
        List<byte[]> from = family.kind() == SyntheticFamily.Kind.MACRO ? scripts : hosts;
        return family.member(from.get(random.nextInt(from.size())), random);
    }

    /** What a threshold rejects of good candidates, and how many bad ones it lets pass, before the corpus is asked. */
    private void compareThresholds(CleanPrograms clean) throws IOException {
        SignatureExtractor extractor = new SignatureExtractor(clean, 0);
        List<SignatureCandidate> candidates = new ArrayList<>();
        for (List<Suspect> samples : infected) {
            List<SignatureCandidate> all = extractor.candidates(samples);
            for (int number = 0; number < Math.min(all.size(), CANDIDATES_OF_A_FAMILY); number++) {
                candidates.add(all.get(random.nextInt(all.size())));
            }
        }
        List<byte[]> sequences =
                candidates.stream().map(SignatureCandidate::bytes).toList();
        BitSet bad = new CleanPrograms(clean.model(), MachinePrograms.contents(programs.unseen())).holding(sequences);
        say("%d candidates by chance, %d of them in unseen programs", candidates.size(), bad.cardinality());
        for (double threshold : THRESHOLDS) {
            int rejected = 0;
            int passed = 0;
            int badPassed = 0;
            for (int number = 0; number < candidates.size(); number++) {
                boolean accepted = candidates.get(number).log2Probability() <= threshold;
                rejected += !accepted && !bad.get(number) ? 1 : 0;
                passed += accepted ? 1 : 0;
                badPassed += accepted && bad.get(number) ? 1 : 0;
            }
            double good = candidates.size() - bad.cardinality();
            say(
                    "threshold %5.0f: %5.1f %% of good rejected; of %d accepted %d false",
                    threshold, 100 * rejected / good, passed, badPassed);
        }
    }

    private List<Optional<SignatureCandidate>> signatures(CleanPrograms clean) throws IOException {
        long start = System.nanoTime();
        List<Optional<SignatureCandidate>> signatures =
                new SignatureExtractor(clean, SignatureExtractor.STANDARD_THRESHOLD).extractAll(infected);
        long found = signatures.stream().flatMap(Optional::stream).count();
        double time = seconds(start);
        say("%d signatures for %d families in %.1f s: %.0f a minute", found, families.size(), time, found * 60 / time);
        return signatures;
    }

    private void detect(List<Optional<SignatureCandidate>> signatures, Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < families.size(); number++) {
            String name = "Synthetic." + number;
            signatures
                    .get(number)
                    .ifPresent(signature -> lines.append(signature.line(name)).append('\n'));
        }
        Files.writeString(file, lines);
        Scanner scanner = new SignatureEngine()
                .load(new DefinitionSet(
                        Sequence.of(1),
                        new DailyVersion(LocalDate.EPOCH, 1),
                        Instant.EPOCH,
                        ImmutableSortedMap.of(
                                "evaluation.ndb",
                                ByteSource.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII)))))
                .scanner();
        detectMembers(scanner);
        long start = System.nanoTime();
        int alarms = 0;
        for (ByteSource program : MachinePrograms.contents(programs.unseen())) {
            alarms += isDetected(scanner, program) ? 1 : 0;
        }
        say(
                "%d false alarms in %d unseen programs of %.2f GiB (%.0f s)",
                alarms, programs.unseen().size(), gibibytes(programs.unseen()), seconds(start));
    }

    private void detectMembers(Scanner scanner) {
        Map<String, int[]> detectedOfAll = new LinkedHashMap<>();
        for (SyntheticFamily family : families) {
            int[] counts =
                    detectedOfAll.computeIfAbsent(family.kind() + ", level " + family.level(), none -> new int[2]);
            for (int number = 0; number < UNSEEN_MEMBERS; number++) {
                counts[0] += isDetected(scanner, ByteSource.wrap(member(family).infected())) ? 1 : 0;
                counts[1]++;
            }
        }
        detectedOfAll.forEach((what, counts) ->
                say("%s: %.1f %% of %d unseen members detected", what, 100.0 * counts[0] / counts[1], counts[1]));
    }

    private static boolean isDetected(Scanner scanner, ByteSource content) {
        return scanner.scan(new Scanner.Request(content)).verdict() instanceof Scanner.Detected;
    }

    private static double gibibytes(List<Path> files) throws IOException {
        return MachinePrograms.bytes(files) / (double) (1 << 30);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String form, Object... values) {
        System.out.printf(form + "%n", values);
    }
}
