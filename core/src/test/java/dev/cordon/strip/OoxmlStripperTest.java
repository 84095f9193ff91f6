package dev.cordon.strip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.StripMethod;
import dev.cordon.codec.ZipLimits;
import dev.cordon.spi.Stripper;
import dev.cordon.spi.Stripper.Obstacle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each thing that a document holds. */
class OoxmlStripperTest {
    private static final Stripper STRIPPER = new OoxmlStripper();

    @Test
    void theOutcomeNamesTheMethodOfTheGuide() throws IOException {
        assertThat(((Stripper.Stripped) strip(document("text"))).method()).isEqualTo(StripMethod.OVERWRITE_ZEROES);
    }

    @Test
    void textBecomesAsManyZerosAsItHadBytes() throws IOException {
        assertThat(body("größer &amp; <![CDATA[mehr]]>"))
                .contains("<w:t>" + "0".repeat("größer &amp; ".getBytes(StandardCharsets.UTF_8).length)
                        + "<![CDATA[0000]]></w:t>");
    }

    @Test
    void blanksBetweenElementsStay() throws IOException {
        assertThat(stripped("<w:document " + Documents.W + ">\n  <w:p/>\r\n\t</w:document>"))
                .isEqualTo("<w:document " + Documents.W + ">\n  <w:p/>\r\n\t</w:document>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<w:p w:author=\"Ann\"/> | <w:p w:author=\"000\"/>",
                "<w:p w:author='a>b'/> | <w:p w:author='000'/>",
                "<w:p  w:a = \"&lt;x\"  /> | <w:p  w:a = \"00000\"  />",
                "<w:p w:a=\"\"/> | <w:p w:a=\"\"/>",
                "<w:p r:id=\"rId12\"/> | <w:p r:id=\"rId12\"/>",
                "<w:p r:id=\"R0a1b2c3d4e5f6071\"/> | <w:p r:id=\"R0a1b2c3d4e5f6071\"/>",
                "<w:p r:id=\"Wobbegong\"/> | <w:p r:id=\"000000000\"/>",
                "<w:p id=\"rId1\"/> | <w:p id=\"0000\"/>",
                "<w:p xml:space=\"preserve\"/> | <w:p xml:space=\"preserve\"/>",
                "<w:p xml:space=\"Wobbegong\"/> | <w:p xml:space=\"000000000\"/>",
                "<!--Ann--><w:p/> | <!--000--><w:p/>",
                "<?ann was here?><w:p/> | <?x 0000000000?><w:p/>",
                "<w:p xmlns:s=\"urn:ann\" s:a=\"b\"/> | '<w:p                          />'",
                "<w:p xmlns:s=\"urn:ann\"><s:ann>1<w:t>2</w:t></s:ann></w:p> |"
                        + " '<w:p                  ><?x 0000000000000000000000?></w:p>'",
                "<ann xmlns=\"urn:ann\"/> | <?x 0000000000000000?>",
                "<ann/> | <?x ?>",
                "<a/> | <x/>",
            })
    void whatStandsInMarkup(String before, String after) throws IOException {
        String begin = "<w:document " + Documents.W + " " + Documents.R + ">";

        assertThat(stripped(begin + before + "</w:document>")).isEqualTo(begin + after + "</w:document>");
    }

    @Test
    void prefixesOfUnknownVocabulariesAreNotNamedAnyMore() throws IOException {
        String begin = "<w:document " + Documents.W
                + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

        assertThat(stripped(begin + " xmlns:ann=\"urn:ann\" mc:Ignorable=\"w ann\"/>"))
                .isEqualTo(begin + " ".repeat(20) + " mc:Ignorable=\"w    \"/>");
    }

