package dev.cordon.cli;

import dev.cordon.gateway.Customers;
import dev.cordon.station.Station;
import java.util.Optional;
import java.util.function.Consumer;

/** The customers of a place that runs, which follow their file. */
final class FollowedCustomers {
    private final CustomersFile file;
    private final Consumer<String> telling;
    private final FollowedFile following;
    private volatile Customers present;

    /**
     * Reads them.
     *
     * @param telling hears in a line that they have changed, or that they can't be used
     */
    FollowedCustomers(CustomersFile file, Consumer<String> telling) throws Refusal {
        Optional<String> text = file.text();
        this.file = file;
        this.telling = telling;
        this.following = new FollowedFile("customers", text, file::text, this::take, telling);
        this.present = file.parse(text);
    }

    /** Returns who may submit now. */
    Customers present() {
        return present;
    }

    /** Returns what looks whether the file has changed. */
    Station following() {
        return following;
    }

    private void take(Optional<String> text) throws Refusal {
        present = file.parse(text);
        telling.accept("customers changed");
    }
}
