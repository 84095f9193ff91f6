package dev.cordon.cli;

import com.google.common.io.MoreFiles;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.scan.Examination;
import dev.cordon.scan.Examiner;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scans files where they are; nothing is isolated or changed. */
@Command(
        name = "scan",
        description = {
            "Scan files and folders where they are. Nothing is isolated or changed.",
            "Exit code 0 if nothing was found, 1 if something was, 2 if something could not be scanned, or nothing was."
        })
final class ScanCommand implements Callable<Integer> {
    private static final int NOT_SCANNED = 2;

    private final Terminal terminal;
    private final InstantSource clock = InstantSource.system();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "what to scan; of a folder everything in it")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--definitions",
            paramLabel = "SET|DIR",
            description = "a package of definitions, which needs --trust, or a folder with databases of your own")
    private @Nullable Path definitions;

    @Option(
            names = "--trust",
            paramLabel = "PUBLIC_KEY",
            description = "the public keys of those whose packages are believed")
    private @Nullable Path trust;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description =
                    "signature: the built-in one; clamd:HOST:PORT or clamd:unix:PATH: a clamd; icap://HOST:PORT/SERVICE: an"
                            + " ICAP server; icaps://HOST:PORT/SERVICE[,ca=FILE][,keyStore=FILE,keyStorePassword=FILE]: the"
                            + " same over TLS. These are sent the files, unencrypted but for icaps, and scan with their own"
                            + " definitions, so that others only say what can be repaired (default: ${DEFAULT-VALUE})")
    private String engine = ClamdName.SIGNATURE;

    @Option(names = "--json", description = "print a JSON array")
    private boolean json;

    ScanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What was found in one file. */
    private record Scanned(Path file, Examination examination) {
        boolean isClean() {
            return examination.report().verdict() instanceof Scanner.NothingDetected;
        }

        boolean isFound() {
            return examination.report().verdict() instanceof Scanner.Detected;
        }

        /** Returns what a person is told beside the result. */
        String about() {
            return examination.report().verdict() instanceof Scanner.NotScanned not
                    ? not.reason()
                    : examination.virus().orElse("");
        }

        Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("file", file.toString());
            fields.put("result", examination.result().token());
            fields.put("virus", examination.virus().orElse(null));
            fields.put("complete", examination.report().coverage().complete());
            return fields;
        }
    }

    /** A refusal is no finding: whatever was to be scanned was not. */
    @Override
    public Integer call() {
        try {
            return scan();
        } catch (Refusal | IOException e) {
            spec.commandLine().getErr().print("cordon: " + Refusal.line(e) + "\n");
            return NOT_SCANNED;
        }
    }

    private int scan() throws IOException, Refusal {
        List<Path> wanted = wanted();
        List<Scanned> scanned = scan(wanted);
        if (json) {
            Json.print(
                    scanned.stream().map(Scanned::fields).toList(),
                    spec.commandLine().getOut());
        } else {
            print(scanned);
        }
        spec.commandLine().getOut().flush();
        if (scanned.stream().anyMatch(Scanned::isFound)) {
            return 1;
        }
        return !scanned.isEmpty() && scanned.stream().allMatch(Scanned::isClean) ? 0 : NOT_SCANNED;
    }

    private List<Scanned> scan(List<Path> wanted) throws IOException, Refusal {
        if (engine.equals(ClamdName.SIGNATURE)) {
            return scan(wanted, signatures());
        }
        ScannerName name = outside();
        Repairer repairer = repairer(name instanceof ScannerName.OfClamd ? "clamd" : "the ICAP server");
        try (Scanners scanners = new Scanners()) {
            return scan(wanted, new Examiner(scanners.scanner(name), repairer));
        }
    }

    private ScannerName outside() {
        try {
            return ScannerName.parse(engine);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw new ParameterException(
                    spec.commandLine(), "--engine: signature, " + ScannerName.EXPECTED + " expected", e);
        }
    }

    private List<Path> wanted() throws Refusal {
        List<Path> wanted = new ArrayList<>();
        for (Path named : files) {
            if (!Files.isDirectory(named)) {
                wanted.add(Home.file(named));
                continue;
            }
            try (Stream<Path> inside = Files.walk(named, FileVisitOption.FOLLOW_LINKS)) {
                inside.filter(file -> !Files.isDirectory(file)).sorted().forEach(wanted::add);
            } catch (IOException e) {
                throw Refusal.cannotRead(named, e);
            } catch (UncheckedIOException e) {
                throw Refusal.cannotRead(
                        named, Optional.ofNullable(e.getCause()).orElseGet(IOException::new));
            }
        }
        return wanted;
    }

    private Examiner signatures() throws IOException, Refusal {
        if (definitions == null) {
            throw new ParameterException(spec.commandLine(), "--definitions is missing");
        }
        Engine.Loaded loaded = new SignatureEngine().load(set(definitions));
        if (!loaded.unsupported().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .print("cordon: " + loaded.unsupported().size()
                            + " lines of the definitions can't be used; cordon definitions verify says which\n");
        }
        return new Examiner(loaded.scanner(), loaded.repairer());
    }

    private DefinitionSet set(Path chosen) throws IOException, Refusal {
        if (Files.isDirectory(chosen)) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            return DefinitionFiles.folder(chosen, Sequence.of(1), new DailyVersion(today, 1), clock.instant());
        }
        if (trust == null) {
            throw new ParameterException(
                    spec.commandLine(), "--trust is missing: a package is believed only if a known key has signed it");
        }
        return DefinitionFiles.packaged(chosen).verify(Home.keys(trust));
    }

    /** Another one is asked; what definitions are given say only how what it finds is repaired. */
    private Repairer repairer(String asked) throws IOException, Refusal {
        if (definitions == null) {
            return (request, sink) -> new Repairer.NoRepair();
        }
        spec.commandLine().getErr().print("cordon: " + asked + " scans with the definitions that it has itself\n");
        return new SignatureEngine().load(set(definitions)).repairer();
    }

    private List<Scanned> scan(List<Path> wanted, Examiner examiner) {
        List<Scanned> scanned = new ArrayList<>();
        for (Path file : terminal.watched(wanted, "scan")) {
            scanned.add(new Scanned(file, examiner.examine(MoreFiles.asByteSource(file))));
        }
        return scanned;
    }

    /** What nothing was found in is only counted. */
    private void print(List<Scanned> scanned) {
        List<Scanned> told = scanned.stream().filter(one -> !one.isClean()).toList();
        if (!told.isEmpty()) {
            Table table = new Table(
                    new Table.Column("RESULT", 14),
                    new Table.Column("FOUND", 40),
                    new Table.Column("FILE", Table.REST));
            told.forEach(one -> table.row(one.examination().result().token(), one.about(), Printable.path(one.file())));
            table.print(spec.commandLine().getOut(), terminal.width());
            spec.commandLine().getOut().print('\n');
        }
        long found = scanned.stream().filter(Scanned::isFound).count();
        long clean = scanned.stream().filter(Scanned::isClean).count();
        spec.commandLine()
                .getOut()
                .printf(
                        "%d scanned: nothing found in %d, something in %d, %d could not be scanned%n",
                        scanned.size(), clean, found, scanned.size() - clean - found);
    }
}
