package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds are told by bytes. */
class ClassifierTest {
    private static final String OLE2 = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

    static Stream<Arguments> beginnings() {
        return Stream.of(
                Arguments.of("MZ.... and no more of a header", Classifier.Kind.DOS),
                Arguments.of("\u007fELF\u0001\u0001\u0001\u0000", Classifier.Kind.ELF),
                Arguments.of("\u00fe\u00ed\u00fa\u00ce....", Classifier.Kind.MACH_O),
                Arguments.of("\u00ca\u00fe\u00ba\u00be\u0000\u0000\u0000\u0002", Classifier.Kind.MACH_O),
                Arguments.of("\u00ca\u00fe\u00ba\u00be\u0000\u0000\u0000\u003d", Classifier.Kind.OTHER),
                Arguments.of("#!/bin/sh\n", Classifier.Kind.SCRIPT),
                Arguments.of("@echo off", Classifier.Kind.SCRIPT),
                Arguments.of("<?php ?>", Classifier.Kind.SCRIPT),
                Arguments.of("\u001f\u008b\u0008 gzip", Classifier.Kind.ARCHIVE),
                Arguments.of("BZh91AY", Classifier.Kind.ARCHIVE),
                Arguments.of("\u00fd7zXZ\u0000", Classifier.Kind.ARCHIVE),
                Arguments.of("7z\u00bc\u00af'\u001c", Classifier.Kind.ARCHIVE),
                Arguments.of("Rar!\u001a", Classifier.Kind.ARCHIVE),
                Arguments.of("PK\u0003\u0004 and no archive", Classifier.Kind.ARCHIVE),
                Arguments.of("plain text", Classifier.Kind.OTHER),
                Arguments.of("%PDF-1.7", Classifier.Kind.OTHER),
                Arguments.of("GIF89a", Classifier.Kind.DATA),
                Arguments.of("\u00ff\u00d8\u00ff", Classifier.Kind.DATA),
                Arguments.of("", Classifier.Kind.DATA));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void beginningsTell(String begin, Classifier.Kind kind) throws IOException {
        assertThat(kind(begin)).isEqualTo(kind);
    }

    @Test
    void programsOfWindows() throws IOException {
        assertThat(Classifier.classify(ByteSource.wrap(Programs.pe(0x1000, 0x400, ""))))
                .isEqualTo(Classifier.Kind.PE);
    }

    @Test
    void tarsAreToldByWhatStandsWithin() throws IOException {
        assertThat(kind("name" + "\u0000".repeat(253) + "ustar")).isEqualTo(Classifier.Kind.ARCHIVE);
        assertThat(kind("name" + "\u0000".repeat(252) + "ustar")).isEqualTo(Classifier.Kind.OTHER);
    }

    @Test
    void documentsOfOlderOfficePrograms() throws IOException {
        byte[] name = "_VBA_PROJECT".getBytes(StandardCharsets.UTF_16LE);
        byte[] begin = (OLE2 + "x".repeat(600)).getBytes(StandardCharsets.ISO_8859_1);
        for (int before : new int[] {0, 65_000, 65_535, 65_548, 131_072, 200_000}) {
            byte[] document = Bytes.concat(begin, new byte[before], name);
            assertThat(Classifier.classify(new Pieces(ByteSource.wrap(document), 999)))
                    .as("%s bytes before", before)
                    .isEqualTo(Classifier.Kind.OLE2_WITH_MACROS);
        }
        assertThat(Classifier.classify(ByteSource.wrap(Bytes.concat(begin, new byte[200_000]))))
                .isEqualTo(Classifier.Kind.OLE2);
    }

    @Test
    void whatIsInAZipTells() throws IOException {
        assertThat(zip("a.exe")).isEqualTo(Classifier.Kind.ARCHIVE);
        assertThat(zip("[Content_Types].xml", "word/document.xml")).isEqualTo(Classifier.Kind.OOXML);
        assertThat(zip("[Content_Types].xml", "word/vbaProject.bin")).isEqualTo(Classifier.Kind.OOXML_WITH_MACROS);
        assertThat(zip("word/vbaProject.bin")).isEqualTo(Classifier.Kind.OOXML_WITH_MACROS);
    }

    /** 93 is Zstandard and 95 is XZ; their decoders are not there. */
    @ParameterizedTest
    @CsvSource({"93", "95"})
    void aZipThatCannotBeUnpackedIsAnArchive(int method) throws IOException {
        byte[] archive = zipped("a.bin");
        archive[8] = (byte) method;

        assertThat(Classifier.classify(ByteSource.wrap(archive))).isEqualTo(Classifier.Kind.ARCHIVE);
    }

    @Test
    void aZipOfWhichEverythingIsEncrypted() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("a.bin");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(0);
            entry.setCrc(0);
            zip.putNextEntry(entry);
        }
        byte[] archive = bytes.toByteArray();
        archive[6] |= 1;

        assertThat(Classifier.classify(ByteSource.wrap(archive))).isEqualTo(Classifier.Kind.ENCRYPTED_ARCHIVE);
    }

    private static Classifier.Kind kind(String bytes) throws IOException {
        return Classifier.classify(Sets.bytes(bytes));
    }

    private static Classifier.Kind zip(String... names) throws IOException {
        return Classifier.classify(ByteSource.wrap(zipped(names)));
    }

    private static byte[] zipped(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[100]);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
