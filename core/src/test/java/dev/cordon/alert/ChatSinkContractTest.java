package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.place.Settings;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.AlertSink;
import dev.cordon.station.Station;
import dev.cordon.testkit.AlertSinkContract;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatSinkContractTest extends AlertSinkContract {
    private final List<String> said = new ArrayList<>();
    private boolean offline;
    private final AlertSink sink = new ChatSink(this::say);

    private void say(String line) throws IOException {
        if (offline) {
            throw new IOException("the chat is offline");
        }
        said.add(line);
    }

    @Override
    protected AlertSink sink() {
        return sink;
    }

    @Override
    protected List<String> arrived() {
        return said;
    }

    @Override
    protected boolean breakDown() {
        offline = true;
        return true;
    }

    @Override
    protected boolean mend() {
        offline = false;
        return true;
    }

    // docs: end

    private static PlaceConfig wired(Path home, ChatSink.Room room, Executor threads) {
        // wiring: begin
        AlertSettings alerts = AlertSettings.standard()
                .enabling(AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED)
                .with(AlertEvent.SCANNER_UNREACHABLE, new AlertRule(true, Duration.ofMinutes(2)))
                .downloading(URI.create("https://definitions.example.com/newest"));
        PlaceConfig config = PlaceConfig.at(home)
                .with(Settings.standard().with(alerts))
                .with(Alerting.to(threads, new LogSink(System.getLogger("alerts")), new ChatSink(room)));
        // wiring: end
        return config;
    }

    @Test
    void whatIsWiredSaysThatTheScannerHasNoDefinitions(@TempDir Path home) throws IOException {
        SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T08:00:00Z"));
        PlaceConfig config = wired(home, this::say, Runnable::run).with(clock);

        try (ServerPlace server = ServerPlace.open(config, Optional.empty(), name -> Optional.empty())) {
            watch(server).work();
            assertThat(said).isEmpty();
            clock.advance(Duration.ofMinutes(2));
            watch(server).work();
        }

        assertThat(said).hasSize(1);
        assertThat(said.get(0)).startsWith("ALERT raised scanner-unreachable (since 2026-03-01T08:00:00Z): ");
    }

    private static Station watch(ServerPlace server) {
        return server.place().stations().stream()
                .filter(station -> station.name().equals("watch"))
                .findFirst()
                .orElseThrow();
    }
}