    @Test
    void aPartOfAnUnknownVocabularyBecomesOneElement() throws IOException {
        assertThat(stripped("<ann xmlns=\"urn:ann\">bob</ann>")).isEqualTo("<x>" + "0".repeat(23) + "</x>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void partsInWideCharactersAreStrippedToo(String charset) throws IOException {
        Charset wide = Charset.forName(charset);
        String text = "\ufeff<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document " + Documents.W
                + "><w:t>größer 𝄞</w:t></w:document>";
        ByteSource document = Documents.withBody("")
                .part("word/document.xml", text.getBytes(wide))
                .build();

        assertThat(new String(part(document, "word/document.xml"), wide))
                .isEqualTo(text.replace("größer 𝄞", "000000000"));
    }

    @Test
    void aMarkOfTheEncodingStays() throws IOException {
        String text = "\ufeff<w:document " + Documents.W + ">Ann</w:document>";

        assertThat(stripped(text)).isEqualTo(text.replace("Ann", "000"));
    }

    @Test
    void drawingsInTheOlderFormKeepTheirElements() throws IOException {
        String drawing = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:shape alt=\"Ann\"/></xml>";
        ByteSource document = Documents.withBody(Documents.body("text"))
                .part("word/drawing1.vml", "application/vnd.openxmlformats-officedocument.vmlDrawing", drawing)
                .build();

        assertThat(text(document, "word/drawing1.vml")).isEqualTo(drawing.replace("Ann", "000"));
    }

    @Test
    void relationsWithinTheDocumentStayAndOthersDoNot() throws IOException {
        ByteSource document = Documents.withBody(Documents.body("text"))
                .macros(Documents.code(1))
                .relation("rId3", Documents.RELATION + "hyperlink", "C:\\Users\\Ann", "TargetMode=\"External\"")
                .relation("rId4", Documents.RELATION + "hyperlink", "ann/../document.xml", "")
                .build();

        assertThat(text(document, "word/_rels/document.xml.rels"))
                .contains("Id=\"rId9\" Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\""
                        + " Target=\"vbaProject.bin\"")
                .contains("Id=\"rId3\" Type=\"" + Documents.RELATION
                        + "hyperlink\" Target=\"000000000000\" TargetMode=\"External\"")
                .contains("Id=\"rId4\" Type=\"" + Documents.RELATION + "hyperlink\" Target=\"0000000000000000000\"");
    }

    @Test
    void picturesAndEmbeddedFilesBecomeZeroBytes() throws IOException {
        ByteSource document = Documents.withBody(Documents.body("text"))
                .part("word/media/image1.png", Documents.code(2))
                .part("word/embeddings/oleObject1.bin", Documents.code(3))
                .build();

        assertThat(part(document, "word/media/image1.png")).isEqualTo(new byte[3000]);
        assertThat(part(document, "word/embeddings/oleObject1.bin")).isEqualTo(new byte[3000]);
    }

    @Test
    void macroCodeUnderAnotherNameStays() throws IOException {
        byte[] byType = Documents.code(4);
        byte[] byRelation = Documents.code(5);
        ByteSource document = Documents.withBody(Documents.body("text"))
                .part("word/picture1.png", "application/vnd.ms-office.vbaProject", "")
                .part("word/picture1.png", byType)
                .relation("rId5", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "b.png", "")
                .part("word/b.png", byRelation)
                .build();

        assertThat(part(document, "word/picture1.png")).isEqualTo(byType);
        assertThat(part(document, "word/b.png")).isEqualTo(byRelation);
    }

    @Test
    void codeInCellsStays() throws IOException {
        String sheet = "<xm:macrosheet xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\">"
                + "<f>EXEC(A1)</f></xm:macrosheet>";
        ByteSource document = Documents.withBody(Documents.body("text"))
                .part("xl/macrosheets/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml", sheet)
                .build();

        assertThat(text(document, "xl/macrosheets/sheet1.xml")).isEqualTo(sheet);
    }

    @ParameterizedTest
    @CsvSource({"true,Sheet1", "false,000000"})
    void theNamesThatCodeHasForSheetsStayWhereThereIsCode(boolean hasCode, String expected) throws IOException {
        String sheet = "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                + "<x:sheetPr codeName=\"%s\"/></x:worksheet>";
        Documents document = Documents.withBody(Documents.body("text"))
                .part(
                        "xl/sheet1.xml",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
                        sheet.formatted("Sheet1"));
        ByteSource built = hasCode ? document.macros(Documents.code(6)).build() : document.build();

        assertThat(text(built, "xl/sheet1.xml")).isEqualTo(sheet.formatted(expected));
    }

    @Test
    void macroCodeStaysPackedAsItWas() throws IOException {
        byte[] code = "Sub AutoOpen()\n".repeat(200).getBytes(StandardCharsets.US_ASCII);
        ByteSource document =
                Documents.withBody(Documents.body("text")).macros(code).build();

        assertThat(Bytes.indexOf(stripped(document).read(), packed(document, "word/vbaProject.bin")))
                .isNotNegative();
    }

    @Test
    void whatIsStoredStaysStored() throws IOException {
        ByteSource document = Documents.withBody(Documents.body("text"))
                .macros(Documents.code(1))
                .build(ZipEntry.STORED);

        ByteSource stripped = stripped(document);

        assertThat(Bytes.indexOf(stripped.read(), Documents.code(1))).isNotNegative();
        assertThat(stripped.size()).isLessThanOrEqualTo(document.size());
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(stripped.read()))
                .get()) {
            assertThat(Collections.list(zip.getEntries())).allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
        }
    }

    @Test
    void whatTheArchiveHoldsBesideItsPartsIsGone() throws IOException {
        byte[] document = document("text").read();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setComment("Wobbegong in the comment");
            for (Map.Entry<String, ByteSource> part :
                    Documents.unzip(ByteSource.wrap(document)).entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setComment("Wobbegong beside the part");
                entry.setExtra(new byte[] {'W', 'o', 4, 0, 'b', 'b', 'e', 'g'});
                zip.putNextEntry(entry);
                zip.write(part.getValue().read());
                zip.closeEntry();
            }
        }

        byte[] stripped = stripped(ByteSource.wrap(bytes.toByteArray())).read();

        assertThat(new String(stripped, StandardCharsets.ISO_8859_1)).doesNotContain("Wobbeg");
        assertThat(stripped).isEqualTo(stripped(ByteSource.wrap(document)).read());
    }

    @Test
    void foldersOfTheArchiveStay() throws IOException {
        ByteSource document = Documents.withBody(Documents.body("text"))
                .part("word/media/", new byte[0])
                .build();

        assertThat(Documents.unzip(stripped(document)).keySet())
                .containsExactlyElementsOf(Documents.unzip(document).keySet());
    }

    @Test
    void anArchiveThatIsNoOfficeDocumentIsNotUnderstood() throws IOException {
        assertThat(refusal(Documents.zip(Map.of("a.txt", new byte[9]), ZipEntry.DEFLATED)))
                .isEqualTo(Obstacle.NOT_UNDERSTOOD);
        assertThat(refusal(Documents.zip(
                        Map.of("[Content_Types].xml", "<Types/>".getBytes(StandardCharsets.US_ASCII)),
                        ZipEntry.DEFLATED)))
                .isEqualTo(Obstacle.NOT_UNDERSTOOD);
    }

    @Test
    void aDocumentBehindAProgramIsNotUnderstood() throws IOException {
        ByteSource program = ByteSource.wrap("MZ and more".getBytes(StandardCharsets.US_ASCII));

        assertThat(refusal(ByteSource.concat(program, document("text")))).isEqualTo(Obstacle.NOT_UNDERSTOOD);
    }

    @Test
    void anEncryptedArchiveIsSaidToBeEncrypted() throws IOException {
        byte[] document = document("text").read();
        for (int position = 0; position < document.length - 10; position++) {
            if (isAt(document, position, 0x04034b50)) {
                document[position + 6] |= 1;
            } else if (isAt(document, position, 0x02014b50)) {
                document[position + 8] |= 1;
            }
        }

        assertThat(refusal(ByteSource.wrap(document))).isEqualTo(Obstacle.ENCRYPTED);
    }

    private static boolean isAt(byte[] bytes, int position, int signature) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(position) == signature;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<w:document",
                "<a></b>",
                "text",
                "<a b=1/>",
                "<a b=\"<\"/>",
                "<a>&nothing;</b>",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
                "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
                "<?xml version=\"1.1\"?><a/>",
                "<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>",
                "<a/><b/>",
                "<a b='1' b='2'/>",
                "<p:a/>",
                "<a p:b=''/>",
                "\u0001<a/>",
            })
    void markupThatIsNotWellFormedIsRefused(String markup) throws IOException {
        assertThat(refusal(Documents.withBody(markup).build())).isEqualTo(Obstacle.MALFORMED);
    }

    @Test
    void markupThatIsNotInItsEncodingIsRefused() throws IOException {
        byte[] markup = Documents.body("größer").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refusal(
                        Documents.withBody("").part("word/document.xml", markup).build()))
                .isEqualTo(Obstacle.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.xml", "/evil.xml", "a/../b.xml", "WORD/DOCUMENT.XML", "C:evil.xml"})
    void namesThatPlayTricksAreRefused(String name) throws IOException {
        ByteSource document =
                Documents.withBody(Documents.body("text")).part(name, "<a/>").build();

        assertThat(refusal(document)).isEqualTo(Obstacle.MALFORMED);
    }

    @Test
    void aBombIsRefused() throws IOException {
        ByteSource bomb = Documents.withBody(Documents.body("text"))
                .part("word/media/image1.png", new byte[32 << 20])
                .build();

        assertThat(refusal(bomb)).isEqualTo(Obstacle.MALFORMED);
    }

    @Test
    void tooManyPartsAreRefused() throws IOException {
        ByteSource document = document("text");

        assertThat(new OoxmlStripper(new ZipLimits(4, 1 << 20, 200)).strip(new Stripper.Request(document)))
                .isInstanceOf(Stripper.Stripped.class);
        assertThat(obstacle(new OoxmlStripper(new ZipLimits(3, 1 << 20, 200)), document))
                .isEqualTo(Obstacle.MALFORMED);
    }

    @Test
    void whatIsLargerThanAllowedIsTooLarge() throws IOException {
        ByteSource document = document("text");

        assertThat(obstacle(new OoxmlStripper(new ZipLimits(9, document.size() - 1, 200)), document))
                .isEqualTo(Obstacle.TOO_LARGE);
    }

    @Test
    void codeThatHidesMoreBehindItsEndIsRefused() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (Map.Entry<String, ByteSource> part : Documents.unzip(Documents.withBody(Documents.body("text"))
                        .macros(Documents.code(1))
                        .build())
                .entrySet()) {
            parts.put(part.getKey(), part.getValue().read());
        }

        assertThat(strip(Hidden.archive(parts, "word/vbaProject.bin", new byte[0])))
                .isInstanceOf(Stripper.Stripped.class);
        assertThat(refusal(
                        Hidden.archive(parts, "word/vbaProject.bin", "Wobbegong".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(Obstacle.MALFORMED);
    }

    @Test
    void anotherNameBeforeAPartDoesNotHideItsCode() throws IOException {
        byte[] archive = codeUnderTwoNames().read();
        // In the directory the field becomes one that nobody knows.
        int directory = lastIndexOf(archive, new byte[] {0x75, 0x70});
        archive[directory]++;

        assertThat(Documents.unzip(stripped(ByteSource.wrap(archive)))
                        .get("word/vbaProject.bin")
                        .read())
                .isEqualTo(Documents.code(1));
    }

    private static ByteSource codeUnderTwoNames() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, ByteSource> part : Documents.unzip(Documents.withBody(Documents.body("text"))
                            .macros(Documents.code(1))
                            .build())
                    .entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(part.getKey());
                if (part.getKey().endsWith(".bin")) {
                    byte[] name = part.getKey().getBytes(StandardCharsets.US_ASCII);
                    entry.addExtraField(new UnicodePathExtraField("word/other.bin", name));
                }
                zip.setUseLanguageEncodingFlag(false);
                zip.putArchiveEntry(entry);
                part.getValue().copyTo(zip);
                zip.closeArchiveEntry();
            }
        }
        return ByteSource.wrap(bytes.toByteArray());
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        int position = bytes.length - wanted.length;
        while (!Arrays.equals(bytes, position, position + wanted.length, wanted, 0, wanted.length)) {
            position--;
        }
        return position;
    }

    @Test
    void prefixesInOtherLettersLeaveNoHalfCharacters() throws IOException {
        String begin = "<w:document " + Documents.W
                + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

        assertThat(stripped(begin + " xmlns:\u00e0=\"urn:ann\" mc:Ignorable=\"w \u00e0\"/>"))
                .isEqualTo(begin + " ".repeat(19) + " mc:Ignorable=\"w   \"/>");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLongListOfPrefixesTakesNoLongerThanOtherMarkup() throws IOException {
        String markup = "<w:document " + Documents.W
                + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" mc:Ignorable=\""
                + "a ".repeat(8 << 20) + "\"/>";
        byte[] picture = new byte[100_000];
        new Random(1).nextBytes(picture);
        ByteSource document = Documents.withBody(markup)
                .part("word/media/image1.png", picture)
                .build();

        assertThat(text(document, "word/document.xml")).isEqualTo(markup.replace("a ", "  "));
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyRelationsToManyPartsTakeNoLongerThanOtherMarkup() throws IOException {
        Documents document = Documents.withBody(Documents.body("text"));
        for (int part = 0; part < 9_000; part++) {
            document.part("word/media/" + part + ".png", new byte[0]);
        }
        String relation =
                "<Relationship Type=\"" + Documents.RELATION + "officeDocument\" Target=\"word/media/1.png\"/>";
        document.part(
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + relation.repeat(100_000) + "</Relationships>");

        assertThat(refusal(document.build())).isEqualTo(Obstacle.NOT_UNDERSTOOD);
    }

    @Test
    void markupThatLiesDeeperThanThatOfDocumentsIsRefused() throws IOException {
        assertThat(strip(Documents.withBody(nested(990)).build())).isInstanceOf(Stripper.Stripped.class);
        assertThat(refusal(Documents.withBody(nested(1_001)).build())).isEqualTo(Obstacle.MALFORMED);
    }

    private static String nested(int depth) {
        return ("<w:p " + Documents.W + ">").repeat(depth) + "</w:p>".repeat(depth);
    }

    @Test
    void moreVocabulariesThanDocumentsHaveAreRefused() throws IOException {
        assertThat(strip(Documents.withBody(declaring(900)).build())).isInstanceOf(Stripper.Stripped.class);
        assertThat(refusal(Documents.withBody(declaring(1_000)).build())).isEqualTo(Obstacle.MALFORMED);
    }

    private static String declaring(int vocabularies) {
        StringBuilder markup = new StringBuilder("<w:document " + Documents.W);
        for (int number = 0; number < vocabularies; number++) {
            markup.append(" xmlns:n").append(number).append("=\"http://www.w3.org/\"");
        }
        return markup.append("/>").toString();
    }

    private static ByteSource document(String text) throws IOException {
        return Documents.withBody(Documents.body(text)).build();
    }

    private static String body(String text) throws IOException {
        return text(document(text), "word/document.xml");
    }

    private static String stripped(String markup) throws IOException {
        return text(Documents.withBody(markup).build(), "word/document.xml");
    }

    private static String text(ByteSource document, String name) throws IOException {
        return new String(part(document, name), StandardCharsets.UTF_8);
    }

    private static byte[] part(ByteSource document, String name) throws IOException {
        ImmutableMap<String, ByteSource> parts = Documents.unzip(stripped(document));
        return parts.get(name).read();
    }

    private static byte[] packed(ByteSource document, String name) throws IOException {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(document.read()))
                .get()) {
            return zip.getRawInputStream(zip.getEntry(name)).readAllBytes();
        }
    }

    private static Stripper.Outcome strip(ByteSource document) throws IOException {
        return STRIPPER.strip(new Stripper.Request(document));
    }

    private static ByteSource stripped(ByteSource document) throws IOException {
        Stripper.Outcome outcome = strip(document);
        assertThat(outcome).isInstanceOf(Stripper.Stripped.class);
        return ((Stripper.Stripped) outcome).content();
    }

    private static Obstacle refusal(ByteSource document) throws IOException {
        return obstacle(STRIPPER, document);
    }

    private static Obstacle obstacle(Stripper stripper, ByteSource document) throws IOException {
        Stripper.Outcome outcome = stripper.strip(new Stripper.Request(document));
        assertThat(outcome).isInstanceOf(Stripper.Refused.class);
        return ((Stripper.Refused) outcome).obstacle();
    }
}
