package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableListMultimap;
import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import dev.cordon.attribute.Vocabulary;
import java.io.IOException;
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
    void jsonAgreesWithTheTableToTheLastRow() throws IOException {
        ImmutableListMultimap<String, String> table = CatalogueTables.read("vocabulary.tsv").stream()
                .collect(
                        ImmutableListMultimap.toImmutableListMultimap(row -> row.get("kind"), row -> row.get("token")));
        var kinds = new Gson()
                .fromJson(
                        Cordon.succeed("vocabulary", "--json").out(),
                        new TypeToken<LinkedHashMap<String, List<String>>>() {});

        assertThat(kinds).isEqualTo(table.asMap());
        assertThat(kinds.keySet()).containsExactlyElementsOf(table.keySet());
    }

    @Test
    void jsonCanHaveMeanings() {
        var word = Cordon.succeed("vocabulary", "--json", "--meanings")
                .json()
                .getAsJsonObject()
                .getAsJsonArray("SampleType")
                .get(0);

        assertThat(word).hasToString("{\"token\":\"file\",\"meaning\":\"the sample is a file\"}");
    }

    @Test
    void theTableHasARowForEachWord() {
        List<String> lines = Cordon.run(200, "vocabulary").out().lines().toList();

        Vocabulary.words().forEach((kind, words) -> {
            assertThat(lines).contains(kind);
            for (Vocabulary.Word word : words) {
                assertThat(lines)
                        .anyMatch(line -> line.startsWith(word.token() + " ") && line.endsWith(" " + word.meaning()));
            }
        });
    }
}
