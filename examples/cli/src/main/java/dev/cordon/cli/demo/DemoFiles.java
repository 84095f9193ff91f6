package dev.cordon.cli.demo;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.cordon.cli.running.FirstDefinitions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The harmless files that go through the loop: three of its own, or copies of what the user names. */
final class DemoFiles {
    private static final String BODY_TEXT = "This body is harmless. It stands for the code of a virus in the demo. ";
    private static final int PROGRAM_BYTES = 24_000;
    private static final int BODY_BYTES = 700;

    private final Path folder;

    /** What happens to a file before it is found suspicious. */
    @FunctionalInterface
    interface Recorder {
        void record(Path file) throws IOException;
    }

    DemoFiles(Path folder) {
        this.folder = folder;
    }

    /** Makes the three files of the demo. The program is recorded while it is clean and infected afterwards. */
    List<Path> make(Recorder recorder) throws IOException {
        Path eicar = Files.write(folder.resolve("eicar.com"), FirstDefinitions.eicar());
        Path program = Files.write(folder.resolve("calculator"), program());
        Path document = Files.write(folder.resolve("Quarterly report.docm"), document());
        recorder.record(program);
        recorder.record(document);
        Files.write(program, body(), StandardOpenOption.APPEND);
        return List.of(eicar, program, document);
    }

    /** Copies the user's files; the originals are only read. */
    List<Path> copy(List<Path> originals, Recorder recorder) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Path original : originals) {
            Path place = Files.createDirectories(folder.resolve(Integer.toString(copies.size() + 1)));
            Path copy = place.resolve(original.getFileName().toString());
            Files.copy(original, copy);
            recorder.record(copy);
            copies.add(copy);
        }
        return copies;
    }

    static String sha256(Path file) throws IOException {
        return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    }

    /** Bytes that look like an ELF program, and are none: the header names no machine and nothing to run. */
    private static byte[] program() {
        byte[] program = new byte[PROGRAM_BYTES];
        new Random(1998).nextBytes(program);
        byte[] header = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0};
        System.arraycopy(header, 0, program, 0, header.length);
        return program;
    }

    private static byte[] body() {
        byte[] body = new byte[BODY_BYTES];
        new Random(2026).nextBytes(body);
        byte[] text = BODY_TEXT.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, body, 0, text.length);
        return body;
    }

    /** A word processor's document with a part for macros that holds none. */
    private static byte[] document() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            part(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>");
            part(zip, "word/document.xml", "<document><body><p>All figures are made up.</p></body></document>");
            part(zip, "word/vbaProject.bin", "no macros in here");
        }
        return bytes.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
