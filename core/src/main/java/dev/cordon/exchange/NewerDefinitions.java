package dev.cordon.exchange;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.util.Optional;

/**
 * Fetches and installs definitions that another place has and that are newer than those in use here; hears which are
 * certified, and goes back where a signed order says so.
 *
 * @param source the place that is asked
 * @param active the definitions in use here
 * @param packages reads packages of definitions
 * @param signature what each request says of who asks
 */
public record NewerDefinitions(Transport source, ActiveDefinitions active, PackageMessage packages, Header signature) {
    /**
     * What came of asking.
     *
     * @param installed the newer set that is in use now
     * @param certified the set that is newly known to be certified
     * @param doubt what the other place has said that can't be believed
     */
    public record Outcome(Optional<Sequence> installed, Optional<Sequence> certified, Optional<WireException> doubt) {
        /**
         * Does nothing unless there is a doubt.
         *
         * @throws WireException the doubt, for whoever takes note of what fails
         */
        public void orThrow() throws WireException {
            if (doubt.isPresent()) {
                throw doubt.get();
            }
        }
    }

    /**
     * Asks once. A place that has no definitions fetches the newest in any case: any are better than none. The newest
     * certified set is kept, too, where it is older than the one in use.
     *
     * @param polled which definitions are fetched
     * @throws WireException if the other place refuses, or the package that it sends can't be installed
     * @throws IOException if it can't be reached
     */
    public Outcome pull(Polled polled) throws IOException {
        DefinitionsReport report = DefinitionsReport.ask(source, signature);
        Optional<Sequence> certifiedBefore = certified();
        Optional<WireException> doubt =
                report.order().isPresent() ? ordered(report.order().get()) : Optional.empty();
        Optional<Sequence> usedBefore = active.sequence();
        if (polled == Polled.NEWEST || usedBefore.isEmpty()) {
            Optional<WireException> ofNewest = newest(report);
            doubt = doubt.or(() -> ofNewest);
        }
        Optional<WireException> ofCertified = certified(report);
        return new Outcome(
                active.sequence().filter(now -> isAbove(now, usedBefore)),
                certified().filter(now -> !certifiedBefore.equals(Optional.of(now))),
                doubt.or(() -> ofCertified));
    }

    private Optional<Sequence> certified() {
        return active.newestCertified().map(certification -> certification.sequence());
    }

    private static boolean isAbove(Sequence sequence, Optional<Sequence> other) {
        return other.isEmpty() || sequence.compareTo(other.get()) > 0;
    }

    private Optional<WireException> newest(DefinitionsReport report) throws IOException {
        Optional<Sequence> wanted = report.newest();
        if (wanted.isEmpty() || !isAbove(wanted.get(), active.sequence()) || active.isWithdrawn(wanted.get())) {
            return Optional.empty();
        }
        try (Received reply = request(wanted.get())) {
            return DefinitionsArrival.install(reply, packages, active).doubt();
        }
    }

    /**
     * Puts the newest certified set to use, or keeps it beside a newer one in use, to be handed on from here. A set that
     * is here may be certified long after it was fetched.
     */
    private Optional<WireException> certified(DefinitionsReport report) throws IOException {
        if (report.certification().isEmpty() || report.certified().isEmpty()) {
            return Optional.empty();
        }
        Sequence sequence = report.certified().get();
        boolean isAbove = isAbove(sequence, active.sequence());
        if (active.holds(sequence) && !isAbove) {
            return DefinitionsArrival.certify(report.certification().get(), sequence, active);
        }
        if (active.isWithdrawn(sequence)) {
            return Optional.empty();
        }
        try (Received reply = request(sequence)) {
            DefinitionPackage set = packages.read(reply);
            requireAsked(sequence, set);
            active.add(set);
            Optional<WireException> doubt =
                    DefinitionsArrival.certify(report.certification().get(), sequence, active);
            if (doubt.isEmpty() && isAbove) {
                var unused = active.install(set);
            }
            return doubt;
        }
    }

    private Optional<WireException> ordered(String text) throws IOException {
        try {
            RollbackOrder order = RollbackOrder.parse(text);
            if (!active.obey(order) && isOwed(order)) {
                goBack(order);
            }
            return Optional.empty();
        } catch (WireException doubt) {
            return Optional.of(doubt);
        }
    }

    /** Returns whether an order was believed, but the set to go back to is not here. */
    private boolean isOwed(RollbackOrder order) throws IOException {
        return active.order().equals(Optional.of(order))
                && active.sequence().filter(order::withdraws).isPresent();
    }

    private void goBack(RollbackOrder order) throws IOException {
        try (Received reply = request(order.target())) {
            DefinitionPackage set = packages.read(reply);
            requireAsked(order.target(), set);
            active.add(set);
        }
        if (!active.obey(order)) {
            throw new WireException(ErrorCode.UNAVAILABLE, "the definitions to go back to can't be had");
        }
    }

    private static void requireAsked(Sequence asked, DefinitionPackage sent) throws WireException {
        if (!sent.sequence().equals(asked)) {
            throw new WireException(ErrorCode.UNPACKAGE, "other definitions were sent than were asked for");
        }
    }

    private Received request(Sequence sequence) throws IOException {
        Header wanted = signature.toBuilder()
                .set(Attributes.SIGNATURES_SEQUENCE, sequence)
                .build();
        return source.send(Request.of(Transaction.FETCH_DEFINITIONS, wanted)).orThrow();
    }
}
