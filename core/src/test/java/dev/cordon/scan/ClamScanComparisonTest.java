package dev.cordon.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.SetMultimap;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import dev.cordon.testkit.RealPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real ClamAV and the built-in engine find the same signatures in the same files: each was tried on each. */
final class ClamScanComparisonTest {
    private static final Pattern FOUND = Pattern.compile(".*/([^/]+): (.+)\\.UNOFFICIAL FOUND");

    /** At any offset of any file. Gaps of no bytes are not here: ClamAV takes them for open ones. */
    private static final String PATTERNS = """
            414243444546
            41424344??46
            414243444?
            41424344?6
            ??41424344
            41424344??
            414243*444546
            414243*434445
            414243*444546*4748
            414243{2}444546
            414243{-2}444546
            414243{2-}444546
            414243{1-2}444546
            414243{200}444546
            414243{130-140}444546
            41[1-2]42434445
            42434445[1-2]41
            414243(44|45)46
            414243(4444|45)46
            (41|5858)42434445
            414243(4?|?8)46
            414243!(44|45)46
            414243!(4445|4545)46
            !(41)42434445
            414243
            """;

    private static final String OFFSETS = """
            0
            2
            1,3
            2,0
            EOF-6
            EOF-8
            EOF-6,2
            EOF-10,2
            EOF-200,100
            EOF-5
            """;

    private static final String TEXTS = """
            ABCDEFGH
            ABCDEF
            xxABCDEF
            xABCDEFx
            xxxxABCDEFxx
            ABCxDEFGH
            ABCxxDEF
            ABCxxxDEF
            ABCDxF
            ABCDDF
            ABCDDEF
            ABCEFFFF
            ABCHFFFF
            ABCOFFFF
            ABCDOFFF
            ABCDVFFF
            ABCDEEF
            ABCDEFABCDEF
            DEFABCDE
            ABCCDEF
            AxBCDEF
            AxxBCDEF
            AxxxBCDEF
            BCDExA
            BCDExxA
            BCDExxxA
            XXBCDE
            XBCDEF
            ABxABCDx
            """;

    @TempDir
    Path folder;

    private final ImmutableSortedMap.Builder<String, String> lines = ImmutableSortedMap.naturalOrder();
    private final Map<String, byte[]> files = new TreeMap<>();

    @Test
    void findsWhatClamAvFinds() throws IOException, InterruptedException {
        patterns();
        programs();
        archives();
        digests();

        SetMultimap<String, String> expected = foundByClamAv();

        // Else what ClamAV has said was not understood.
        assertThat(expected.values()).hasSizeGreaterThan(files.size());
        assertThat(foundOneByOne().entries()).containsExactlyInAnyOrderElementsOf(expected.entries());
        assertThat(foundAtOnce().keySet()).isEqualTo(expected.keySet());
        assertThat(expected.entries()).containsAll(foundAtOnce().entrySet());
    }

    private void patterns() {
        PATTERNS.lines().forEach(pattern -> body(pattern, 0, "*", pattern));
        OFFSETS.lines().forEach(offset -> body("at " + offset, 0, offset, "414243444546"));
        TEXTS.lines().forEach(text -> files.put(text, text.getBytes(US_ASCII)));
        files.put("far", ("ABC" + "x".repeat(135) + "DEFGH").getBytes(US_ASCII));
        files.put("farther", ("ABC" + "x".repeat(200) + "DEFGH").getBytes(US_ASCII));
    }

    private void programs() {
        for (int target : new int[] {1, 2, 6, 9}) {
            body("target " + target, target, "*", "50524f4752414d");
        }
        for (int target : new int[] {1, 6}) {
            for (String offset : new String[] {"EP+0", "EP+8", "EP-8", "EP+0,8", "EP-8,8", "EP-600"}) {
                body("target " + target + " at " + offset, target, offset, "50524f4752414d");
            }
        }
        for (int textAt : new int[] {504, 512, 520, 528, 600}) {
            for (int entry : new int[] {0, 8, 100}) {
                String name = " " + entry + " " + textAt;
                files.put("pe" + name, Programs.pe(Programs.CODE_IN_MEMORY + entry, textAt, "PROGRAM"));
                files.put("elf32le" + name, Programs.elf32(ByteOrder.LITTLE_ENDIAN, entry, textAt, "PROGRAM"));
                files.put("elf32be" + name, Programs.elf32(ByteOrder.BIG_ENDIAN, entry, textAt, "PROGRAM"));
                files.put("elf64le" + name, Programs.elf64(ByteOrder.LITTLE_ENDIAN, entry, textAt, "PROGRAM"));
                files.put("elf64be" + name, Programs.elf64(ByteOrder.BIG_ENDIAN, entry, textAt, "PROGRAM"));
            }
        }
        files.put("pe in headers", Programs.pe(480, 480, "PROGRAM"));
        files.put("pe outside", Programs.pe(0x5000, 512, "PROGRAM"));
        kinds();
    }

