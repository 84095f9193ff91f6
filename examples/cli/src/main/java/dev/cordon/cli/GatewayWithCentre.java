package dev.cordon.cli;

import com.google.common.io.Closer;
import dev.cordon.analysis.Laboratory;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.Certification;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.transport.LoopbackTransport;
import dev.cordon.transport.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A gateway and the analysis centre inside it, which keeps its things in a folder of the gateway's home.
 *
 * @param gateway the gateway, a customer of the centre
 * @param centre the centre
 */
record GatewayWithCentre(GatewayPlace gateway, AnalysisPlace centre) implements Closeable {
    private static final CustomerIdentifier INSIDE = CustomerIdentifier.parse("inside platinum");

    /** Returns the folder of the centre in the home of the gateway. */
    static Path inside(Path home) {
        return home.resolve("analysis");
    }

    /** Opens them in their home for a command. */
    static GatewayWithCentre open(Home home, SigningKey key) throws IOException, Refusal {
        return open(home.folder(), home.config(Optional.empty()), key, Laboratory.standard(), Customers::none);
    }

    /**
     * Opens both.
     *
     * @param laboratory what the centre is given to work with
     * @param customers who may submit to the gateway
     */
    static GatewayWithCentre open(
            Path home, PlaceConfig config, SigningKey key, Laboratory laboratory, Supplier<Customers> customers)
            throws IOException, Refusal {
        Customer asking =
                new Customer(INSIDE, Secret.generate(new SecureRandom()).value());
        Customers insiders = Customers.of(List.of(asking));
        AnalysisPlace centre = Centre.open(config.in(inside(home)), () -> insiders, key, laboratory);
        try {
            LoopbackTransport way = new LoopbackTransport(centre.place().desk(), config.clock());
            return new GatewayWithCentre(
                    GatewayPlace.open(config.trusting(key.trusted()), customers, new Upstream(way, asking)), centre);
        } catch (IOException | RuntimeException e) {
            centre.close();
            throw e;
        }
    }

    /** Certifies a set at the centre; the gateway says so from now on where it has the set. */
    void certify(Sequence sequence) throws IOException {
        Certification certification = centre.centre().certify(sequence);
        if (gateway.place().active().holds(sequence)) {
            var unused = gateway.place().active().certify(certification);
        }
    }

    /** Orders to go back at the centre; the gateway obeys at once, or when it has fetched the set to go back to. */
    void goBack(Sequence sequence) throws IOException {
        RollbackOrder order = centre.centre().orderBack(sequence);
        var unused = gateway.place().active().obey(order);
    }

    @Override
    public void close() throws IOException {
        Closer closer = Closer.create();
        closer.register(centre);
        closer.register(gateway);
        closer.close();
    }
}
