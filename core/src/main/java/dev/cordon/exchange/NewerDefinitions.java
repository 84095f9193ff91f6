package dev.cordon.exchange;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.util.Optional;

/**
 * Fetches and installs definitions that another place has and that are newer than those in use here.
 *
 * @param source the place that is asked
 * @param active the definitions in use here
 * @param packages reads packages of definitions
 * @param signature what each request says of who asks
 */
public record NewerDefinitions(Transport source, ActiveDefinitions active, PackageMessage packages, Header signature) {
    /**
     * Asks once.
     *
     * @return whether newer definitions were installed
     * @throws dev.cordon.codec.WireException if the other place refuses, or what it sends can't be installed
     * @throws IOException if it can't be reached
     */
    public boolean pull() throws IOException {
        Optional<Sequence> newest = SequenceReport.ask(source, Transaction.QUERY_DEFINITIONS, signature);
        if (newest.isEmpty() || isHere(newest.get())) {
            return false;
        }
        Header wanted = signature.toBuilder()
                .set(Attributes.SIGNATURES_SEQUENCE, newest.get())
                .build();
        try (Received reply =
                source.send(Request.of(Transaction.FETCH_DEFINITIONS, wanted)).orThrow()) {
            active.install(packages.read(reply));
            return true;
        }
    }

    private boolean isHere(Sequence sequence) {
        return active.sequence().filter(own -> own.compareTo(sequence) >= 0).isPresent();
    }
}
