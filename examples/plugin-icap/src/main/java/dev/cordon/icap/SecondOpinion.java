package dev.cordon.icap;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import java.io.IOException;

/**
 * An engine beside which a scanner is asked that has definitions of its own. What one of them finds is found, and nothing is
 * clean that both have not looked at. Repairs are those of the engine.
 *
 * <p>What only the other scanner finds carries no sequence: no set of definitions of this place knows it.
 *
 * @param engine loads the definitions, and is asked first
 * @param other is asked about what the engine finds nothing in; not closed by this
 */
public record SecondOpinion(Engine engine, Scanner other) implements Engine {
    @Override
    public Loaded load(DefinitionSet set) throws IOException {
        Loaded loaded = engine.load(set);
        return new Loaded(request -> scan(loaded.scanner(), request), loaded.repairer(), loaded.unsupported());
    }

    private Scanner.Report scan(Scanner first, Scanner.Request request) {
        Scanner.Report report = first.scan(request);
        if (report.verdict() instanceof Scanner.Detected) {
            return report;
        }
        Scanner.Report second = other.scan(request);
        if (second.verdict() instanceof Scanner.Detected) {
            return second;
        }
        boolean both = report.verdict() instanceof Scanner.NothingDetected;
        return new Scanner.Report(
                both ? second.verdict() : report.verdict(), together(report.coverage(), second.coverage()));
    }

    private static Scanner.Coverage together(Scanner.Coverage one, Scanner.Coverage other) {
        return new Scanner.Coverage(
                Math.min(one.bytes(), other.bytes()),
                one.complete() && other.complete(),
                one.engine() + ", " + other.engine(),
                one.sequence(),
                one.version(),
                ImmutableSet.copyOf(Sets.union(one.gaps(), other.gaps())));
    }
}
