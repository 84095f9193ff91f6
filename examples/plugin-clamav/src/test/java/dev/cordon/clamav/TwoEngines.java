package dev.cordon.clamav;

import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import java.io.IOException;

// docs/plugins/engine.md: begin
/** Asks two engines: what one of them finds is found, and nothing is clean that both have not looked at. */
public final class TwoEngines implements Engine {
    private final Engine first;
    private final Engine second;

    /** Makes an engine of two; the first one repairs. */
    public TwoEngines(Engine first, Engine second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public Loaded load(DefinitionSet set) throws IOException {
        Loaded one = first.load(set);
        Loaded other = second.load(set);
        return new Loaded(request -> scan(one.scanner(), other.scanner(), request), one.repairer());
    }

    private static Scanner.Report scan(Scanner one, Scanner other, Scanner.Request request) {
        Scanner.Report report = one.scan(request);
        if (report.verdict() instanceof Scanner.Detected) {
            return report;
        }
        Scanner.Report again = other.scan(request);
        boolean settled =
                report.verdict() instanceof Scanner.NothingDetected || again.verdict() instanceof Scanner.Detected;
        return settled ? again : report;
    }
}
// docs/plugins/engine.md: end
