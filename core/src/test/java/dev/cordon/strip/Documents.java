package dev.cordon.strip;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Documents made by hand, part by part. */
public final class Documents {
    static final String MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    static final String R = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    static final String RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final StringBuilder overrides = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();

    private Documents() {}

    /** Returns a document of a body and what a package can't do without. */
    public static Documents withBody(String markup) {
        return new Documents()
                .relation("rId1", RELATION + "styles", "styles.xml", "")
                .part(
                        "_rels/.rels",
                        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                                + "<Relationship Id=\"rId1\" Type=\"" + RELATION
                                + "officeDocument\" Target=\"word/document.xml\"/></Relationships>")
                .part("word/document.xml", MAIN, markup);
    }

    /** Returns the markup of a body with a text. */
    public static String body(String text) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document " + W + " " + R
                + "><w:body><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:body></w:document>";
    }

    Documents part(String name, String text) {
        return part(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Documents part(String name, byte[] bytes) {
        parts.put(name, bytes);
        return this;
    }

    Documents part(String name, String type, String text) {
        overrides
                .append("<Override PartName=\"/")
                .append(name)
                .append("\" ContentType=\"")
                .append(type)
                .append("\"/>");
        return part(name, text);
    }

    Documents relation(String id, String type, String target, String more) {
        relations
                .append("<Relationship Id=\"")
                .append(id)
                .append("\" Type=\"")
                .append(type)
                .append("\" Target=\"")
                .append(target)
                .append("\" ")
                .append(more)
                .append("/>");
        return this;
    }

    /** Adds macro code, which need not be any: nobody looks into it. */
    public Documents macros(byte[] code) {
        overrides.append(
                "<Override PartName=\"/word/vbaProject.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>");
        return relation(
                        "rId9",
                        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
                        "vbaProject.bin",
                        "")
                .part("word/vbaProject.bin", code);
    }

    /** Returns the document, deflated. */
    public ByteSource build() throws IOException {
        return build(ZipEntry.DEFLATED);
    }

    /** Returns the document, packed by a method of zip. */
    public ByteSource build(int method) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(
                "[Content_Types].xml",
                ("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                                + "<Default Extension=\"png\" ContentType=\"image/png\"/>"
                                + "<Default Extension=\"rels\""
                                + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                + overrides + "</Types>")
                        .getBytes(StandardCharsets.UTF_8));
        all.putAll(parts);
        all.put(
                "word/_rels/document.xml.rels",
                ("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relations
                                + "</Relationships>")
                        .getBytes(StandardCharsets.UTF_8));
        return zip(all, method);
    }

    static ByteSource zip(Map<String, byte[]> parts, int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(LocalDateTime.of(2026, 11, 24, 10, 0));
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    entry.setSize(part.getValue().length);
                    CRC32 crc = new CRC32();
                    crc.update(part.getValue());
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return ByteSource.wrap(bytes.toByteArray());
    }

    /** Takes an archive apart with the JDK's own reader, front to back. */
    static ImmutableMap<String, ByteSource> unzip(ByteSource archive) throws IOException {
        ImmutableMap.Builder<String, ByteSource> parts = ImmutableMap.builder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.read()))) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null) {
                parts.put(entry.getName(), ByteSource.wrap(zip.readAllBytes()));
                entry = zip.getNextEntry();
            }
        }
        return parts.buildOrThrow();
    }

    /** Returns what stands for macro code. */
    public static byte[] code(long seed) {
        byte[] code = new byte[3000];
        new Random(seed).nextBytes(code);
        return code;
    }
}
