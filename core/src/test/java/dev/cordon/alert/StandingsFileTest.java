package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordon.spi.AlertEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was told is remembered; what can't be read is told once more. */
class StandingsFileTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T08:00:00.123456789Z");

    @TempDir
    private Path folder;

    private Path path;
    private StandingsFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("alerts");
        file = new StandingsFile(path);
    }

    @Test
    void withoutAFileNothingWasTold() throws IOException {
        assertThat(file.load()).isEqualTo(Standings.none());
    }

    @Test
    void whatWasToldComesBack() throws IOException {
        Standings standings = told().with(
                        AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED,
                        Optional.of(Standing.told("00000007", SINCE, toldAt(SINCE.plusSeconds(1)))));

        file.save(standings);

        assertThat(file.load()).isEqualTo(standings);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatWasOnItsWayComesBack() throws IOException {
        Standings standings = told().with(
                        AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED, Optional.of(Standing.beginning("00000008", SINCE)))
                .withEnding(AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED, SINCE)
                .withEnding(AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED, SINCE.plusSeconds(1))
                .withEnding(AlertEvent.QUOTA_LOW, SINCE);

        file.save(standings);

        assertThat(file.load()).isEqualTo(standings);
    }

    @Test
    void whatWasNotToldIsNotRemembered() throws IOException {
        file.save(told().with(AlertEvent.DISK_BELOW_QUOTA, Optional.of(Standing.untold("", SINCE))));

        assertThat(file.load()).isEqualTo(told());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "something else\n",
                "cordon-alerts 2\nsample-error\t2026-03-01T08:00:00Z\t2026-03-01T08:00:00Z\t2026-03-01T08:00:00Z\t\n",
                "cordon-alerts 1\n",
                "cordon-alerts 1\n\n\u00ff\n",
                "cordon-alerts 1\nsample-error\n",
                "cordon-alerts 1\nsample-error\tyesterday\t2026-03-01T08:00:00Z\t2026-03-01T08:00:00Z\t\n",
                "cordon-alerts 1\nsample-error\tyesterday\tbeginning\t\t\n",
                "cordon-alerts 1\nsample-error\t2026-03-01T08:00:00Z\tperhaps\t\t\n",
                "cordon-alerts 1\nsample-error\t2026-03-01T08:00:00Z\tending\n",
                "cordon-alerts 1\ncoffee\t2026-03-01T08:00:00Z\t2026-03-01T08:00:00Z\t2026-03-01T08:00:00Z\t\n",
            })
    void whatCanNotBeReadWasNotTold(String text) throws IOException {
        Files.writeString(path, text);

        assertThat(file.load()).isEqualTo(Standings.none());
    }

    @Test
    void aLineThatCanNotBeReadCostsNoOther() throws IOException {
        file.save(told());
        Files.writeString(path, Files.readString(path) + "quota-low\tnever\n");

        assertThat(file.load()).isEqualTo(told());
    }

    @Test
    void whatCanNotBeWrittenLeavesTheFileAsItWas() throws IOException {
        file.save(told());
        Files.createDirectory(folder.resolve("alerts.part"));

        assertThatThrownBy(() -> file.save(Standings.none())).isInstanceOf(IOException.class);
        assertThat(file.load()).isEqualTo(told());
    }

    private static Standings told() {
        return Standings.none()
                .with(AlertEvent.SAMPLE_ERROR, Optional.of(Standing.told("", SINCE, toldAt(SINCE))))
                .with(
                        AlertEvent.QUOTA_LOW,
                        Optional.of(Standing.told("", SINCE, new Standing.Told(SINCE.plusSeconds(5), Instant.MIN))));
    }

    private static Standing.Told toldAt(Instant at) {
        return new Standing.Told(at, SINCE);
    }
}
