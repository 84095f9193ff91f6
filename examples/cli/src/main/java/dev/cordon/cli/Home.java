package dev.cordon.cli;

import com.google.common.io.BaseEncoding;
import dev.cordon.attribute.Attributes;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.codec.Header;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.office.Ole2Stripper;
import dev.cordon.place.PlaceConfig;
import dev.cordon.sample.Platform;
import dev.cordon.strip.OoxmlStripper;
import dev.cordon.strip.StripperChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** The folder of a place, with what the command line keeps there beside the stores. */
final class Home {
    private static final String TRUSTED = "trusted.pub";
    private static final String SETTINGS = "cordon.properties";
    private static final String GUID = "platform.guid";

    private final Path folder;
    private final InstantSource clock;

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

    OperatorFiles operator() {
        return new OperatorFiles(folder);
    }

    /**
     * Returns how the place is configured.
     *
     * @param settings the file with its settings; by default that in the home, if there is one
     */
    PlaceConfig config(Optional<Path> settings) throws IOException, Refusal {
        PlaceConfig config = PlaceConfig.at(folder)
                .with(clock)
                .trusting(trusted())
                .strippingWith(StripperChain.of(new OoxmlStripper(), new Ole2Stripper()));
        return settings(settings).map(SettingsFile::settings).map(config::with).orElse(config);
    }

    /** Returns the settings of a file, or those in the home if there are any. */
    Optional<SettingsFile> settings(Optional<Path> file) throws Refusal {
        Path own = folder.resolve(SETTINGS);
        Optional<Path> chosen = file.or(() -> Optional.of(own).filter(Files::exists));
        return chosen.isPresent() ? Optional.of(SettingsFile.read(chosen.get())) : Optional.empty();
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

    private TrustedKeys trusted() throws IOException, Refusal {
        Path kept = folder.resolve(TRUSTED);
        return Files.exists(kept) ? keys(kept) : TrustedKeys.none();
    }

    /**
     * Trusts the keys of a file from now on, and nobody else's. They are kept in the home: other commands have to verify
     * the definitions there, too.
     */
    void trust(Path file) throws IOException, Refusal {
        var unused = keys(file);
        OperatorFiles.replace(folder, TRUSTED, text(file));
    }

    private static TrustedKeys keys(Path file) throws IOException, Refusal {
        try {
            return TrustedKeys.parse(text(file));
        } catch (IllegalArgumentException e) {
            throw Refusal.of("cannot use " + Printable.path(file) + ": "
                    + Optional.ofNullable(e.getMessage()).orElse("no public key"));
        }
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
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw Refusal.cannotRead(file, e);
        }
    }
}
