package dev.cordon.cli;

import dev.cordon.analysis.ProgramCounts;
import dev.cordon.analysis.ProgramModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the model of clean programs by which signatures are chosen. */
@Command(
        name = "corpus",
        description = {
            "Make the model of clean programs, by which signatures are chosen, of all files in some folders.",
            "Links are not followed. Nothing is written if a file can't be read."
        })
final class CorpusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "where clean programs are")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the model to write, a new file")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path out;

    @Option(names = "--json", description = "print a JSON object")
    private boolean json;

    CorpusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, Refusal {
        // Before there is a file of our own in one of the folders.
        List<Path> programs = programs();
        if (programs.isEmpty()) {
            throw Refusal.of("there is no file in the folders");
        }
        try (OutputFile model = OutputFile.create(out, false)) {
            ProgramModel counted = count(programs);
            counted.writeTo(model.stream());
            model.complete();
            print(counted);
        }
        return 0;
    }

    /** The names are kept, for the bar; the files are read one after the other. */
    private List<Path> programs() throws Refusal {
        List<Path> programs = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw Refusal.of("cannot read " + Printable.path(folder) + ": it is no folder");
            }
            try {
                Files.walkFileTree(folder.toRealPath(), new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            programs.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                throw Refusal.cannotRead(folder, e);
            }
        }
        return programs;
    }

    private ProgramModel count(List<Path> programs) throws Refusal {
        ProgramCounts counts = new ProgramCounts();
        for (Path program : terminal.watched(programs, "corpus")) {
            try (InputStream bytes = Files.newInputStream(program, LinkOption.NOFOLLOW_LINKS)) {
                counts.add(bytes);
            } catch (IOException e) {
                throw Refusal.cannotRead(program, e);
            }
        }
        return counts.model();
    }

    private void print(ProgramModel model) throws IOException {
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("model", out.toString());
            fields.put("files", model.files());
            fields.put("bytes", model.bytes());
            fields.put("size", Files.size(out));
            Json.print(fields, spec.commandLine().getOut());
        } else {
            spec.commandLine()
                    .getOut()
                    .printf("%s: a model of %d files, %d bytes%n", Printable.path(out), model.files(), model.bytes());
        }
        spec.commandLine().getOut().flush();
    }
}
