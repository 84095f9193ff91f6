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
        return parse(text());
    }

    /**
     * Returns what is in the file; empty if none was enrolled yet.
     *
     * @throws Refusal if it can't be read, or somebody else may have let himself in
     */
    Optional<String> text() throws Refusal {
        Path file = home.resolve(NAME);
        return Files.exists(file) ? Optional.of(Home.ownText(file)) : Optional.empty();
    }

    /** Returns who may submit by what is in the file. */
    Customers parse(Optional<String> text) throws Refusal {
        Path file = home.resolve(NAME);
        try {
            return Customers.parse(text.orElse("").lines().toList());
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Printable.path(file) + ": "
                    + Optional.ofNullable(e.getMessage()).orElse("no customers"));
        }
    }

    /** Gives a customer new credentials, and returns them. */
    Customer enrol(CustomerIdentifier identifier) throws IOException, Refusal {
        return HomeLock.whileHolding(home, NAME, () -> {
            Customers.Enrolment enrolment = read().enrol(identifier, new SecureRandom());
            write(enrolment.customers());
            return enrolment.customer();
        });
    }

    /**
     * Takes a customer out.
     *
     * @throws Refusal if there is no such customer
     */
    void remove(CustomerIdentifier identifier) throws IOException, Refusal {
        HomeLock.whileHolding(home, NAME, () -> {
            Customers before = read();
            Customers fewer = before.without(identifier);
            if (fewer.identifiers().equals(before.identifiers())) {
                throw Refusal.of("there is no customer " + Printable.line(identifier.toString()));
            }
            write(fewer);
            return fewer;
        });
    }

    private void write(Customers customers) throws IOException {
        OperatorFiles.replace(home, NAME, LINES.join(customers.lines()));
    }
}
