package dev.cordon.alert;

import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Alert;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import java.io.IOException;

/**
 * An engine whose scanners tell a signal whether they work. A scanner that fails or takes too long does not; what it says
 * of a content, encrypted or too large for instance, is work.
 *
 * @param engine loads the definitions
 * @param signal is told
 */
public record WatchedEngine(Engine engine, Signal signal) implements Engine {
    /** The scanner of the place. */
    public static final Alert.Subject SCANNER = Alert.Subject.service("scanner");

    @Override
    public Loaded load(DefinitionSet set) throws IOException {
        Loaded loaded = engine.load(set);
        return new Loaded(request -> scan(loaded.scanner(), request), loaded.repairer(), loaded.unsupported());
    }

    private Scanner.Report scan(Scanner scanner, Scanner.Request request) {
        try {
            Scanner.Report report = scanner.scan(request);
            if (isBroken(report.verdict())) {
                signal.trouble(SCANNER);
            } else {
                signal.fine(SCANNER);
            }
            return report;
        } catch (RuntimeException e) {
            signal.trouble(SCANNER);
            throw e;
        }
    }

    private static boolean isBroken(Scanner.Verdict verdict) {
        return verdict instanceof Scanner.NotScanned notScanned
                && switch (notScanned.obstacle()) {
                    case FAULT, TIMEOUT, NO_DEFINITIONS -> true;
                    case ENCRYPTED, TOO_LARGE, UNREADABLE -> false;
                };
    }
}
