package dev.cordon.office;

import static dev.cordon.office.Ole2Documents.base;
import static dev.cordon.office.Ole2Documents.text;
import static dev.cordon.office.VbaProject.add;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.StripMethod;
import dev.cordon.spi.Stripper;
import dev.cordon.spi.Stripper.Obstacle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFClientAnchor;
import org.apache.poi.hssf.usermodel.HSSFComment;
import org.apache.poi.hssf.usermodel.HSSFPatriarch;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.macros.VBAMacroReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each thing that a document in a binary format holds. */
class Ole2StripperTest {
    private static final String SECRET = "Wobbegong";

    @Test
    void macroCodeOfWordIsFoundAndReadAfterwards() throws IOException {
        assertThat(macros(stripped(Ole2Documents.word(SECRET)).read())).containsEntry("Module1", VbaProject.SOURCE);
    }

    @Test
    void macroCodeOfExcelIsFoundAndReadAfterwards() throws IOException {
        assertThat(macros(stripped(Ole2Documents.workbook(SECRET)).read())).containsEntry("Module1", VbaProject.SOURCE);
    }

    @Test
    void macroCodeOfPowerPointIsFoundAndReadAfterwards() throws IOException {
        byte[] project = Ole2Documents.project(stripped(Ole2Documents.presentation(SECRET)));

        assertThat(macros(project)).containsEntry("Module1", VbaProject.SOURCE);
    }

    private static Map<String, String> macros(byte[] document) throws IOException {
        try (VBAMacroReader reader = new VBAMacroReader(new ByteArrayInputStream(document))) {
            return reader.readMacros();
        }
    }

    @Test
    void theFileKeepsItsSizeAndEverythingItsPlace() throws IOException {
        byte[] before = Ole2Documents.word(SECRET).read();

        byte[] after = stripped(ByteSource.wrap(before)).read();

        assertThat(after).hasSameSizeAs(before);
        for (int position = 0; position < before.length; position++) {
            boolean isUnused = after[position] == -1;
            assertThat(after[position] == 0 || isUnused || after[position] == before[position])
                    .as("the byte at %s", position)
                    .isTrue();
        }
    }

    @Test
    void theOutcomeNamesTheMethodOfTheGuide() throws IOException {
        assertThat(((Stripper.Stripped) strip(Ole2Documents.word(SECRET))).method())
                .isEqualTo(StripMethod.OVERWRITE_ZEROES);
    }

    @Test
    void ofTheTextOfWordOnlyItsBaseIsLeft() throws IOException {
        byte[] text = stream(stripped(Ole2Documents.word(SECRET)), "WordDocument");

        assertThat(text).startsWith(base(0xc1, 0)).hasSize(6032);
        assertThat(Bytes.asList(text).subList(32, text.length)).containsOnly((byte) 0);
    }

    @Test
    void recordsOfAWorkbookKeepTheirKindsAndLengthsAndSheetsThatAreCodeEverything() throws IOException {
        byte[] before = stream(Ole2Documents.workbook(SECRET), "Workbook");

        byte[] after = stream(stripped(Ole2Documents.workbook(SECRET)), "Workbook");

        int code = Bytes.indexOf(before, new byte[] {0x40, 0, 1, 2, 3, 4});
        assertThat(ByteSource.wrap(after).slice(code, 52).read())
                .isEqualTo(ByteSource.wrap(before).slice(code, 52).read());
        assertThat(kinds(after)).isEqualTo("809 5c 85 fc a 809 6 a ").isEqualTo(kinds(before));
    }

    @Test
    void nothingOfAWorkbookThatAnotherLibraryHasWrittenIsLeft() throws IOException {
        ByteSource document = foreign(Optional.empty());
        assertThat(holds(document)).as("the workbook holds its secret").isTrue();

        assertThat(holds(stripped(document))).isFalse();
    }

    @Test
    void aWorkbookThatAnotherLibraryHasEncryptedIsSaidToBeEncrypted() throws IOException {
        assertThat(refusal(foreign(Optional.of("password")))).isEqualTo(Obstacle.ENCRYPTED);
    }

    private static ByteSource foreign(Optional<String> password) throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            workbook.createInformationProperties();
            workbook.getSummaryInformation().setAuthor(SECRET);
            HSSFSheet sheet = workbook.createSheet(SECRET);
            HSSFRow row = sheet.createRow(1);
            row.createCell(0).setCellValue(SECRET);
            row.createCell(1).setCellFormula("\"" + SECRET + "\"");
            sheet.getHeader().setCenter(SECRET);
            HSSFPatriarch drawing = sheet.createDrawingPatriarch();
            HSSFComment comment = drawing.createCellComment(new HSSFClientAnchor());
            comment.setAuthor(SECRET);
            comment.setString(new HSSFRichTextString(SECRET));
            row.getCell(0).setCellComment(comment);
            workbook.createName().setNameName(SECRET);
            Biff8EncryptionKey.setCurrentUserPassword(password.orElse(null));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return ByteSource.wrap(bytes.toByteArray());
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    private static String kinds(byte[] book) {
        ByteBuffer records = ByteBuffer.wrap(book).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder kinds = new StringBuilder();
        int ends = 0;
        for (int position = 0; ends < 2; position += 4 + records.getShort(position + 2)) {
            int kind = records.getShort(position);
            kinds.append(Integer.toHexString(kind)).append(' ');
            ends += kind == 0x0a ? 1 : 0;
        }
        return kinds.toString();
    }

