package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import dev.cordon.analysis.CleanPrograms;
import dev.cordon.analysis.Laboratory;
import dev.cordon.analysis.ProgramModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an analysis centre is told of clean programs. */
final class CleanOptions {
    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description = "of the centre: clean files, in which no signature may be found (default: none)")
    private @Nullable Path corpus;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "of the centre: the model of clean programs, by which signatures are chosen (default: none)")
    private @Nullable Path model;

    boolean isGiven() {
        return corpus != null || model != null;
    }

    /** Returns what the options name. */
    Laboratory laboratory() throws Refusal {
        return Laboratory.standard()
                .with(new CleanPrograms(
                        model == null ? ProgramModel.ofNothing() : model(model),
                        corpus == null ? ImmutableList.of() : corpus(corpus)));
    }

    private static ProgramModel model(Path file) throws Refusal {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            return ProgramModel.read(stream);
        } catch (IOException e) {
            throw Refusal.cannotRead(file, e);
        }
    }

    private static ImmutableList<ByteSource> corpus(Path folder) throws Refusal {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(MoreFiles::asByteSource)
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw Refusal.cannotRead(folder, e);
        }
    }
}
