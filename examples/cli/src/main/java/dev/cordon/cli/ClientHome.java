package dev.cordon.cli;

import dev.cordon.client.LocalQuarantine;
import dev.cordon.place.ClientPlace;
import dev.cordon.place.ClientProfile;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The home of a client, and the quarantine in it. */
final class ClientHome extends PlaceHome<ClientPlace> {
    /** Is for a command that opens the home itself. */
    ClientHome() {
        super(Optional.empty(), here());
    }

    private ClientHome(ClientPlace open, Path folder) {
        super(Optional.of(open), folder);
    }

    /** Is for a command that another process has sent to the one that has the home open. */
    static ClientHome held(ClientPlace client, Path folder) {
        return new ClientHome(client, folder);
    }

    /** What is done with a quarantine. */
    @FunctionalInterface
    interface QuarantineAction {
        void on(LocalQuarantine quarantine) throws IOException;
    }

    /** Does something with a quarantine that has to be there, and returns the exit code. */
    int perform(QuarantineAction action, Terminal terminal) throws IOException, Refusal {
        return act(client -> action.on(client.quarantine()), terminal);
    }

    /** Does something with the quarantine, here or where it is open, and returns the exit code; makes a new one. */
    int performAnywhere(QuarantineAction action, Terminal terminal) throws IOException, Refusal {
        return actAnywhere(client -> action.on(client.quarantine()), terminal);
    }

    @Override
    ClientPlace open(Home home) throws IOException, Refusal {
        return ClientPlace.open(
                home.config(Optional.empty()),
                ClientProfile.forwarding(new Nowhere()).on(home.platform()));
    }

    /** An action sends nothing: that is left to the client that runs. */
    static final class Nowhere implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            throw new IOException("nothing is sent by this command");
        }

        @Override
        public void close() {}
    }
}
