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
    private static final int KNOWN_MEMBERS = 3;
    private static final int UNSEEN_MEMBERS = 10;
    private static final int CANDIDATES_OF_A_FAMILY = 50;
    private static final int CANDIDATES_OF_PROGRAMS = 50_000;
    private static final int CANDIDATE = 24;
    private static final int SMALLEST_HOST = 8 << 10;
    private static final int LARGEST_HOST = 64 << 10;

    private final List<SyntheticFamily> families = new ArrayList<>();
    private final List<List<Suspect>> infected = new ArrayList<>();
    private final Random random;
    private final MachinePrograms programs;
    private final ImmutableList<byte[]> hosts;
    private final ImmutableList<byte[]> scripts;
    private final ImmutableList<byte[]> code;

    private SignatureEvaluation(MachinePrograms programs, int seed) throws IOException {
        this.programs = programs;
        this.random = new Random(seed);
        this.hosts = hosts(programs.donors(), false);
        this.scripts = hosts(programs.donors(), true);
        this.code = code(programs.donors());
    }

    /**
     * Evaluates.
     *
     * @param arguments how many families of each kind and mutation; a number, on which all that is left to chance
     *     depends; the folder for the model and the signatures; folders with programs
     */
    public static void main(String[] arguments) throws IOException {
        int each = Integer.parseInt(arguments[0]);
        int seed = Integer.parseInt(arguments[1]);
        Path results = Files.createDirectories(Path.of(arguments[2]));
        List<Path> folders = Arrays.stream(arguments).skip(3).map(Path::of).toList();
        MachinePrograms programs = MachinePrograms.in(folders, seed);
        sayHowMany("known", programs.known());
        sayHowMany("donors", programs.donors());
        sayHowMany("unseen", programs.unseen());
        ProgramModel model = model(programs.known(), results.resolve("programs.model"));
        SignatureEvaluation evaluation = new SignatureEvaluation(programs, seed);
        evaluation.makeFamilies(each);
        CleanPrograms clean = new CleanPrograms(model, MachinePrograms.contents(programs.known()));
        evaluation.compareThresholds(clean);
        evaluation.detect(evaluation.signatures(clean), results.resolve("signatures.ndb"));
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

    private static ImmutableList<byte[]> hosts(List<Path> donors, boolean isText) throws IOException {
        ImmutableList.Builder<byte[]> hosts = ImmutableList.builder();
        for (Path file : donors) {
            long size = Files.size(file);
            if (size >= SMALLEST_HOST && size <= LARGEST_HOST && MachinePrograms.isText(file) == isText) {
                hosts.add(MoreFiles.asByteSource(file).read());
            }
        }
        return hosts.build();
    }

    private static ImmutableList<byte[]> code(List<Path> donors) throws IOException {
        ImmutableList.Builder<byte[]> code = ImmutableList.builder();
        for (Path file : donors) {
            ProgramCode.of(file).filter(bytes -> bytes.length >= SMALLEST_HOST).ifPresent(code::add);
        }
        return code.build();
    }

    private void makeFamilies(int each) throws IOException {
        for (SyntheticFamily.Kind kind : SyntheticFamily.Kind.values()) {
            for (SyntheticFamily.Mutation mutation : SyntheticFamily.Mutation.values()) {
                for (int number = 0; number < each; number++) {
                    ImmutableList<byte[]> sources = kind == SyntheticFamily.Kind.MACRO ? scripts : code;
                    SyntheticFamily family = new SyntheticFamily(kind, mutation, number % 2 != 0, sources, random);
                    families.add(family);
                    infected.add(known(family));
                }
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

    private void compareThresholds(CleanPrograms clean) throws IOException {
        SignatureExtractor extractor = new SignatureExtractor(clean, 0);
        CleanPrograms unseen = new CleanPrograms(clean.model(), MachinePrograms.contents(programs.unseen()));
        List<CandidateSample> samples = CandidateSample.of(
                List.of(ofFamilies(false, extractor), ofFamilies(true, extractor), ofPrograms(extractor)),
                clean,
                unseen);
        say("candidates of families with bodies of their own:");
        samples.get(0).table().forEach(System.out::println);
        say("candidates of families with routines of other programs:");
        samples.get(1).table().forEach(System.out::println);
        say("candidates of the code of programs:");
        samples.get(2).table().forEach(System.out::println);
    }

    private List<SignatureCandidate> ofFamilies(boolean areLinked, SignatureExtractor extractor) throws IOException {
        List<SignatureCandidate> candidates = new ArrayList<>();
        for (int family = 0; family < families.size(); family++) {
            List<SignatureCandidate> all = families.get(family).isLinked() == areLinked
                    ? extractor.candidates(infected.get(family))
                    : List.of();
            for (int number = 0; number < Math.min(all.size(), CANDIDATES_OF_A_FAMILY); number++) {
                candidates.add(all.get(random.nextInt(all.size())));
            }
        }
        return candidates;
    }

    private List<SignatureCandidate> ofPrograms(SignatureExtractor extractor) throws IOException {
        List<SignatureCandidate> candidates = new ArrayList<>();
        while (candidates.size() < CANDIDATES_OF_PROGRAMS) {
            byte[] program = code.get(random.nextInt(code.size()));
            int from = random.nextInt(program.length - CANDIDATE);
            Suspect piece = Suspect.of(Arrays.copyOfRange(program, from, from + CANDIDATE));
            candidates.addAll(extractor.candidates(List.of(piece)));
        }
        return candidates;
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
            SyntheticFamily family = families.get(number);
            String name = String.join(
                    ".",
                    family.isLinked() ? "Linked" : "Own",
                    family.kind().toString(),
                    family.mutation().toString(),
                    String.valueOf(number));
            signatures
                    .get(number)
                    .ifPresent(signature -> lines.append(signature.line(name)).append('\n'));
        }
        Files.writeString(file, lines);
        Scanner scanner = scanner(lines.toString());
        detectMembers(scanner);
        countFalse(signatures);
        scanUnseen(scanner);
    }

    /** Byte for byte, without the scanner. */
    private void countFalse(List<Optional<SignatureCandidate>> signatures) throws IOException {
        List<byte[]> sequences = signatures.stream()
                .flatMap(Optional::stream)
                .map(SignatureCandidate::bytes)
                .toList();
        int found = CleanPrograms.of(MachinePrograms.contents(programs.unseen()))
                .holding(sequences)
                .cardinality();
        say("%d signatures stand in unseen programs", found);
    }

    private void scanUnseen(Scanner scanner) {
        long start = System.nanoTime();
        int alarms = 0;
        int incomplete = 0;
        long bytes = 0;
        for (ByteSource program : MachinePrograms.contents(programs.unseen())) {
            Scanner.Report report = scanner.scan(new Scanner.Request(program));
            incomplete += report.coverage().complete() ? 0 : 1;
            bytes += report.coverage().bytes();
            if (report.verdict() instanceof Scanner.Detected detected) {
                alarms++;
                say("false alarm: %s", detected.virus());
            }
        }
        say(
                "%d false alarms in the unseen programs; %.2f GB scanned in %.0f s, %d programs not completely",
                alarms, bytes / 1e9, seconds(start), incomplete);
    }

    private static Scanner scanner(String signatures) throws IOException {
        ByteSource database = ByteSource.wrap(signatures.getBytes(StandardCharsets.US_ASCII));
        return new SignatureEngine()
                .load(new DefinitionSet(
                        Sequence.of(1),
                        new DailyVersion(LocalDate.EPOCH, 1),
                        Instant.EPOCH,
                        ImmutableSortedMap.of("evaluation.ndb", database)))
                .scanner();
    }

    private void detectMembers(Scanner scanner) {
        Map<String, int[]> detectedOfAll = new LinkedHashMap<>();
        for (SyntheticFamily family : families) {
            int[] counts = detectedOfAll.computeIfAbsent(family.kind() + " " + family.mutation(), none -> new int[2]);
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

    private static void sayHowMany(String what, List<Path> programs) throws IOException {
        say("%s: %,d programs, %.2f GB", what, programs.size(), MachinePrograms.bytes(programs) / 1e9);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String form, Object... values) {
        System.out.printf(form + "%n", values);
    }
}
