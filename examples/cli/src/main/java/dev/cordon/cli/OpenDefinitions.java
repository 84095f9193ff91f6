package dev.cordon.cli;

import com.google.common.collect.ImmutableSortedSet;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.Place;
import dev.cordon.scan.ActiveDefinitions;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The definitions of a home that is open, whichever place it is of.
 *
 * @param place the place
 * @param centre the analysis centre that this place is, or has inside; where there is one, it says which definitions are used
 * @param closing what is closed with them
 */
record OpenDefinitions(Place place, Optional<AnalysisPlace> centre, Closeable closing) implements Closeable {
    /** Returns those of a place that takes definitions from others. */
    static OpenDefinitions of(Place place) {
        return new OpenDefinitions(place, Optional.empty(), place);
    }

    static OpenDefinitions of(AnalysisPlace centre) {
        return new OpenDefinitions(centre.place(), Optional.of(centre), centre);
    }

    static OpenDefinitions of(GatewayWithCentre both) {
        return new OpenDefinitions(both.gateway().place(), Optional.of(both.centre()), both);
    }

    ActiveDefinitions active() {
        return place.active();
    }

    /** Installs a package, and returns whether it is newly in use. */
    boolean install(DefinitionPackage packaged) throws IOException {
        if (centre.isPresent()) {
            throw new WireException(
                    ErrorCode.DECLINED,
                    "who has signing.key analyses and makes the definitions; install them at a server, client or gateway");
        }
        return active().install(packaged);
    }

    /** Publishes a package at the analysis centre. */
    void publish(DefinitionPackage packaged) throws IOException {
        centre.orElseThrow(() -> new WireException(
                        ErrorCode.DECLINED,
                        "no analysis centre is in this home; cordon definitions install is for others"))
                .centre()
                .publish(packaged);
    }

    /** Removes sets that are not needed any more, at the place and at a centre inside it, and returns which. */
    ImmutableSortedSet<Sequence> prune(int keep) throws IOException {
        Set<Sequence> removed = new HashSet<>(place.prune(keep));
        if (centre.isPresent() && centre.get().place() != place) {
            removed.addAll(centre.get().place().prune(keep));
        }
        return ImmutableSortedSet.copyOf(removed);
    }

    @Override
    public void close() throws IOException {
        closing.close();
    }
}
