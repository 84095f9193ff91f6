package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import dev.cordon.attribute.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyCommandTest {
    @Test
    void jsonHasTheWordsOfEachKindInOrder() {
        var kinds = new Gson()
                .fromJson(
                        Cordon.succeed("vocabulary", "--json").out(),
                        new TypeToken<LinkedHashMap<String, List<String>>>() {});

        assertThat(kinds).isEqualTo(Vocabulary.all());
        assertThat(kinds.keySet()).containsExactlyElementsOf(Vocabulary.all().keySet());
    }

    @Test
    void theTableHasARowForEachKind() {
        assertThat(Cordon.succeed("vocabulary").out().lines().map(line -> line.split(" ", 2)[0]))
                .containsSubsequence(Vocabulary.all().keySet());
    }
}
