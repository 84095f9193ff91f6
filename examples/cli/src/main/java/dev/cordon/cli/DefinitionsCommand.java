package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.Manifest;
import dev.cordon.definition.SigningKey;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Packages of definitions as files: made, looked into, verified. What is done with them at a place stands beside it. */
@Command(
        name = DefinitionsCommand.NAME,
        description = "Make packages of definitions, look into them, verify them, and put them to use.",
        synopsisSubcommandLabel = "COMMAND")
final class DefinitionsCommand extends CommandGroup {
    static final String NAME = "definitions";

    private final Terminal terminal;
    private final InstantSource clock = InstantSource.system();

    private DefinitionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns all commands about definitions. */
    static CommandLine commands(Terminal terminal) {
        return withPlaces(new CommandLine(new DefinitionsCommand(terminal)), terminal, CommandLine.defaultFactory());
    }

    /** Returns those that do something at a place, for the process that has its home open. */
    static CommandLine atPlaces(Terminal terminal, CommandLine.IFactory homes) {
        return withPlaces(new CommandLine(CommandSpec.create().name(NAME)), terminal, homes);
    }

    private static CommandLine withPlaces(CommandLine group, Terminal terminal, CommandLine.IFactory homes) {
        return group.addSubcommand(new CommandLine(new InstallCommand(terminal), homes))
                .addSubcommand(new CommandLine(new PublishCommand(terminal), homes))
                .addSubcommand(new CommandLine(new PruneCommand(terminal), homes));
    }

    private static final class VersionConverter implements ITypeConverter<DailyVersion> {
        @Override
        public DailyVersion convert(String typed) {
            try {
                return DailyVersion.parse(typed);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("a version as 2026.01.02.003 expected");
            }
        }
    }

    @Command(
            name = "key",
            description = "Make a key that signs definitions. FILE is the secret half; FILE.pub is what others trust.")
    int key(@Parameters(paramLabel = "FILE", description = "a new file") Path file) throws IOException, Refusal {
        Path secret = file.toAbsolutePath();
        Path folder = folder(secret);
        Path shown = folder.resolve(secret.getFileName() + ".pub");
        requireNew(secret);
        requireNew(shown);
        SigningKey key = SigningKey.generate(new SecureRandom());
        try {
            OperatorFiles.replace(folder, secret.getFileName().toString(), key.text());
            OperatorFiles.replace(
                    folder, shown.getFileName().toString(), key.trusted().text());
        } catch (IOException e) {
            throw Refusal.cannotWrite(file, e);
        }
        return 0;
    }

