package dev.cordon.analysis;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Replicator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a cure out of what an infection has left: the signature by which it is told, and the repair. */
final class Scoring {
    private static final int NAME_DIGITS = 8;

    private final SignatureExtractor extractor;

    /** Whether what files share because they were made with the same tools can be told from an infection. */
    private final boolean isCleanKnown;

    /** What came of it. */
    sealed interface Score {}

    /** There is something to tell it by. */
    record Told(Cure cure) implements Score {}

    /**
     * There is nothing to tell it by.
     *
     * @param reason why, in words for a person
     */
    record Untold(String reason) implements Score {}

    Scoring(CleanPrograms clean) {
        this.isCleanKnown = clean.model().files() > 0 || !clean.corpus().isEmpty();
        this.extractor = new SignatureExtractor(clean, SignatureExtractor.STANDARD_THRESHOLD);
    }

    /**
     * Returns a cure for an infection, if it has something to tell it by. Files that share nothing that tells it with the
     * first are of no use, and it is scored alone.
     *
     * @param specimens files that have the infection, the one that is analysed first if it is among them; one that is
     *     longer than {@link Suspect#LONGEST} is passed over
     */
    Score score(List<Replicator.Specimen> specimens) throws IOException {
        List<Infected> infected = new ArrayList<>();
        for (Replicator.Specimen specimen : specimens) {
            if (specimen.content().size() <= Suspect.LONGEST) {
                infected.add(new Infected(specimen.content().read(), specimen.original()));
            }
        }
        if (infected.isEmpty()) {
            return new Untold("the file is too large to be looked into");
        }
        Infected first = infected.get(0);
        if (!first.isTold() && !isCleanKnown) {
            return new Untold("it shares bytes with another file, but without clean programs it is not known whether"
                    + " those are the infection's");
        }
        Optional<Cure> cure = cure(infected);
        if (cure.isEmpty() && infected.size() > 1 && first.isTold()) {
            cure = cure(List.of(first));
        }
        return cure.<Score>map(Told::new)
                .orElseGet(() -> new Untold("nothing that tells the infection is long, rare and varied enough and in"
                        + " no clean program"));
    }

    private Optional<Cure> cure(List<Infected> infected) throws IOException {
        List<Suspect> suspects = new ArrayList<>();
        for (Infected file : infected) {
            suspects.add(file.suspect());
        }
        Optional<SignatureCandidate> signature = extractor.extract(suspects);
        return signature.isPresent() ? Optional.of(cure(signature.get(), infected)) : Optional.empty();
    }

    /** One file may have an entry that lies: a line that is wrong for another file is kept to the file it was made from. */
    private static Cure cure(SignatureCandidate signature, List<Infected> infected) throws IOException {
        String virus = name(signature);
        Cure cure = new Cure(virus, signature.line(virus), RepairLine.of(virus, infected));
        return isContradicted(cure, infected.subList(1, infected.size()))
                ? new Cure(virus, cure.signature(), RepairLine.exact(virus, infected.get(0)))
                : cure;
    }

    /** Returns whether a repair makes of a file something else than it was by its own entry. */
    private static boolean isContradicted(Cure cure, List<Infected> others) throws IOException {
        Repairer repairer = cure.alone().repairer();
        for (Infected other : others) {
            ByteArrayOutputStream sink = new ByteArrayOutputStream();
            Repairer.Outcome outcome =
                    repairer.repair(new Repairer.Request(ByteSource.wrap(other.content()), cure.virus()), sink);
            if (outcome instanceof Repairer.Repaired
                    && !other.original().matches(ByteSource.wrap(sink.toByteArray()))) {
                return true;
            }
        }
        return false;
    }

    /** The same signature has the same name, whichever sample it was found in. */
    private static String name(SignatureCandidate signature) {
        String digest = Hashing.sha256().hashBytes(signature.bytes()).toString();
        return "Auto." + digest.substring(0, NAME_DIGITS).toUpperCase(Locale.ROOT);
    }
}
