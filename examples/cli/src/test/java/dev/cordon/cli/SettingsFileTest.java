package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.agent.StripPolicy;
import dev.cordon.alert.AlertRule;
import dev.cordon.alert.AlertSettings;
import dev.cordon.attribute.Priority;
import dev.cordon.clamav.ClamdConfig;
import dev.cordon.client.AutomaticOperation;
import dev.cordon.codec.Mask;
import dev.cordon.defcast.RolloutPolicy;
import dev.cordon.icap.IcapConfig;
import dev.cordon.place.Settings;
import dev.cordon.protocol.Customer;
import dev.cordon.scan.ArchiveLimits;
import dev.cordon.spi.AlertEvent;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Backoff;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatSaysNothingMeansTheDefaults() throws Exception {
        assertThat(read("").settings()).isEqualTo(Settings.standard());
        assertThat(read("").customer()).isEmpty();
    }

    @Test
    void everyKeyIsTaken() throws Exception {
        SettingsFile file = read("""
                mask = 0F1E
                maxSize = 2GiB
                interval = 500ms
                statusInterval = 90 s
                definitionsInterval = 12h
                confirmInterval = 10min
                retryInterval = 1d
                retries = 3
                backoff.first = 2s
                backoff.longest = 4s
                backoff.attempts = 5
                forwarding = manual
                submission = manual
                strip = where-possible
                delivery = manual
                operation = repair-only
                priority = 7
                submissionsPerHour = 9
                holding.quotaBytes = 20MB
                holding.retention = 30d
                scan.archiveDepth = 3
                scan.archiveMembers = 100
                scan.archiveBytes = 1MB
                scan.archiveRatio = 50
                scan.engine = clamd:127.0.0.1:3310,databases=/db,upTo=50MB
                scan.also = icap://127.0.0.1/scan clamd:unix:/socket
                scan.testEngines = clamd:unix:/one,databases=/a clamd:unix:/two,databases=/b
                install.certified = ONE TWO
                install.noncertified = THREE
                install.parents = on
                install.firstRing = 4
                install.confirmations = 0
                customer.identifier = 123456-ABCDEFgold
                customer.credentials = secret
                """);

        Settings settings = file.settings();
        assertThat(settings.rollout())
                .isEqualTo(new RolloutPolicy(ImmutableSet.of("ONE", "TWO"), ImmutableSet.of("THREE"), true, 4, 0));
        assertThat(settings.mask()).isEqualTo(Mask.ofHex("0F1E"));
        assertThat(settings.maxSize()).isEqualTo(2L << 30);
        assertThat(settings.interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.statusInterval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.definitionsInterval()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.confirmInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.retryInterval()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.retries()).isEqualTo(3);
        assertThat(settings.backoff()).isEqualTo(new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(4), 5));
        assertThat(settings.forwarding()).isEqualTo(Handling.MANUAL);
        assertThat(settings.submission()).isEqualTo(Handling.MANUAL);
        assertThat(settings.strip()).isEqualTo(StripPolicy.WHERE_POSSIBLE);
        assertThat(settings.delivery()).isEqualTo(Handling.MANUAL);
        assertThat(settings.operation()).isEqualTo(AutomaticOperation.REPAIR_ONLY);
        assertThat(settings.priority()).isEqualTo(Priority.of(7));
        assertThat(settings.submissionsPerHour()).isEqualTo(9);
        assertThat(settings.holding().quotaBytes()).isEqualTo(20_000_000);
        assertThat(settings.archives()).isEqualTo(new ArchiveLimits(3, 100, 1_000_000, 50));
        assertThat(settings.holding().retention()).contains(Duration.ofDays(30));
        assertThat(file.customer().map(Customer::credentials)).contains("secret");
        assertThat(file.engines())
                .isEqualTo(new EngineChoice(
                        Optional.of(new ClamdName(
                                new ScannerName.OfClamd(
                                        "clamd:127.0.0.1:3310",
                                        ClamdConfig.tcp("127.0.0.1", 3310).upTo(50_000_000)),
                                Path.of("/db"))),
                        ImmutableList.of(
                                new ScannerName.OfIcap(
                                        IcapConfig.to(URI.create("icap://127.0.0.1/scan")),
                                        new ScannerName.TlsFiles(Optional.empty(), Optional.empty(), Optional.empty())),
                                new ScannerName.OfClamd("clamd:unix:/socket", ClamdConfig.unix(Path.of("/socket"))))));
        assertThat(file.testEngines()).extracting(ClamdName::databases).containsExactly(Path.of("/a"), Path.of("/b"));
    }

    @Test
    void everyKeyOfAlertsIsTaken() throws Exception {
        AlertSettings alerts = read("""
                        alerts.interval = 2min
                        alerts.again = 3h
                        alerts.recent = 4d
                        alerts.mostCounted = 5
                        alerts.backoff.first = 6s
                        alerts.backoff.longest = 7s
                        alerts.backoff.attempts = 8
                        alerts.patience = 9s
                        alerts.locations = https://a.example/x  https://b.example/y
                        alerts.sample-error = off
                        alerts.sample-held = 10min
                        alerts.certified-definitions-arrived = on
                        alerts.scanner-unreachable = at-once
                        alerts.sample-needed-overdue = 2h
                        """).settings().alerts();

        assertThat(alerts)
                .isEqualTo(AlertSettings.standard()
                        .every(Duration.ofMinutes(2), Duration.ofHours(3))
                        .counting(Duration.ofDays(4), 5)
                        .trying(new Backoff(Duration.ofSeconds(6), Duration.ofSeconds(7), 8), Duration.ofSeconds(9))
                        .downloading(URI.create("https://a.example/x"), URI.create("https://b.example/y"))
                        .disabling(AlertEvent.SAMPLE_ERROR)
                        .enabling(AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED)
                        .with(AlertEvent.SAMPLE_HELD, new AlertRule(true, Duration.ofMinutes(10)))
                        .with(AlertEvent.SCANNER_UNREACHABLE, new AlertRule(true, Duration.ZERO))
                        .with(AlertEvent.SAMPLE_NEEDED_OVERDUE, new AlertRule(true, Duration.ofHours(2))));
    }

    @ParameterizedTest
    @CsvSource({
        "intervall=1s, intervall: no such setting; did you mean interval?",
        "scan.engine=icap://127.0.0.1/scan, 'scan.engine: signature, clamd:HOST:PORT,databases=DIR or clamd:unix:PATH,databases=DIR expected'",
        "scan.archiveDepth=101, scan.archiveDepth: a number from 0 to 100 expected",
        "holding.qoutaBytes=1MB, holding.qoutaBytes: no such setting; did you mean holding.quotaBytes?",
        "interval=, interval: a time such as",
        "interval=0s, interval: a time such as",
        "interval=99999999999s, interval: a time such as",
        "interval=1 fortnight, interval: a time such as",
        "maxSize=0, maxSize: a size such as",
        "maxSize=5iB, maxSize: a size such as",
        "maxSize=999999999999GiB, maxSize: a size such as",
        "strip=always, 'strip: one of off, where-possible, required expected'",
        "priority=1001, priority: 0 to 1000 expected",
        "priority=high, priority: 0 to 1000 expected",
        "retries=-1, retries: a number from 0",
        "mask=XY, mask: hexadecimal digits expected",
        "backoff.first=2h, backoff.longest: a time not shorter",
        "customer.identifier=123456-ABCDEFgold, customer.credentials: missing",
        "customer.credentials=secret, customer.identifier: missing",
        "alerts.sample-error=never, 'alerts.sample-error: on, off, at-once, or the timeout, such as 10min, expected'",
        "alerts.sample-needed-overdue=at-once, 'alerts.sample-needed-overdue: on, off, or the timeout'",
        "alerts.sample-error=4000d, 'alerts.sample-error: on, off'",
        "alerts.again=4000d, alerts: ",
        "alerts.mostCounted=0, alerts: at least one",
        "alerts.backoff.first=2h, alerts.backoff.longest: a time not shorter than alerts.backoff.first",
        "alerts.locations=here, alerts.locations: whole addresses",
        "alerts.locations=https://a ://c, alerts.locations: whole addresses",
        "alerts.coffee=on, alerts.coffee: no such setting; docs/operations.md has a table of them",
        "customer.identifier=nobody, customer.identifier: an account",
    })
    void whatMakesNoSenseIsRefusedWithFileKeyAndWhatWasExpected(String line, String reason) {
        Path file = folder.resolve("settings");

        assertThatThrownBy(() -> SettingsFile.of(file, line + "\n"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(file + ": " + reason);
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> read("retries=1\nretries=2\n"))
                .isInstanceOf(Refusal.class)
                .hasMessageEndingWith("retries: there twice");
    }

    @Test
    void theCredentialsAreNotShown() {
        assertThatThrownBy(() -> read("customer.credentials=secret\n")).hasMessageNotContaining("secret");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Home home = new Home(folder, InstantSource.system());

        assertThatThrownBy(() -> home.config(Optional.of(folder.resolve("none"))))
                .isInstanceOf(Refusal.class)
                .hasMessageEndingWith("no such file");
    }

    @Test
    void theOperationsPageHasEveryKey() throws Exception {
        String page = Files.readString(Path.of("../../docs/operations.md"));

        assertThat(read("").keys()).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    private SettingsFile read(String text) throws Refusal {
        return SettingsFile.of(folder.resolve("settings"), text);
    }
}