    @Test
    void whatADeletedStreamHasLeftIsGone() throws IOException {
        ByteSource document = Ole2Documents.delete(
                Ole2Documents.of(root -> {
                    add(root, "WordDocument", Bytes.concat(base(0xc1, 0), text("x", 5000)));
                    add(root, "Deleted" + SECRET, text(SECRET, 9000));
                }),
                "Deleted" + SECRET);
        assertThat(holds(document)).as("the bytes are still there").isTrue();

        assertThat(holds(stripped(document))).isFalse();
    }

    @Test
    void whatLiesBehindTheEndOfAStreamIsGone() throws IOException {
        byte[] document = Ole2Documents.word("x").read();
        int code = Bytes.indexOf(document, "MsgBox".getBytes(StandardCharsets.US_ASCII));
        int text = Bytes.indexOf(document, "x x x x".getBytes(StandardCharsets.US_ASCII));
        assertThat(code).as("code is not packed").isNegative();
        assertThat(text).isPositive();
        int slack = slackOf(document);
        System.arraycopy(SECRET.getBytes(StandardCharsets.US_ASCII), 0, document, slack, SECRET.length());

        assertThat(holds(stripped(ByteSource.wrap(document)))).isFalse();
    }

    /** The list of modules is kept and ends within its small sector; behind it the library writes ones. */
    private static int slackOf(byte[] document) {
        int end = Bytes.indexOf(document, new byte[] {(byte) 0xcc, 0x61, (byte) 0xff, (byte) 0xff, 0, 0, 0});
        assertThat(end).isPositive();
        return end + 7;
    }

    @Test
    void macrosOfEmbeddedDocumentsStay() throws IOException {
        ByteSource document = Ole2Documents.of(root -> {
            add(root, "WordDocument", Bytes.concat(base(0xc1, 0), text(SECRET, 5000)));
            DirectoryEntry inner = root.createDirectory("ObjectPool").createDirectory("_12");
            add(inner, "Workbook", text(SECRET, 500));
            VbaProject.write(inner.createDirectory("_VBA_PROJECT_CUR"));
        });

        ByteSource stripped = stripped(document);

        assertThat(stream(stripped, "ObjectPool/_12/_VBA_PROJECT_CUR/VBA/Module1"))
                .isEqualTo(stream(document, "ObjectPool/_12/_VBA_PROJECT_CUR/VBA/Module1"));
        assertThat(stream(stripped, "ObjectPool/_12/Workbook")).containsOnly(0);
    }

