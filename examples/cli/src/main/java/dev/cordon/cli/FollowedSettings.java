package dev.cordon.cli;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.cordon.place.LiveSettings;
import dev.cordon.place.Settings;
import dev.cordon.protocol.Customer;
import dev.cordon.station.Station;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The settings of a place that runs, which follow their file, and who submits. */
final class FollowedSettings {
    /** What a place has kept with one of the first two it could not read with another one; engines are made once. */
    private static final ImmutableSet<String> AT_THE_START =
            ImmutableSet.of("mask", "maxSize", "scan.engine", "scan.also", "scan.testEngines");

    private static final Joiner NAMES = Joiner.on(", ");

    private final Path file;
    private final Consumer<String> telling;
    private final FollowedFile following;
    private final LiveSettings live;
    private volatile SettingsFile present;
    private boolean wasThere;
    private Optional<String> destination = Optional.empty();

    /**
     * Reads them.
     *
     * @param chosen the file with them; by default that in the home, if there is one
     * @param telling hears in a line what has changed, and what can't be used
     */
    FollowedSettings(Home home, Optional<Path> chosen, Consumer<String> telling) throws Refusal {
        Optional<String> text = home.settingsText(chosen);
        this.file = home.settingsFile(chosen);
        this.telling = telling;
        this.following = new FollowedFile("settings", text, () -> home.settingsText(chosen), this::take, telling);
        this.present = SettingsFile.of(file, text.orElse(""));
        this.wasThere = text.filter(now -> !now.isEmpty()).isPresent();
        this.live = new LiveSettings(present.settings());
    }

    /** Returns what the place reads. */
    LiveSettings live() {
        return live;
    }

    /** Returns what the place scans with from the start on. */
    EngineChoice engines() {
        return present.engines();
    }

    /** Returns in which clamds an analysis centre tests its definitions from the start on. */
    ImmutableList<ClamdName> testEngines() {
        return present.testEngines();
    }

    /** Returns what looks whether the file has changed. */
    Station following() {
        return following;
    }

    /**
     * Returns who submits, as the settings say at the time.
     *
     * @param where where to
     * @throws Refusal if they say nothing of it; from now on other settings have to
     */
    Supplier<Customer> customer(String where) throws Refusal {
        var unused = customer(present, where);
        destination = Optional.of(where);
        return () -> present.customer().orElseThrow();
    }

    private static Customer customer(SettingsFile settings, String where) throws Refusal {
        return settings.customer()
                .orElseThrow(() -> Refusal.of("to submit to " + where + ", set customer.identifier and "
                        + "customer.credentials in a file named with --config"));
    }

    /** A file that is gone or empty for a while, as some editors leave it, does not mean what an absent one does. */
    private void take(Optional<String> text) throws Refusal {
        if (wasThere && text.filter(now -> !now.isEmpty()).isEmpty()) {
            throw Refusal.of(Printable.path(file) + " is gone or empty; the settings stay as they are");
        }
        wasThere = text.isPresent();
        SettingsFile next = SettingsFile.of(file, text.orElse(""));
        if (destination.isPresent()) {
            var unused = customer(next, destination.get());
        }
        Set<String> changed = next.differencesFrom(present);
        Settings before = live.current();
        live.change(next.settings().with(before.mask()).upTo(before.maxSize()));
        present = next;
        tell("settings changed: ", Sets.difference(changed, AT_THE_START));
        tell("settings that count from the next start on: ", Sets.intersection(changed, AT_THE_START));
    }

    private void tell(String what, Set<String> keys) {
        if (!keys.isEmpty()) {
            telling.accept(what + NAMES.join(keys));
        }
    }
}