    private void kinds() {
        files.put("ole2", Programs.beginningWith(0xd0cf11e0a1b11ae1L, 512, "PROGRAM"));
        files.put("macho32be", Programs.beginningWith(0xfeedface00000012L, 512, "PROGRAM"));
        files.put("macho64be", Programs.beginningWith(0xfeedfacf00000012L, 512, "PROGRAM"));
        files.put("macho32le", Programs.beginningWith(0xcefaedfe07000000L, 512, "PROGRAM"));
        files.put("macho64le", Programs.beginningWith(0xcffaedfe07000001L, 512, "PROGRAM"));
        files.put("nothing", Programs.beginningWith(0x0102030405060708L, 512, "PROGRAM"));
    }

    private void archives() throws IOException {
        byte[] member = "xxMEMBERxx".getBytes(US_ASCII);
        body("member", 0, "2", "4d454d424552");
        body("member from its end", 0, "EOF-8", "4d454d424552");
        files.put("member", member);
        files.put("zip", zip(member));
        files.put("gzip", gzip(member));
        files.put("tar", tar(member));
        files.put("tar.gz", gzip(tar(member)));
        files.put("zip in zip", zip(zip(member)));
        files.put("program in zip", zip(Programs.pe(Programs.CODE_IN_MEMORY, 512, "PROGRAM")));
    }

    @SuppressWarnings("deprecation") // The formats have MD5 and SHA-1.
    private void digests() throws IOException {
        byte[] known = "a known file, whole".getBytes(US_ASCII);
        files.put("known", known);
        files.put("known and more", "a known file, whole.".getBytes(US_ASCII));
        files.put("known in tar.gz", gzip(tar(known)));
        digest("MD5", Hashing.md5(), known);
        digest("SHA1", Hashing.sha1(), known);
        digest("SHA256", Hashing.sha256(), known);
    }

    private void digest(String kind, HashFunction function, byte[] known) {
        String digest = function.hashBytes(known).toString();
        String extension = kind.equals("MD5") ? ".hdb" : ".hsb";
        line(kind + " and size", extension, digest + ":" + known.length + ":%s");
        line(kind + " and another size", extension, digest + ":" + (known.length + 1) + ":%s");
        line(kind + " of any size", extension, digest + ":*:%s:73");
    }

    private void body(String what, int target, String offset, String pattern) {
        line(what, ".ndb", "%s:" + target + ":" + offset + ":" + pattern);
    }

    private void line(String what, String extension, String line) {
        // Names of ClamAV's hold no blanks or brackets.
        String name = what.replaceAll("[^A-Za-z0-9]+", "_") + "-" + Integer.toHexString(what.hashCode());
        lines.put(name + extension, String.format(line, name) + "\n");
    }

    private SetMultimap<String, String> foundByClamAv() throws IOException, InterruptedException {
        Path databases = Files.createDirectory(folder.resolve("databases"));
        for (Map.Entry<String, String> line : lines.build().entrySet()) {
            Files.writeString(databases.resolve(line.getKey()), line.getValue());
        }
        Path contents = Files.createDirectory(folder.resolve("contents"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(contents.resolve(file.getKey()), file.getValue());
        }
        RealPart.named("clamscan");
        // It ends with 1 where it has found something.
        String said = RealPart.named("sh")
                .run(
                        "-c",
                        "clamscan --no-summary --allmatch --infected --recursive --database=\"$0\" \"$1\"; test $? -eq 1",
                        databases.toString(),
                        contents.toString());
        return said.lines()
                .map(FOUND::matcher)
                .filter(Matcher::matches)
                .collect(ImmutableSetMultimap.toImmutableSetMultimap(line -> line.group(1), line -> line.group(2)));
    }

    private SetMultimap<String, String> foundOneByOne() throws IOException {
        ImmutableSetMultimap.Builder<String, String> found = ImmutableSetMultimap.builder();
        for (Map.Entry<String, String> line : lines.build().entrySet()) {
            Scanner scanner = load(databases(ImmutableSortedMap.of(line.getKey(), line.getValue())));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (scan(scanner, file.getValue()) instanceof Scanner.Detected detected) {
                    found.put(file.getKey(), detected.virus());
                }
            }
        }
        return found.build();
    }

    /** Of several signatures one is named; which, {@link SignatureScannerTest} says. */
    private Map<String, String> foundAtOnce() throws IOException {
        Map<String, String> found = new TreeMap<>();
        Scanner scanner = load(databases(lines.build()));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (scan(scanner, file.getValue()) instanceof Scanner.Detected detected) {
                found.put(file.getKey(), detected.virus());
            }
        }
        return found;
    }

    private static ImmutableSortedMap<String, ByteSource> databases(Map<String, String> lines) {
        return lines.entrySet().stream()
                .collect(ImmutableSortedMap.toImmutableSortedMap(
                        String::compareTo, Map.Entry::getKey, line -> Sets.bytes(line.getValue())));
    }

    private static Scanner load(ImmutableSortedMap<String, ByteSource> databases) throws IOException {
        Engine.Loaded loaded = new SignatureEngine().load(Sets.of(1, databases));
        assertThat(loaded.unsupported()).isEmpty();
        return loaded.scanner();
    }

    private static Scanner.Verdict scan(Scanner scanner, byte[] content) throws IOException {
        return scanner.scan(new Scanner.Request(ByteSource.wrap(content))).verdict();
    }

    private static byte[] zip(byte[] member) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("member"));
            zip.write(member);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(byte[] member) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("member");
            entry.setSize(member.length);
            tar.putArchiveEntry(entry);
            tar.write(member);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
