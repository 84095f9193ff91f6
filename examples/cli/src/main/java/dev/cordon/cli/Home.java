package dev.cordon.cli;

import com.google.common.io.BaseEncoding;
import dev.cordon.attribute.Attributes;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.codec.Header;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.office.Ole2Stripper;
import dev.cordon.place.LiveSettings;
import dev.cordon.place.PlaceConfig;
import dev.cordon.sample.Platform;
import dev.cordon.strip.OoxmlStripper;
import dev.cordon.strip.StripperChain;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** The folder of a place, with what the command line keeps there beside the stores, and the scanners of the place. */
final class Home implements Closeable {
    private static final String TRUSTED = "trusted.pub";
    private static final String SETTINGS = "cordon.properties";
    private static final String GUID = "platform.guid";

    /** More than any text of a home needs. */
    private static final int LARGEST_TEXT = 1 << 20;

    private final Path folder;
    private final InstantSource clock;
    private final Scanners scanners = new Scanners();

    Home(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Refuses a folder that is not there: looking into it would make a new quarantine of a mistyped name. */
    void requireThere() throws Refusal {
        if (!Files.isDirectory(folder)) {
            throw Refusal.of("there is no quarantine at " + Printable.path(folder));
        }
    }

    Path folder() {
        return folder;
    }

    OperatorFiles operator() {
        return new OperatorFiles(folder);
    }

    /**
     * Returns how the place is configured.
     *
     * @param settings the file with its settings; by default that in the home, if there is one
     */
    PlaceConfig config(Optional<Path> settings) throws IOException, Refusal {
        SettingsFile file =
                SettingsFile.of(settingsFile(settings), settingsText(settings).orElse(""));
        return config(new LiveSettings(file.settings()), file.engines());
    }

    /** Returns how the place is configured, with settings that may change, and what it scans with. */
    PlaceConfig config(LiveSettings settings, EngineChoice engines) throws IOException, Refusal {
        PlaceConfig config = PlaceConfig.at(folder)
                .with(settings)
                .with(clock)
                .trusting(trusted())
                .strippingWith(StripperChain.of(new OoxmlStripper(), new Ole2Stripper()));
        return scanners.scanning(config, engines);
    }

    Scanners scanners() {
        return scanners;
    }

    /** Ends the connections of the place to its scanners; the place is closed before. */
    @Override
    public void close() throws IOException {
        scanners.close();
    }

    /** Returns the file with the settings: the chosen one, or that in the home. */
    Path settingsFile(Optional<Path> chosen) {
        return chosen.orElseGet(() -> folder.resolve(SETTINGS));
    }

    /** Returns what is in the file with the settings; there need not be one in the home. */
    Optional<String> settingsText(Optional<Path> chosen) throws Refusal {
        Path file = settingsFile(chosen);
        return chosen.isPresent() || Files.exists(file) ? Optional.of(ownText(file)) : Optional.empty();
    }

    /** Returns what is said of this computer; the home has a name of its own that makes its client a managed one. */
    Header platform() throws IOException, Refusal {
        Path guid = folder.resolve(GUID);
        if (!Files.exists(guid)) {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            OperatorFiles.replace(folder, GUID, BaseEncoding.base16().encode(random));
        }
        try {
            return Platform.here().toBuilder()
                    .set(Attributes.PLATFORM_GUID, text(guid))
                    .build();
        } catch (IllegalArgumentException e) {
            throw Refusal.of("cannot use " + Printable.path(guid) + ": 32 hexadecimal digits expected");
        }
    }

    private TrustedKeys trusted() throws Refusal {
        Optional<String> text = trust();
        return text.isPresent() ? keys(folder.resolve(TRUSTED), text.get()) : TrustedKeys.none();
    }

    /**
     * Trusts the keys of a file from now on, and nobody else's. They are kept in the home: other commands have to verify
     * the definitions there, too.
     */
    void trust(Path file) throws IOException, Refusal {
        String text = text(file);
        var unused = keys(file, text);
        OperatorFiles.replace(folder, TRUSTED, text);
    }

    /** Returns the text with the keys that are trusted here; empty where nobody has named any. */
    private Optional<String> trust() throws Refusal {
        Path kept = folder.resolve(TRUSTED);
        return Files.exists(kept) ? Optional.of(ownText(kept)) : Optional.empty();
    }

    /** Returns the public keys of a file. */
    static TrustedKeys keys(Path file) throws Refusal {
        return keys(file, text(file));
    }

    private static TrustedKeys keys(Path file, String text) throws Refusal {
        try {
            return TrustedKeys.parse(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.of("cannot use " + Printable.path(file) + ": "
                    + Optional.ofNullable(e.getMessage()).orElse("no public key"));
        }
    }

    /**
     * Returns the text of a file that says whom to believe.
     *
     * @throws Refusal if it can't be read, or others may have written it
     */
    static String ownText(Path file) throws Refusal {
        try {
            if (!OperatorFiles.isWrittenByOwnerOnly(file)) {
                throw Refusal.of("others may have written " + Printable.path(file)
                        + "; if it can still be trusted, take their permissions away");
            }
        } catch (IOException e) {
            throw Refusal.cannotRead(file, e);
        }
        return text(file);
    }

    /** Returns a file that can be read. */
    static Path file(Path file) throws Refusal {
        if (!Files.isReadable(file)) {
            throw Refusal.of("cannot read " + Printable.path(file));
        }
        return file;
    }

    /** Returns the text of a small file, without the blanks around it. */
    static String text(Path file) throws Refusal {
        // What is no file may never end.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw Refusal.of("cannot read " + Printable.path(file) + ": it is no file");
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] read = bytes.readNBytes(LARGEST_TEXT + 1);
            if (read.length > LARGEST_TEXT) {
                throw Refusal.of("cannot read " + Printable.path(file) + ": it is too large");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            throw Refusal.of("cannot read " + Printable.path(file) + ": it is no text");
        } catch (IOException e) {
            throw Refusal.cannotRead(file, e);
        }
    }
}