    @Command(
            name = "build",
            description = {
                "Make a signed package of the databases in a folder, after the built-in engine has loaded them.",
                "Prints the name of the package, and which lines the built-in engine leaves out."
            })
    int build(
            @Parameters(paramLabel = "DIR", description = "a folder with .hdb, .hsb, .ndb and .rdb files")
                    Path databases,
            @Option(
                            names = "--sequence",
                            paramLabel = "N",
                            required = true,
                            converter = SequenceConverter.class,
                            description = "higher than that of any set before")
                    Sequence sequence,
            @Option(
                            names = "--set-version",
                            paramLabel = "VERSION",
                            converter = VersionConverter.class,
                            description = "for people, as 2026.01.02.003 (default: the first of today)")
                    @Nullable DailyVersion version,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            required = true,
                            description = "the secret key that signs, as cordon definitions key makes it")
                    Path key,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description = "where the package is written (default: here)",
                            defaultValue = ".")
                    Path out)
            throws IOException, Refusal {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        DailyVersion chosen = Optional.ofNullable(version)
                .orElseGet(() -> new DailyVersion(LocalDate.ofInstant(now, ZoneOffset.UTC), 1));
        SigningKey signing = SigningFiles.ownersOnly(key);
        DefinitionSet set = DefinitionFiles.folder(databases, sequence, chosen, now);
        Engine.Loaded loaded = new SignatureEngine().load(set);
        Path target = out.resolve(set.name());
        requireNew(target);
        Path part = out.resolve(set.name() + ".part");
        try {
            Files.write(part, DefinitionPackage.sign(set, signing).archive().read());
            Files.move(part, target);
        } catch (IOException e) {
            throw Refusal.cannotWrite(target, e);
        }
        out().print(Printable.path(target) + "\n");
        loaded.unsupported().forEach(line -> out().print(DefinitionFiles.leftOut(line) + "\n"));
        out().flush();
        return 0;
    }

    @Command(
            name = "show",
            description =
                    "Show what a package says of itself. Only cordon definitions verify says whether to believe it.")
    int show(
            @Parameters(paramLabel = "SET", description = "a package, as 00000042.all.zip") Path file,
            @Option(names = "--json", description = "print a JSON object") boolean json)
            throws IOException, Refusal {
        print(DefinitionFiles.packaged(file), Optional.empty(), json);
        return 0;
    }

    @Command(
            name = "verify",
            description =
                    "Verify the signature of a package and load its databases, as a place does before it uses them.")
    int verify(
            @Parameters(paramLabel = "SET", description = "a package, as 00000042.all.zip") Path file,
            @Option(
                            names = "--trust",
                            paramLabel = "PUBLIC_KEY",
                            required = true,
                            description = "the public keys of those who may have signed it")
                    Path trust,
            @Option(names = "--json", description = "print a JSON object") boolean json)
            throws IOException, Refusal {
        DefinitionPackage packaged = DefinitionFiles.packaged(file);
        Engine.Loaded loaded = new SignatureEngine().load(packaged.verify(Home.keys(trust)));
        print(packaged, Optional.of(loaded.unsupported()), json);
        return 0;
    }

    @Command(name = "list", description = "List the packages in a folder, the newest first. They are not verified.")
    int list(
            @Parameters(paramLabel = "DIR", description = "a folder with packages") Path folder,
            @Option(names = "--json", description = "print a JSON array") boolean json)
            throws IOException, Refusal {
        List<DefinitionPackage> packages = DefinitionFiles.packages(folder);
        if (json) {
            Json.print(packages.stream().map(DefinitionsCommand::fields).toList(), out());
        } else {
            Table table = new Table(
                    new Table.Column("SEQUENCE", 8),
                    new Table.Column("VERSION", 14),
                    new Table.Column("PRODUCED", 20),
                    new Table.Column("DATABASES", Table.REST));
            for (DefinitionPackage one : packages) {
                Manifest manifest = one.manifest();
                table.row(
                        manifest.sequence().toString(),
                        manifest.version().toString(),
                        manifest.produced().toString(),
                        String.join(" ", manifest.files().keySet()));
            }
            table.print(out(), terminal.width());
        }
        out().flush();
        return 0;
    }

    /** Prints a package and, where it was loaded, what the built-in engine leaves out of it. */
    private void print(
            DefinitionPackage packaged, Optional<ImmutableList<Engine.UnsupportedLine>> unsupported, boolean json) {
        if (json) {
            Map<String, Object> fields = fields(packaged);
            unsupported.ifPresent(lines -> fields.put("unsupported", lines));
            Json.print(fields, out());
        } else {
            Manifest manifest = packaged.manifest();
            out().printf("sequence   %s%n", manifest.sequence());
            out().printf("version    %s%n", manifest.version());
            out().printf("produced   %s%n", manifest.produced());
            manifest.files().forEach((name, digest) -> out().printf("database   %s, SHA-256 %s%n", name, digest));
            unsupported.ifPresent(lines -> lines.forEach(line -> out().print(DefinitionFiles.leftOut(line) + "\n")));
        }
        out().flush();
    }

    private static Map<String, Object> fields(DefinitionPackage packaged) {
        Manifest manifest = packaged.manifest();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sequence", manifest.sequence().value());
        fields.put("version", manifest.version().toString());
        fields.put("produced", manifest.produced().toString());
        fields.put("databases", databases(manifest));
        return fields;
    }

    private static ImmutableList<Map<String, String>> databases(Manifest manifest) {
        return manifest.files().entrySet().stream()
                .map(file -> database(file.getKey(), file.getValue()))
                .collect(ImmutableList.toImmutableList());
    }

    private static Map<String, String> database(String name, HashCode digest) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("sha256", digest.toString());
        return fields;
    }

    private static Path folder(Path file) throws Refusal {
        return Optional.ofNullable(file.getParent())
                .orElseThrow(() -> Refusal.of("cannot write " + Printable.path(file) + ": it is a folder"));
    }

    /** Somebody may need what is there. */
    private static void requireNew(Path file) throws Refusal {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.of("cannot write " + Printable.path(file) + ": it is there already");
        }
    }
}
