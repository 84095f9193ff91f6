package dev.cordon.scan;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.spi.Scanner;
import dev.cordon.statemachine.ScanResult;
import java.util.Optional;

/**
 * What came of a scan and of the trial of a repair.
 *
 * @param result the word for {@code X-Scan-Result} (guide, table A-12)
 * @param virus the name of what was found
 * @param report what the scanner said
 */
public record Examination(ScanResult result, Optional<String> virus, Scanner.Report report) {
    /**
     * Writes the {@code X-Scan} attributes (guide, "X-Scan attributes") and removes those of an earlier scan that do
     * not apply any more.
     */
    public void describe(Header.Builder attributes) {
        Scanner.Coverage coverage = report.coverage();
        attributes.set(Attributes.SCAN_RESULT, result);
        put(attributes, Attributes.SCAN_SIGNATURES_NAME, coverage.sequence().map(Examination::name));
        put(attributes, Attributes.SCAN_SIGNATURES_SEQUENCE, coverage.sequence());
        put(attributes, Attributes.SCAN_SIGNATURES_VERSION, coverage.version());
        put(attributes, Attributes.SCAN_VIRUS_NAME, virus);
        // Signatures know viruses by name only, so a number can only be left over from another scanner.
        attributes.remove(Attributes.SCAN_VIRUS_IDENTIFIER);
    }

    private static String name(Sequence sequence) {
        return sequence + ".all.zip";
    }

    private static <T> void put(Header.Builder attributes, Key<T> key, Optional<T> value) {
        value.ifPresentOrElse(known -> attributes.set(key, known), () -> attributes.remove(key));
    }
}
