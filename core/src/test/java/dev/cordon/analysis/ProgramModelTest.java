package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import dev.cordon.codec.WireException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramModelTest {
    private static final byte[] PROGRAM =
            "push ebp; mov ebp, esp; push ebp; mov ebp, esp; ret".getBytes(StandardCharsets.US_ASCII);

    /** Made by {@code model.py} beside it, without any of Cordon's code. */
    private static final String GOLDEN = "golden.model";

    @Test
    void whoHasSeenNothingFindsAllBytesEquallyLikely() {
        assertThat(ProgramModel.ofNothing().log2Probability(PROGRAM)).isCloseTo(-8.0 * PROGRAM.length, offset(1e-9));
        assertThat(ProgramModel.ofNothing().log2Probability(new byte[0])).isZero();
    }

    @Test
    void whatProgramsHaveIsLikelierThanWhatTheyDoNot() throws IOException {
        ProgramModel model = ProgramModels.of(PROGRAM);

        assertThat(model.log2Probability(text("mov ebp, esp"))).isGreaterThan(-20);
        assertThat(model.log2Probability(text("mov ebp; esp")))
                .isLessThan(model.log2Probability(text("mov ebp, esp")) - 1);
        assertThat(model.log2Probability(text("#0$1%2&3'4(5"))).isLessThan(-90);
    }

    @Test
    void theEndOfOneFileAndTheBeginningOfTheNextAreNoProgram() throws IOException {
        ProgramModel apart = ProgramModels.of(text("abc"), text("def"));
        ProgramModel together = ProgramModels.of(text("abcdef"));

        assertThat(apart.log2Probability(text("bcd"))).isLessThan(together.log2Probability(text("bcd")) - 1);
        assertThat(apart.files()).isEqualTo(2);
        assertThat(apart.bytes()).isEqualTo(6);
    }

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        ProgramModel model = ProgramModels.of(PROGRAM);
        byte[] written = written(model);

        ProgramModel read = read(written);

        assertThat(read.files()).isEqualTo(1);
        assertThat(read.bytes()).isEqualTo(PROGRAM.length);
        assertThat(read.log2Probability(PROGRAM)).isEqualTo(model.log2Probability(PROGRAM));
        assertThat(written(read)).isEqualTo(written);
    }

    @Test
    void readsAModelThatAnotherProgramHasWritten() throws IOException {
        try (InputStream golden = ProgramModelTest.class.getResourceAsStream(GOLDEN)) {
            ProgramModel model = ProgramModel.read(golden);

            assertThat(model.files()).isEqualTo(3);
            assertThat(model.bytes()).isEqualTo(5_000_000_000L);
            // Level 9 is a count of 16, level 5 one of 4. Nothing begins with b or c, so that c is as likely as any
            // byte that was never seen: it has its part of what one kind of first bytes leaves to all others.
            double alone = 1.0 / 256 / 21;
            assertThat(model.probability('a', 'b', 'c')).isCloseTo((16 + 2 * alone) / 22, offset(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 9, 13, 21, 24, 25, 40, -32, -1})
    void aModelOfWhichAByteIsWrongIsRefused(int at) throws IOException {
        byte[] written = written(ProgramModels.of(PROGRAM));
        written[at < 0 ? written.length + at : at] ^= 1;

        assertRefused(written);
    }

    @Test
    void aModelThatIsTooShortOrTooLongIsRefused() throws IOException {
        byte[] written = written(ProgramModels.of(PROGRAM));

        assertRefused(new byte[0]);
        assertRefused(Arrays.copyOf(written, 30));
        assertRefused(Arrays.copyOf(written, written.length - 1));
        assertRefused(Bytes.concat(written, new byte[1]));
        assertRefused(new byte[Trigrams.DISTINCT + (1 << 20)]);
    }

    /** Whoever makes the digest fit still has to write what a model is. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 9, 13, 21, 24, 25, 40})
    void aModelOfWhichAByteIsWrongBeforeItWasSealedIsRefused(int at) throws IOException {
        byte[] written = written(ProgramModels.of(PROGRAM));
        byte[] body = Arrays.copyOf(written, written.length - 32);
        body[at] ^= (byte) 0x80;

        assertRefused(Bytes.concat(body, Hashing.sha256().hashBytes(body).asBytes()));
    }

    private static void assertRefused(byte[] file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("the model of clean programs: ");
    }

    private static byte[] written(ProgramModel model) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        model.writeTo(stream);
        return stream.toByteArray();
    }

    private static ProgramModel read(byte[] file) throws IOException {
        return ProgramModel.read(new ByteArrayInputStream(file));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
