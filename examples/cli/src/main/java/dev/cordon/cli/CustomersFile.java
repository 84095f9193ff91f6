package dev.cordon.cli;

import com.google.common.base.Joiner;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.gateway.Customers;
import dev.cordon.protocol.Customer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** The customers of a gateway or analysis centre in its home, with the hashes of their credentials. */
final class CustomersFile {
    private static final String NAME = "customers";
    private static final Joiner LINES = Joiner.on('\n');

    private final Path home;

    CustomersFile(Path home) {
        this.home = home;
    }

    /** Returns who may submit; nobody if none was enrolled yet. */
    Customers read() throws Refusal {
        Path file = home.resolve(NAME);
        if (!Files.exists(file)) {
            return Customers.none();
        }
        List<String> lines = Home.text(file).lines().toList();
        try {
            return Customers.parse(lines);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Printable.path(file) + ": "
                    + Optional.ofNullable(e.getMessage()).orElse("no customers"));
        }
    }

    /** Gives a customer new credentials, and returns them. */
    Customer enrol(CustomerIdentifier identifier) throws IOException, Refusal {
        Customers.Enrolment enrolment = read().enrol(identifier, new SecureRandom());
        write(enrolment.customers());
        return enrolment.customer();
    }

    /** Takes a customer out; nothing happens if there is no such customer. */
    void remove(CustomerIdentifier identifier) throws IOException, Refusal {
        write(read().without(identifier));
    }

    private void write(Customers customers) throws IOException {
        OperatorFiles.replace(home, NAME, LINES.join(customers.lines()));
    }
}
