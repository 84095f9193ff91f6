package dev.cordon.cli;

import dev.cordon.transport.HttpTransportConfig;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The address of another place, as it was typed. */
final class ServerAddress {
    private ServerAddress() {}

    /**
     * Returns the way to a place.
     *
     * @param option which option has named it
     * @throws ParameterException if it is no address that can be used
     */
    static HttpTransportConfig way(URI address, String option, CommandSpec spec) {
        try {
            return HttpTransportConfig.to(address);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": " + Optional.ofNullable(e.getMessage()).orElse("an address expected"));
        }
    }
}
