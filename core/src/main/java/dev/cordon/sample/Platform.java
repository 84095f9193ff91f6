package dev.cordon.sample;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.NetworkAddresses;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a program can know of the computer that it runs on (guide, "X-Platform attributes").
 *
 * <p>What it can't know (the GUID, the owner, the distributor, the scanner of a product) the product adds, and what should
 * not be said it removes:
 *
 * <pre>{@code
 * Header platform = Platform.here().toBuilder()
 *         .set(Attributes.PLATFORM_GUID, guid)
 *         .remove(Attributes.PLATFORM_USER)
 *         .build();
 * }</pre>
 *
 * <p>None of it leaves the site: a submission to a gateway carries nothing that names a computer or a user.
 */
public final class Platform {
    private static final Path KERNEL_HOST = Path.of("/proc/sys/kernel/hostname");
    private static final Path KERNEL_DOMAIN = Path.of("/proc/sys/kernel/domainname");
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Splitter LINES = Splitter.on('\n');
    private static final CharMatcher BLANK = CharMatcher.whitespace();

    private final Machine machine;

    Platform(Machine machine) {
        this.machine = machine;
    }

    /** What the system tells a program. */
    interface Machine {
        Optional<String> property(String name);

        Optional<String> variable(String name);

        Optional<String> file(Path file);

        Optional<String> hostName();

        List<String> addresses();

        Locale locale();

        int processors();
    }

    /**
     * Returns {@code X-Platform-Host}, {@code -Address}, {@code -Domain}, {@code -User}, {@code -System},
     * {@code -Processor} and {@code -Language}, as far as they are known. May ask the system's resolver for the name of
     * the computer, once.
     */
    public static Header here() {
        return new Platform(new ThisMachine()).attributes();
    }

    Header attributes() {
        Header.Builder platform = Header.builder();
        text(platform, Attributes.PLATFORM_HOST, host());
        addresses(platform);
        text(platform, Attributes.PLATFORM_DOMAIN, domain());
        text(platform, Attributes.PLATFORM_USER, machine.property("user.name"));
        text(platform, Attributes.PLATFORM_SYSTEM, system());
        text(platform, Attributes.PLATFORM_PROCESSOR, processor());
        text(platform, Attributes.PLATFORM_LANGUAGE, language());
        return platform.build();
    }

    private Optional<String> host() {
        return machine.variable("COMPUTERNAME")
                .or(() -> machine.file(KERNEL_HOST))
                .or(() -> machine.variable("HOSTNAME"))
                .or(machine::hostName);
    }

    private Optional<String> domain() {
        return machine.variable("USERDOMAIN")
                .or(() -> machine.file(KERNEL_DOMAIN)
                        .filter(name -> !BLANK.trimFrom(name).equals("(none)")));
    }

    private Optional<String> system() {
        return machine.property("os.name")
                .map(name -> name
                        + machine.property("os.version")
                                .map(version -> " " + version)
                                .orElse(""));
    }

    private Optional<String> processor() {
        return machine.variable("PROCESSOR_IDENTIFIER")
                .or(() -> machine.file(PROCESSORS).flatMap(Platform::model))
                .or(() -> machine.property("os.arch"))
                .map(model -> BLANK.trimFrom(model) + ", " + machine.processors() + " logical");
    }

    private static Optional<String> model(String description) {
        return LINES.splitToStream(description)
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1))
                .findFirst();
    }

    private Optional<String> language() {
        return Optional.of(machine.locale().toLanguageTag()).filter(tag -> !tag.equals("und"));
    }

    private void addresses(Header.Builder platform) {
        List<String> addresses = machine.addresses();
        if (!addresses.isEmpty()) {
            platform.set(Attributes.PLATFORM_ADDRESS, NetworkAddresses.parse(String.join(" ", addresses)));
        }
    }

    /** What a system says of itself may hold what no field can; then it is left out. */
    private static void text(Header.Builder platform, Key<String> key, Optional<String> value) {
        Optional<String> trimmed = value.map(BLANK::trimFrom)
                .map(text -> BLANK.collapseFrom(text, ' '))
                .filter(text -> !text.isEmpty() && text.codePoints().noneMatch(Character::isISOControl));
        trimmed.ifPresent(text -> platform.set(key, text));
    }

    private static final class ThisMachine implements Machine {
        @Override
        public Optional<String> property(String name) {
            return present(System.getProperty(name));
        }

        @Override
        public Optional<String> variable(String name) {
            return present(System.getenv(name));
        }

        private static Optional<String> present(@Nullable String value) {
            return Optional.ofNullable(value).filter(text -> !text.isBlank());
        }

        @Override
        public Optional<String> file(Path file) {
            try {
                return present(Files.readString(file));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<String> hostName() {
            try {
                return present(InetAddress.getLocalHost().getHostName());
            } catch (UnknownHostException e) {
                return Optional.empty();
            }
        }

        @Override
        public List<String> addresses() {
            try {
                return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                        .flatMap(card -> Collections.list(card.getInetAddresses()).stream())
                        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                        .map(InetAddress::getHostAddress)
                        .map(address -> address.replaceFirst("%.*", ""))
                        .distinct()
                        .sorted()
                        .toList();
            } catch (IOException e) {
                return List.of();
            }
        }

        @Override
        public Locale locale() {
            return Locale.getDefault();
        }

        @Override
        public int processors() {
            return Runtime.getRuntime().availableProcessors();
        }
    }
}
