package dev.cordon.scan;

import com.google.common.io.ByteSource;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import dev.cordon.statemachine.ScanResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Scans a content and, where something is found, tries whether it can be repaired. Safe for use by many threads. */
public final class Examiner {
    private final Scanner scanner;
    private final Repairer repairer;

    /** Makes an examiner of a scanner and the repairer that goes with it. */
    public Examiner(Scanner scanner, Repairer repairer) {
        this.scanner = scanner;
        this.repairer = repairer;
    }

    /**
     * Returns what was found, and whether it can be repaired; the repaired bytes are thrown away.
     *
     * @param content the captured bytes; opened several times
     */
    public Examination examine(ByteSource content) {
        Scanner.Report report = scanner.scan(new Scanner.Request(content));
        if (report.verdict() instanceof Scanner.Detected detected) {
            return new Examination(tryRepair(content, detected.virus()), Optional.of(detected.virus()), report);
        }
        return new Examination(report.verdict().result(), Optional.empty(), report);
    }

    private ScanResult tryRepair(ByteSource content, String virus) {
        try {
            return result(repairer.repair(new Repairer.Request(content, virus), OutputStream.nullOutputStream()));
        } catch (IOException e) {
            return ScanResult.BADREPAIR;
        }
    }

    private static ScanResult result(Repairer.Outcome outcome) {
        if (outcome instanceof Repairer.Repaired) {
            return ScanResult.REPAIRED;
        }
        return outcome instanceof Repairer.NoRepair ? ScanResult.NOREPAIR : ScanResult.UNREPAIRABLE;
    }
}
