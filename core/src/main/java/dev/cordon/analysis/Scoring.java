package dev.cordon.analysis;

import com.google.common.hash.Hashing;
import dev.cordon.sample.Checkup;
import java.io.IOException;
import java.util.Arrays;
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

    /** Returns a cure for what was appended to a file; empty if it has nothing to tell it by. */
    Optional<Cure> score(byte[] infected, Checkup original) throws IOException {
        Optional<SignatureCandidate> signature =
                extractor.extract(List.of(Suspect.of(infected, Optional.of(original))));
        return signature.map(found -> {
            String virus = name(found);
            byte[] body = Arrays.copyOfRange(infected, (int) original.size(), infected.length);
            String repair =
                    virus + ":truncate:" + body.length + ":" + Hashing.sha256().hashBytes(body);
            return new Cure(virus, found.line(virus), repair);
        });
    }

    /** The same signature has the same name, whichever sample it was found in. */
    private static String name(SignatureCandidate signature) {
        String digest = Hashing.sha256().hashBytes(signature.bytes()).toString();
        return "Auto." + digest.substring(0, NAME_DIGITS).toUpperCase(Locale.ROOT);
    }
}