    @Test
    void aProjectInTheRootKeepsNothingElseAlive() throws IOException {
        ByteSource document = Ole2Documents.of(root -> {
            add(root, "WordDocument", Bytes.concat(base(0xc1, 0), text(SECRET, 5000)));
            add(root, "1Table", text(SECRET, 500));
            VbaProject.write(root);
        });

        assertThat(holds(stripped(document))).isFalse();
        assertThat(macros(stripped(document).read())).containsEntry("Module1", VbaProject.SOURCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EncryptedPackage", "EncryptionInfo", "EncryptedSummary"})
    void encryptedDocumentsAreSaidToBeEncrypted(String stream) throws IOException {
        assertThat(refusal(Ole2Documents.of(root -> add(root, stream, new byte[5000]))))
                .isEqualTo(Obstacle.ENCRYPTED);
    }

    @Test
    void documentsOfWordWithAPasswordAreSaidToBeEncrypted() throws IOException {
        assertThat(refusal(Ole2Documents.of(root -> add(root, "WordDocument", base(0xc1, 0x100)))))
                .isEqualTo(Obstacle.ENCRYPTED);
    }

    @Test
    void workbooksWithAPasswordAreSaidToBeEncrypted() throws IOException {
        ByteArrayOutputStream book = new ByteArrayOutputStream();
        Ole2Documents.record(book, 0x809, new byte[16]);
        Ole2Documents.record(book, 0x2f, new byte[54]);

        assertThat(refusal(Ole2Documents.of(root -> add(root, "Workbook", book.toByteArray()))))
                .isEqualTo(Obstacle.ENCRYPTED);
    }

    @Test
    void presentationsWithAPasswordAreSaidToBeEncrypted() throws IOException {
        assertThat(refusal(Ole2Documents.of(root -> {
                    add(root, "PowerPoint Document", new byte[0]);
                    add(root, "Current User", Ole2Documents.currentUser(0xf3d1c4df));
                })))
                .isEqualTo(Obstacle.ENCRYPTED);
    }

    @Test
    void documentsInWhichCodeStandsAmongTheTextAreNotUnderstood() throws IOException {
        assertThat(refusal(Ole2Documents.of(root -> add(root, "WordDocument", base(0x68, 0)))))
                .isEqualTo(Obstacle.NOT_UNDERSTOOD);
    }

    @Test
    void otherFilesOfTheKindAreNotUnderstood() throws IOException {
        assertThat(refusal(Ole2Documents.of(root -> add(root, "__properties_version1.0", new byte[32]))))
                .isEqualTo(Obstacle.NOT_UNDERSTOOD);
        assertThat(refusal(ByteSource.wrap(VbaProject.file()))).isEqualTo(Obstacle.NOT_UNDERSTOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Workbook", "PowerPoint Document"})
    void recordsThatEndBehindTheirStreamAreMalformed(String stream) throws IOException {
        byte[] records = {9, 8, (byte) 0xff, 0x7f, 0, 0, 0, 1, 0, 0};

        assertThat(refusal(Ole2Documents.of(root -> add(root, stream, records))))
                .isEqualTo(Obstacle.MALFORMED);
    }

    @Test
    void recordsThatLieTooDeepAreMalformed() throws IOException {
        ByteBuffer nested = ByteBuffer.allocate(8 * 100).order(ByteOrder.LITTLE_ENDIAN);
        while (nested.hasRemaining()) {
            nested.putShort((short) 0xf).putShort((short) 0x3e8).putInt(nested.remaining() - 4);
        }

        assertThat(refusal(Ole2Documents.of(root -> add(root, "PowerPoint Document", nested.array()))))
                .isEqualTo(Obstacle.MALFORMED);
    }

    @Test
    void streamsThatShareTheirPlaceAreMalformed() throws IOException {
        byte[] document = Ole2Documents.word(SECRET).read();
        int data = directoryEntry(document, "Data");
        int text = directoryEntry(document, "WordDocument");
        System.arraycopy(document, text + 116, document, data + 116, 4);

        assertThat(refusal(ByteSource.wrap(document))).isEqualTo(Obstacle.MALFORMED);
    }

    private static int directoryEntry(byte[] document, String name) {
        return Bytes.indexOf(document, (name + "\0").getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void aPresentationOfObjectsThatUnpackToMuchIsTooLarge() throws IOException {
        byte[] storage = Arrays.copyOf(VbaProject.file(), 48 << 20);
        // As many tables as make the library read all of it.
        ByteBuffer.wrap(storage).order(ByteOrder.LITTLE_ENDIAN).putInt(44, 900);

        assertThat(strip(Ole2Documents.presentationWith(storage, 2))).isInstanceOf(Stripper.Stripped.class);
        assertThat(refusal(Ole2Documents.presentationWith(storage, 4))).isEqualTo(Obstacle.TOO_LARGE);
    }

    @Test
    void aPresentationOfVeryManyObjectsIsTooLarge() throws IOException {
        assertThat(strip(Ole2Documents.presentationWith(new byte[9], 1_000))).isInstanceOf(Stripper.Stripped.class);
        assertThat(refusal(Ole2Documents.presentationWith(new byte[9], 1_001))).isEqualTo(Obstacle.TOO_LARGE);
    }

    @Test
    void whatIsLargerThanAllowedIsTooLarge() throws IOException {
        ByteSource document = Ole2Documents.word(SECRET);
        int size = (int) document.size();

        assertThat(new Ole2Stripper(size).strip(new Stripper.Request(document))).isInstanceOf(Stripper.Stripped.class);
        assertThat(((Stripper.Refused) new Ole2Stripper(size - 1).strip(new Stripper.Request(document))).obstacle())
                .isEqualTo(Obstacle.TOO_LARGE);
    }

    private static boolean holds(ByteSource document) throws IOException {
        byte[] bytes = document.read();
        return Bytes.indexOf(bytes, SECRET.getBytes(StandardCharsets.US_ASCII)) >= 0
                || Bytes.indexOf(bytes, SECRET.getBytes(StandardCharsets.UTF_16LE)) >= 0;
    }

    private static byte[] stream(ByteSource document, String path) throws IOException {
        return Ole2Documents.streams(document).get(path).read();
    }

    private static Stripper.Outcome strip(ByteSource document) throws IOException {
        return new Ole2Stripper().strip(new Stripper.Request(document));
    }

    private static ByteSource stripped(ByteSource document) throws IOException {
        Stripper.Outcome outcome = strip(document);
        assertThat(outcome).isInstanceOf(Stripper.Stripped.class);
        return ((Stripper.Stripped) outcome).content();
    }

    private static Obstacle refusal(ByteSource document) throws IOException {
        Stripper.Outcome outcome = strip(document);
        assertThat(outcome).isInstanceOf(Stripper.Refused.class);
        return ((Stripper.Refused) outcome).obstacle();
    }
}
