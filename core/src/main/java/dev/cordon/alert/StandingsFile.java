package dev.cordon.alert;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.cordon.spi.AlertEvent;
import dev.cordon.store.OwnerOnly;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers what was told over a restart: a line for each condition that was raised and not cleared, and for each that was
 * being raised or cleared. It is replaced as a whole and durable, and can be read by its owner only.
 */
final class StandingsFile {
    private static final String HEADING = "cordon-alerts 1";
    private static final Joiner TABS = Joiner.on('\t');
    private static final Splitter PARTS = Splitter.on('\t');
    private static final String BEGINNING = "beginning";
    private static final String ENDING = "ending";
    private static final int PARTS_OF_A_LINE = 5;
    private static final ImmutableSet<StandardOpenOption> REPLACING =
            ImmutableSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);

    private final Path file;

    StandingsFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Returns what was told; nothing where there is no file or none that can be read, so that it is told once more. */
    Standings load() throws IOException {
        if (!Files.exists(file)) {
            return Standings.none();
        }
        List<String> lines =
                Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADING)) {
            return Standings.none();
        }
        Standings standings = Standings.none();
        for (String line : lines.subList(1, lines.size())) {
            standings = with(standings, PARTS.splitToList(line));
        }
        return standings;
    }

    private static Standings with(Standings standings, List<String> parts) {
        Optional<AlertEvent> event = AlertEvent.of(parts.get(0));
        if (event.isEmpty() || parts.size() != PARTS_OF_A_LINE) {
            return standings;
        }
        try {
            return with(standings, event.get(), Instant.parse(parts.get(1)), parts);
        } catch (DateTimeException e) {
            return standings;
        }
    }

    private static Standings with(Standings standings, AlertEvent event, Instant since, List<String> parts) {
        String occasion = parts.get(4);
        return switch (parts.get(2)) {
            case BEGINNING -> standings.with(event, Optional.of(Standing.beginning(occasion, since)));
            case ENDING -> standings.withEnding(event, since);
            default -> {
                Standing.Told told = new Standing.Told(Instant.parse(parts.get(2)), Instant.parse(parts.get(3)));
                yield standings.with(event, Optional.of(Standing.told(occasion, since, told)));
            }
        };
    }

    /** Writes what was told or is being told; what nobody was to hear yet is left out. */
    void save(Standings standings) throws IOException {
        StringBuilder text = new StringBuilder(HEADING).append('\n');
        standings.byEvent().forEach((event, standing) -> line(event, standing).ifPresent(text::append));
        standings.ending().forEach((event, since) -> text.append(line(event, since, ENDING, "", "")));
        write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Optional<String> line(AlertEvent event, Standing standing) {
        return standing.isBeginning()
                ? Optional.of(line(event, standing.since(), BEGINNING, "", standing.occasion()))
                : standing.told()
                        .map(told -> line(event, standing.since(), told.at(), told.newest(), standing.occasion()));
    }

    private static String line(AlertEvent event, Instant since, Object at, Object newest, String occasion) {
        return TABS.join(event.token(), since, at, newest, occasion) + '\n';
    }

    private void write(byte[] bytes) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(unfinished, REPLACING, OwnerOnly.file(unfinished))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        sync(Optional.ofNullable(file.getParent()).orElse(file));
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (File.separatorChar == '/') {
                throw e;
            }
            // Windows opens no folders, and keeps the names in them safe by itself.
        }
    }
}
