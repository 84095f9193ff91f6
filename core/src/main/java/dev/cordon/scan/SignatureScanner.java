package dev.cordon.scan;

import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Compares a content with signatures, in one pass and with the same memory whatever its size.
 *
 * <p>Of several signatures that match, one of the whole file goes before one of bytes within it; then the order of the
 * databases, by name and line, decides.
 */
final class SignatureScanner implements Scanner {
    private static final String ENGINE = "signature";
    private static final int BUFFER = 1 << 16;

    private final HashSignatures hashes;
    private final BodySignatures bodies;
    private final Optional<Sequence> sequence;
    private final Optional<DailyVersion> version;

    SignatureScanner(HashSignatures hashes, BodySignatures bodies, DefinitionSet set) {
        this.hashes = hashes;
        this.bodies = bodies;
        this.sequence = Optional.of(set.sequence());
        this.version = Optional.of(set.version());
    }

    @Override
    public Report scan(Request request) {
        HashSignatures.Search hashSearch = hashes.search();
        BodySearch bodySearch = bodies.search();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (InputStream content = request.content().openStream()) {
            int read = content.read(buffer);
            while (read >= 0) {
                hashSearch.accept(buffer, read);
                bodySearch.accept(buffer, 0, read);
                size += read;
                read = content.read(buffer);
            }
        } catch (IOException e) {
            Verdict verdict = new NotScanned(Obstacle.FAULT, "the content could not be read to its end");
            return new Report(verdict, coverage(size, false));
        }
        Optional<String> virus = hashSearch.finish().map(HashSignature::virus).or(bodySearch::finish);
        return new Report(virus.<Verdict>map(Detected::new).orElseGet(NothingDetected::new), coverage(size, true));
    }

    private Coverage coverage(long bytes, boolean complete) {
        return new Coverage(bytes, complete, ENGINE, sequence, version);
    }
}
