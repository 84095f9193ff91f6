package dev.cordon.cli;

import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.protocol.Customer;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Those who may submit to a gateway or analysis centre. */
@Command(
        name = "customers",
        description = "Say who may submit. A place that runs learns of it in a few seconds.",
        synopsisSubcommandLabel = "COMMAND")
final class CustomersCommand extends CommandGroup {
    @Command(
            name = "add",
            description =
                    "Give a customer new credentials in place of any from before, and print them as settings of the place that submits. They are "
                            + "kept nowhere else.")
    int add(
            @Parameters(
                            paramLabel = "CUSTOMER",
                            converter = CustomerConverter.class,
                            description = "an account with its service class, such as 123456-ABCDEFgold")
                    CustomerIdentifier customer,
            @Option(names = "--home", required = true, paramLabel = "DIR", description = "the folder of the place")
                    Path home)
            throws IOException, Refusal {
        Customer enrolled = new CustomersFile(home).enrol(customer);
        out().print("customer.identifier=" + enrolled.identifier() + "\n");
        out().print("customer.credentials=" + enrolled.credentials() + "\n");
        return 0;
    }

    @Command(name = "list", description = "List the customers.")
    int list(
            @Option(names = "--home", required = true, paramLabel = "DIR", description = "the folder of the place")
                    Path home)
            throws Refusal {
        new CustomersFile(home).read().identifiers().forEach(customer -> out().print(customer + "\n"));
        return 0;
    }

    @Command(name = "remove", description = "Take a customer out, in whatever service class.")
    int remove(
            @Parameters(paramLabel = "CUSTOMER", converter = CustomerConverter.class) CustomerIdentifier customer,
            @Option(names = "--home", required = true, paramLabel = "DIR", description = "the folder of the place")
                    Path home)
            throws IOException, Refusal {
        new CustomersFile(home).remove(customer);
        return 0;
    }

    /** Reads the identifier of a customer. */
    static final class CustomerConverter implements CommandLine.ITypeConverter<CustomerIdentifier> {
        @Override
        public CustomerIdentifier convert(String text) {
            try {
                return CustomerIdentifier.parse(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(
                        "an account with its service class expected, such as ACME gold");
            }
        }
    }
}
