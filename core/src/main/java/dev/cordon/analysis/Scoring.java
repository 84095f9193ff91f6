package dev.cordon.analysis;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a cure out of what an infection has left: the signature by which it is told, and the repair. */
final class Scoring {
    private static final int NAME_DIGITS = 8;

    private final SignatureExtractor extractor;

    Scoring(CleanPrograms clean) {
        this.extractor = new SignatureExtractor(clean, SignatureExtractor.STANDARD_THRESHOLD);
    }

    /**
     * Returns a cure for an infection; empty if it has nothing to tell it by.
     *
     * @param infected the file that is analysed, and others that have the same infection
     */
    Optional<Cure> score(List<Infected> infected) throws IOException {
        List<Suspect> suspects = new ArrayList<>();
        for (Infected file : infected) {
            suspects.add(file.suspect());
        }
        Optional<SignatureCandidate> signature = extractor.extract(suspects);
        return signature.map(found -> {
            String virus = name(found);
            return new Cure(virus, found.line(virus), RepairLine.of(virus, infected));
        });
    }

    /** The same signature has the same name, whichever sample it was found in. */
    private static String name(SignatureCandidate signature) {
        String digest = Hashing.sha256().hashBytes(signature.bytes()).toString();
        return "Auto." + digest.substring(0, NAME_DIGITS).toUpperCase(Locale.ROOT);
    }
}
