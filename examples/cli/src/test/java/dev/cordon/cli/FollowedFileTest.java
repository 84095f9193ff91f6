package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.place.Settings;
import dev.cordon.protocol.Customer;
import dev.cordon.statemachine.Handling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a place that runs makes of files that are changed meanwhile. */
class FollowedFileTest {
    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void begin() throws IOException {
        file = write("interval=1s\n");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("cordon.properties"), text);
    }

    private FollowedSettings settings() throws Refusal {
        return new FollowedSettings(new Home(folder, InstantSource.system()), Optional.empty(), told::add);
    }

    private static void look(FollowedSettings settings, int times) throws IOException {
        for (int time = 0; time < times; time++) {
            assertThat(settings.following().work()).isEqualTo(FollowedFile.INTERVAL);
        }
    }

    @Test
    void whatHasChangedIsTakenAndNamedOnce() throws Exception {
        FollowedSettings settings = settings();
        write("interval=5s\ndelivery=manual\n");
        look(settings, 5);

        assertThat(settings.live().current().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.live().current().delivery()).isEqualTo(Handling.MANUAL);
        assertThat(told).containsExactly("settings changed: delivery, interval");
    }

    @Test
    void aFileThatIsOnlyWrittenAnewIsNoNews() throws Exception {
        FollowedSettings settings = settings();
        write("# ours\ninterval = 1s\n");
        look(settings, 3);

        assertThat(told).isEmpty();
    }

    @Test
    void aHalfWrittenFileIsNotTaken() throws Exception {
        FollowedSettings settings = settings();
        write("");
        look(settings, 1);
        write("interval=5s\n");
        look(settings, 1);
        assertThat(settings.live().current().interval()).isEqualTo(Duration.ofSeconds(1));

        write("interval=5s\ndelivery=manual\n");
        look(settings, 2);
        assertThat(told).containsExactly("settings changed: delivery, interval");
    }

    @Test
    void aFileThatTakesThePlaceOfTheOldOneIsTaken() throws Exception {
        FollowedSettings settings = settings();
        Path other = Files.writeString(folder.resolve("other"), "interval=5s\n");
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        look(settings, 2);

        assertThat(told).containsExactly("settings changed: interval");
    }

    @Test
    void whatMakesNoSenseIsToldOnceInTheWordsOfTheStartAndChangesNothing() throws Exception {
        FollowedSettings settings = settings();
        write("interval=soon\ndelivery=manual\n");
        look(settings, 5);

        assertThat(settings.live().current()).isEqualTo(Settings.standard());
        assertThatThrownBy(this::settings).hasMessage(told.get(0));
        assertThat(told).hasSize(1);

        write("interval=never\n");
        look(settings, 3);
        assertThat(told).hasSize(2);
        write("delivery=manual\n");
        look(settings, 3);
        assertThat(told).hasSize(3).last().isEqualTo("settings changed: delivery");
    }

    /** Some editors and copies leave no file, or an empty one, for a while. */
    @Test
    void aFileThatIsGoneOrEmptyChangesNothing() throws Exception {
        write("interval=9s\n");
        FollowedSettings settings = settings();
        Settings before = settings.live().current();

        Files.delete(file);
        look(settings, 2);
        assertThat(settings.live().current()).isEqualTo(before);
        assertThat(told).hasSize(1).last().asString().endsWith("is gone or empty; the settings stay as they are");

        write("");
        look(settings, 2);
        assertThat(settings.live().current()).isEqualTo(before);
    }

    @Test
    void aFileThatOthersMayWriteIsNotTaken() throws Exception {
        write("interval=9s\n");
        FollowedSettings settings = settings();
        write("interval=8s\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        look(settings, 2);

        assertThat(settings.live().current().interval()).isEqualTo(Duration.ofSeconds(9));
        assertThat(told).hasSize(1).first().asString().startsWith("others may have written ");
    }

    @Test
    void aFileThatIsTooLargeForSettingsIsNotTaken() throws Exception {
        write("interval=9s\n");
        FollowedSettings settings = settings();
        write("#".repeat(2 << 20) + "\n");
        look(settings, 2);

        assertThat(settings.live().current().interval()).isEqualTo(Duration.ofSeconds(9));
        assertThat(told).hasSize(1).first().asString().endsWith("it is too large");
    }

    @Test
    void aFileThatWasNamedHasToBeThere() throws Exception {
        FollowedSettings settings =
                new FollowedSettings(new Home(folder, InstantSource.system()), Optional.of(file), told::add);
        Files.delete(file);
        look(settings, 4);

        assertThat(told).hasSize(1).first().asString().endsWith("no such file");
    }

    @Test
    void maskAndLargestSizeCountFromTheNextStart() throws Exception {
        FollowedSettings settings = settings();
        write("mask=0F\nmaxSize=1MB\nretries=3\n");
        look(settings, 2);

        assertThat(settings.live().current().retries()).isEqualTo(3);
        assertThat(settings.live().current().mask())
                .isEqualTo(Settings.standard().mask());
        assertThat(settings.live().current().maxSize())
                .isEqualTo(Settings.standard().maxSize());
        assertThat(told)
                .containsExactly(
                        "settings changed: retries", "settings that count from the next start on: mask, maxSize");
    }

    @Test
    void whoSubmitsFollowsTheFileAndIsNeverForgotten() throws Exception {
        write(account("11111111"));
        FollowedSettings settings = settings();
        Supplier<Customer> customer = settings.customer("a gateway");
        write(account("22222222"));
        look(settings, 2);
        assertThat(customer.get().credentials()).isEqualTo("22222222");
        assertThat(told).containsExactly("settings changed: customer.credentials");

        write("interval=9s\n");
        look(settings, 2);
        assertThat(customer.get().credentials()).isEqualTo("22222222");
        assertThat(told).last().asString().startsWith("to submit to a gateway, set customer.identifier");
    }

    private static String account(String credentials) {
        return "customer.identifier=ACME gold\ncustomer.credentials=" + credentials + "\n";
    }

    @Test
    void customersComeAndGoWithTheirFile() throws Exception {
        CustomersFile customers = new CustomersFile(folder);
        FollowedCustomers followed = new FollowedCustomers(customers, told::add);
        CustomerIdentifier acme = CustomerIdentifier.parse("ACME gold");
        customers.enrol(acme);
        look(followed);
        assertThat(followed.present().identifiers()).containsExactly(acme);

        Files.writeString(folder.resolve("customers"), "nonsense\n");
        look(followed);
        assertThat(followed.present().identifiers()).containsExactly(acme);

        Files.delete(folder.resolve("customers"));
        look(followed);
        assertThat(followed.present().identifiers()).isEmpty();
        assertThat(told).hasSize(3).first().isEqualTo("customers changed");
    }

    private static void look(FollowedCustomers customers) throws IOException {
        for (int time = 0; time < 3; time++) {
            var unused = customers.following().work();
        }
    }
}
