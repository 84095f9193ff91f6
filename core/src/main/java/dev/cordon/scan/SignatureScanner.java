package dev.cordon.scan;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Compares a content, and what it holds if it is an archive, with signatures; in one pass and with the same memory
 * whatever its size.
 *
 * <p>Of several signatures that match, one of the whole file goes before one of bytes within it; then the order of the
 * databases, by name and line, decides.
 */
final class SignatureScanner implements Scanner {
    private static final String ENGINE = "signature";
    private static final ImmutableSet<Gap> LIMITS = Sets.immutableEnumSet(Gap.DEPTH, Gap.ENTRIES, Gap.SIZE, Gap.RATIO);

    private final HashSignatures hashes;
    private final BodySignatures bodies;
    private final Supplier<ArchiveLimits> limits;
    private final Optional<Sequence> sequence;
    private final Optional<DailyVersion> version;

    SignatureScanner(HashSignatures hashes, BodySignatures bodies, Supplier<ArchiveLimits> limits, DefinitionSet set) {
        this.hashes = hashes;
        this.bodies = bodies;
        this.limits = limits;
        this.sequence = Optional.of(set.sequence());
        this.version = Optional.of(set.version());
    }

    @Override
    public Report scan(Request request) {
        ArchiveBudget budget = new ArchiveBudget(limits.get());
        try (InputStream content = request.content().openStream()) {
            Optional<String> virus = new ArchiveWalk(hashes, bodies, budget).look(content);
            Verdict verdict = virus.<Verdict>map(Detected::new).orElseGet(() -> withoutFinding(budget.gaps()));
            return new Report(verdict, coverage(budget, budget.gaps().isEmpty()));
        } catch (IOException e) {
            Verdict verdict = new NotScanned(Obstacle.FAULT, "the content could not be read to its end");
            return new Report(verdict, coverage(budget, false));
        }
    }

    /** What was not looked at is not clean; but what nobody here unpacks goes on to whoever knows more. */
    private static Verdict withoutFinding(Set<Gap> gaps) {
        if (gaps.isEmpty() || gaps.equals(EnumSet.of(Gap.FOREIGN))) {
            return new NothingDetected();
        }
        if (gaps.contains(Gap.ENCRYPTED)) {
            return new NotScanned(Obstacle.ENCRYPTED, "the archive holds something that is encrypted");
        }
        boolean metLimit = gaps.stream().anyMatch(LIMITS::contains);
        return metLimit
                ? new NotScanned(Obstacle.TOO_LARGE, "the archive holds more than is looked at")
                : new NotScanned(Obstacle.UNREADABLE, "the archive can't be unpacked to its end");
    }

    private Coverage coverage(ArchiveBudget budget, boolean complete) {
        return new Coverage(budget.read(), complete, ENGINE, sequence, version, ImmutableSet.copyOf(budget.gaps()));
    }
}
