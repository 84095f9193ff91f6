package dev.cordon.simulation;

import com.google.common.collect.ImmutableList;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.protocol.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Breaks disks and processes by and by, and offers definitions that nobody should take. */
final class Storm {
    private static final Duration BETWEEN = Duration.ofMinutes(12);
    private static final Duration SICK = Duration.ofMinutes(8);
    private static final int NEXT_OPERATIONS = 30;
    private static final int LARGEST = 1 << 20;

    private final World world;
    private final Site site;
    private final PackageMessage packages;

    Storm(World world, Site site) {
        this.world = world;
        this.site = site;
        this.packages = new PackageMessage(Mask.standard(), LARGEST, new Spooling(LARGEST, Path.of("unused")));
    }

    void begin() {
        world.agenda().in(world.weather().upTo(BETWEEN), this::strike);
    }

    private void strike() {
        if (!world.agenda().instant().isBefore(world.weather().end())) {
            return;
        }
        ImmutableList<Host> hosts = site.hosts();
        Host host = hosts.get(world.weather().random().nextInt(hosts.size()));
        if (world.weather().strikes(Fault.CRASH, 40)) {
            crash(host);
        } else if (world.weather().strikes(Fault.DISK, 60)) {
            sicken(host);
        }
        if (world.weather().strikes(Fault.FORGE, 30)) {
            forge();
        }
        begin();
    }

    private void crash(Host host) {
        boolean powerLost = world.weather().random().nextBoolean();
        if (host.running().isEmpty()) {
            return;
        }
        if (world.weather().random().nextInt(4) == 0) {
            host.die(powerLost);
        } else {
            host.dieAt(operations(), powerLost);
        }
    }

    private int operations() {
        return 1 + world.weather().random().nextInt(NEXT_OPERATIONS);
    }

    private void sicken(Host host) {
        int next = host.disk().operations() + operations();
        String how = switch (world.weather().random().nextInt(3)) {
            case 0 -> "Input/output error";
            case 1 -> "No space left on device";
            default -> "Read-only file system";
        };
        if (world.weather().random().nextBoolean()) {
            world.trace().trouble(host.name(), Fault.DISK, "once");
            host.disk().failOnce(next);
        } else {
            world.trace().trouble(host.name(), Fault.DISK, how);
            host.disk().failFrom(next, how);
            world.agenda().in(world.weather().upTo(SICK), host::mend);
        }
    }

    private void forge() {
        ImmutableList<Host> clients = site.clients();
        Host victim = clients.get(world.weather().random().nextInt(clients.size()));
        boolean forged = world.weather().random().nextBoolean();
        world.trace().trouble(victim.name(), Fault.FORGE, forged ? "forged definitions" : "old definitions");
        try {
            DefinitionPackage set = site.foreign(forged);
            PackageMessage.Parts parts = packages.parts(set, Optional.empty());
            var unused = site.network()
                    .exchange(
                            "stranger",
                            victim.name(),
                            Transaction.OFFER_DEFINITIONS,
                            Message.of(parts.header(), parts.content().read()));
        } catch (IOException e) {
            world.trace().add("stranger", "is not heard");
        }
    }

    /** Ends everything that is broken. */
    void end() {
        site.hosts().forEach(Host::mend);
        world.trace().add("storm", "is over");
    }
}
