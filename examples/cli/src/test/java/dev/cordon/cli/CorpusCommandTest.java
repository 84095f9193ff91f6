package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.cordon.analysis.ProgramModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusCommandTest {
    private static final String PROGRAM = "push ebp; mov ebp, esp; push ebp; mov ebp, esp; ret";

    @TempDir
    private Path folder;

    private Path programs;
    private Path more;
    private Path out;

    @BeforeEach
    void makeFiles() throws IOException {
        programs = Files.createDirectories(folder.resolve("programs"));
        Files.createDirectory(programs.resolve("deeper"));
        Files.writeString(programs.resolve("deeper").resolve("one"), PROGRAM);
        Files.writeString(programs.resolve("two"), PROGRAM);
        more = Files.createDirectory(folder.resolve("more"));
        Files.writeString(more.resolve("three"), "another");
        out = folder.resolve("programs.model");
    }

    private Cordon.Run corpus(Path... folders) {
        String[] arguments = new String[folders.length + 4];
        arguments[0] = "analysis";
        arguments[1] = "corpus";
        for (int at = 0; at < folders.length; at++) {
            arguments[at + 2] = folders[at].toString();
        }
        arguments[folders.length + 2] = "--out";
        arguments[folders.length + 3] = out.toString();
        return Cordon.run(arguments);
    }

    private ProgramModel model() throws IOException {
        try (InputStream bytes = Files.newInputStream(out)) {
            return ProgramModel.read(bytes);
        }
    }

    private void assertRefused(Cordon.Run run, String reason) {
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("cordon: " + reason + "\n");
        assertThat(out).doesNotExist();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("programs", "more");
    }

    @Test
    void theModelIsOfAllFilesInAllFolders() throws IOException {
        Cordon.Run run = corpus(programs, more);

        assertThat(run.out()).isEqualTo(out + ": a model of 3 files, " + (2 * PROGRAM.length() + 7) + " bytes\n");
        ProgramModel model = model();
        assertThat(model.files()).isEqualTo(3);
        assertThat(model.bytes()).isEqualTo(2L * PROGRAM.length() + 7);
        assertThat(model.log2Probability("mov ebp, esp".getBytes(StandardCharsets.US_ASCII)))
                .isGreaterThan(model.log2Probability("MOV EBP, ESP".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aProgramReadsWhatItIsMadeOf() throws IOException {
        JsonObject made = Cordon.succeed("analysis", "corpus", programs.toString(), "--out", out.toString(), "--json")
                .json()
                .getAsJsonObject();

        assertThat(made.keySet()).containsExactly("model", "files", "bytes", "size");
        assertThat(made.get("model").getAsString()).isEqualTo(out.toString());
        assertThat(made.get("files").getAsInt()).isEqualTo(2);
        assertThat(made.get("bytes").getAsInt()).isEqualTo(2 * PROGRAM.length());
        assertThat(made.get("size").getAsLong()).isEqualTo(Files.size(out));
    }

    @Test
    void linksInAFolderAreNotFollowed() throws IOException {
        Files.createSymbolicLink(programs.resolve("folder"), more);
        Files.createSymbolicLink(programs.resolve("file"), more.resolve("three"));

        corpus(programs);

        assertThat(model().files()).isEqualTo(2);
    }

    @Test
    void theModelMayBeWrittenIntoAFolderOfItsOwnPrograms() throws IOException {
        out = programs.resolve("programs.model");

        corpus(programs);

        assertThat(model().files()).isEqualTo(2);
        assertThat(programs.toFile().list()).containsExactlyInAnyOrder("deeper", "two", "programs.model");
    }

    @Test
    void aFileThatIsThereIsNotReplaced() throws IOException {
        Files.writeString(out, "precious");

        Cordon.Run run = corpus(programs);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("cordon: " + out + " exists already; name a new file\n");
        assertThat(out).hasContent("precious");
    }

    @Test
    void whatIsNoFolderIsRefused() {
        assertRefused(
                corpus(programs, programs.resolve("two")),
                "cannot read " + programs.resolve("two") + ": it is no folder");
        assertRefused(corpus(folder.resolve("none")), "cannot read " + folder.resolve("none") + ": it is no folder");
    }

    @Test
    void foldersWithoutFilesMakeNoModel() throws IOException {
        Files.delete(more.resolve("three"));

        assertRefused(corpus(more), "there is no file in the folders");
    }

    @Test
    void aModelNeedsANameAndAFolder() {
        assertThat(Cordon.run("analysis", "corpus", programs.toString()).exit()).isEqualTo(2);
        assertThat(Cordon.run("analysis", "corpus", "--out", out.toString()).exit())
                .isEqualTo(2);
        assertThat(out).doesNotExist();
    }
}
