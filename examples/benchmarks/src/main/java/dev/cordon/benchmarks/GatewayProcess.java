package dev.cordon.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.protocol.Customer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** {@code cordon gateway run} as a process of its own, with an analysis centre inside and one customer. */
final class GatewayProcess implements AutoCloseable {
    private static final String READY = "listening on ";
    private static final String CUSTOMER = "BENCHMARK platinum";

    private final Process process;
    private final URI address;
    private final Customer customer;

    private GatewayProcess(Process process, URI address, Customer customer) {
        this.process = process;
        this.address = address;
        this.customer = customer;
    }

    /**
     * Starts it and returns once it listens.
     *
     * @param jar the runnable jar of the command line
     * @param heap the largest heap, as {@code -Xmx} takes it
     * @param home a folder that is not there yet
     */
    static GatewayProcess start(Path jar, String heap, Path home) throws IOException {
        Process enrolling = start(jar, heap, "gateway", "customers", "add", CUSTOMER, "--home", home.toString());
        Properties settings = new Properties();
        try (BufferedReader printed = lines(enrolling)) {
            settings.load(printed);
        }
        Customer customer = new Customer(
                CustomerIdentifier.parse(CUSTOMER), settings.getProperty("customer.credentials", "none was printed"));
        Path config = Files.writeString(home.resolve("outbreak.properties"), "submissionsPerHour=1000000\n");
        Process running = start(
                jar,
                heap,
                "gateway",
                "run",
                "--home",
                home.toString(),
                "--listen",
                "127.0.0.1:0",
                "--config",
                config.toString());
        return new GatewayProcess(running, address(lines(running)), customer);
    }

    private static Process start(Path jar, String heap, String... verb) throws IOException {
        List<String> command = new ArrayList<>(List.of("java", "-Xmx" + heap, "-jar", jar.toString()));
        command.addAll(List.of(verb));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static URI address(BufferedReader printed) throws IOException {
        String line = printed.readLine();
        checkState(line != null && line.startsWith(READY), "the gateway did not start: %s", line);
        return URI.create("http://" + line.substring(READY.length()));
    }

    URI address() {
        return address;
    }

    Customer customer() {
        return customer;
    }

    /** Returns the most memory that the process has had, in bytes, as Linux counts it. */
    long peakMemory() throws IOException {
        return ProcessMemory.of(process.pid()).peak();
    }

    /** Stops it as an operator would. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
