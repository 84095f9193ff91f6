package dev.cordon.cli;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import dev.cordon.cli.running.FirstDefinitions;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.PlaceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Opens an analysis centre as the command line keeps it. */
final class Centre {
    private Centre() {}

    /**
     * Opens it. One that has no definitions yet begins with those of the EICAR test file.
     *
     * @param corpus a folder with files that are known to be clean, if there is one
     */
    static AnalysisPlace open(PlaceConfig config, Supplier<Customers> customers, SigningKey key, Optional<Path> corpus)
            throws IOException, Refusal {
        AnalysisPlace centre =
                AnalysisPlace.open(config, customers, key, corpus.isPresent() ? clean(corpus.get()) : List.of());
        try {
            if (centre.place().active().sequence().isEmpty()) {
                var unused = centre.place()
                        .active()
                        .install(FirstDefinitions.signed(key, config.clock().instant()));
            }
            return centre;
        } catch (IOException | RuntimeException e) {
            centre.close();
            throw e;
        }
    }

    private static List<ByteSource> clean(Path folder) throws Refusal {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(MoreFiles::asByteSource)
                    .toList();
        } catch (IOException e) {
            throw Refusal.cannotRead(folder, e);
        }
    }
}
