package dev.cordon.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.NetworkAddresses;
import dev.cordon.codec.Header;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformTest {
    /** A machine that knows what a test has told it. */
    private static final class Told implements Platform.Machine {
        private final Map<String, String> facts = new HashMap<>();
        private List<String> addresses = List.of();
        private Locale locale = Locale.ROOT;

        Told fact(String name, String value) {
            facts.put(name, value);
            return this;
        }

        private Optional<String> fact(String name) {
            return Optional.ofNullable(facts.get(name));
        }

        @Override
        public Optional<String> property(String name) {
            return fact(name);
        }

        @Override
        public Optional<String> variable(String name) {
            return fact(name);
        }

        @Override
        public Optional<String> file(Path file) {
            return fact(file.toString());
        }

        @Override
        public Optional<String> hostName() {
            return fact("resolver");
        }

        @Override
        public List<String> addresses() {
            return addresses;
        }

        @Override
        public Locale locale() {
            return locale;
        }

        @Override
        public int processors() {
            return 4;
        }
    }

    private static Header of(Told machine) {
        return new Platform(machine).attributes();
    }

    @Test
    void linux() {
        Told machine = new Told()
                .fact("/proc/sys/kernel/hostname", "pine\n")
                .fact("/proc/sys/kernel/domainname", "(none)\n")
                .fact("/proc/cpuinfo", "processor\t: 0\nmodel name\t: Pentium  90\nflags\t: fpu\n")
                .fact("user.name", "pring")
                .fact("os.name", "Linux")
                .fact("os.version", "6.1");
        machine.addresses = List.of("192.0.2.1", "2001:db8:0:0:0:0:0:1");
        machine.locale = Locale.GERMANY;

        Header platform = of(machine);

        assertThat(platform.find(Attributes.PLATFORM_HOST)).contains("pine");
        assertThat(platform.find(Attributes.PLATFORM_DOMAIN)).isEmpty();
        assertThat(platform.find(Attributes.PLATFORM_PROCESSOR)).contains("Pentium 90, 4 logical");
        assertThat(platform.find(Attributes.PLATFORM_USER)).contains("pring");
        assertThat(platform.find(Attributes.PLATFORM_SYSTEM)).contains("Linux 6.1");
        assertThat(platform.find(Attributes.PLATFORM_LANGUAGE)).contains("de-DE");
        assertThat(platform.find(Attributes.PLATFORM_ADDRESS))
                .contains(NetworkAddresses.parse("192.0.2.1 2001:db8:0:0:0:0:0:1"));
    }

    @Test
    void windows() {
        Header platform = of(new Told()
                .fact("COMPUTERNAME", "PINE")
                .fact("USERDOMAIN", "FOREST")
                .fact("PROCESSOR_IDENTIFIER", "Intel64 Family 6"));

        assertThat(platform.find(Attributes.PLATFORM_HOST)).contains("PINE");
        assertThat(platform.find(Attributes.PLATFORM_DOMAIN)).contains("FOREST");
        assertThat(platform.find(Attributes.PLATFORM_PROCESSOR)).contains("Intel64 Family 6, 4 logical");
    }

    @Test
    void theResolverIsAskedLast() {
        assertThat(of(new Told().fact("resolver", "pine")).find(Attributes.PLATFORM_HOST))
                .contains("pine");
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        assertThat(of(new Told())).isEqualTo(Header.empty());
    }

    @Test
    void whatNoFieldCanHoldIsLeftOut() {
        assertThat(of(new Told().fact("user.name", "a\u0007b")).find(Attributes.PLATFORM_USER))
                .isEmpty();
    }

    @Test
    void whatIsSaidCanBeReplacedAndRemoved() {
        Header own = of(new Told().fact("user.name", "pring").fact("COMPUTERNAME", "PINE")).toBuilder()
                .set(Attributes.PLATFORM_HOST, "other")
                .remove(Attributes.PLATFORM_USER)
                .build();

        assertThat(own.find(Attributes.PLATFORM_HOST)).contains("other");
        assertThat(own.find(Attributes.PLATFORM_USER)).isEmpty();
    }

    @Test
    void thisMachineHasASystemAndAProcessor() {
        Header here = Platform.here();

        assertThat(here.find(Attributes.PLATFORM_SYSTEM)).isPresent();
        assertThat(here.find(Attributes.PLATFORM_PROCESSOR)).isPresent();
    }
}
