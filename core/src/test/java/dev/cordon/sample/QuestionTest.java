package dev.cordon.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which samples ask the same of an analysis. */
class QuestionTest {
    @TempDir
    private Path folder;

    private Question question(String captured, String... fields) throws IOException {
        Header.Builder more = Header.builder();
        for (int field = 0; field < fields.length; field += 2) {
            more.set(fields[field], fields[field + 1]);
        }
        try (EncodedContent content = new Samples(folder).content(captured)) {
            return Question.of(Samples.received("a", content, Samples.RECEIVED, more.build()));
        }
    }

    @Test
    void whatIsSaidOfTheFileAndItsUserMakesNoDifference() throws IOException {
        assertThat(question("x", "X-Sample-File", "a.exe", "X-Sample-Priority", "7"))
                .isEqualTo(question("x", "X-Platform-User", "somebody"));
    }

    @Test
    void otherBytesAreAnotherQuestion() throws IOException {
        assertThat(question("x")).isNotEqualTo(question("y"));
    }

    @Test
    void anotherClaimOfTheFileFromBeforeIsAnotherQuestion() throws IOException {
        assertThat(question("x", "X-Sample-Checkup", "one")).isNotEqualTo(question("x", "X-Sample-Checkup", "other"));
        assertThat(question("x", "X-Sample-Checkup", "one")).isNotEqualTo(question("x"));
    }

    @Test
    void anotherServiceIsAnotherQuestionAndItsCaseIsNot() throws IOException {
        assertThat(question("x", "X-Sample-Service", "quickcheck")).isNotEqualTo(question("x"));
        assertThat(question("x", "X-Sample-Service", "quickcheck"))
                .isEqualTo(question("x", "X-Sample-Service", "QuickCheck"));
    }

    @Test
    void noClaimPassesForAService() throws IOException {
        assertThat(question("x", "X-Sample-Checkup", "quickcheck"))
                .isNotEqualTo(question("x", "X-Sample-Service", "quickcheck"));
    }

    @Test
    void aQuestionIsReadAsItIsWritten() throws IOException {
        Question question = question("x");

        assertThat(Question.parse(question.toString())).isEqualTo(question);
        assertThatThrownBy(() -> Question.parse("00")).isInstanceOf(IllegalArgumentException.class);
    }
}
