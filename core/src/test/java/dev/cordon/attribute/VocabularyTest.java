package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableListMultimap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vocabulary is that of the table, and each enum reads the words it writes. */
final class VocabularyTest {
    @Test
    void agreesWithTheTableInContentAndOrder() {
        ImmutableListMultimap<String, String> table = Table.read("vocabulary.csv").stream()
                .collect(ImmutableListMultimap.toImmutableListMultimap(
                        row -> cell(row, "kind"), row -> cell(row, "token")));

        assertThat(List.copyOf(Vocabulary.all().keySet())).isEqualTo(List.copyOf(table.keySet()));
        Vocabulary.all().forEach((kind, tokens) -> assertThat(tokens).as(kind).isEqualTo(table.get(kind)));
    }

    private static String cell(Map<String, String> row, String head) {
        return Optional.ofNullable(row.get(head)).orElseThrow();
    }

    static Stream<Arguments> words() {
        return Stream.of(
                        reading(SampleReason.values(), SampleReason::token, SampleReason::of, SampleReason::meaning),
                        reading(SampleType.values(), SampleType::token, SampleType::of, SampleType::meaning),
                        reading(ServiceClass.values(), ServiceClass::token, ServiceClass::of, ServiceClass::meaning),
                        reading(
                                AnalysisService.values(),
                                AnalysisService::token,
                                AnalysisService::of,
                                AnalysisService::meaning),
                        reading(StripMethod.values(), StripMethod::token, StripMethod::of, StripMethod::meaning))
                .flatMap(Function.identity());
    }

    private static <E> Stream<Arguments> reading(
            E[] values, Function<E, String> token, Function<String, Optional<E>> of, Function<E, String> meaning) {
        return Stream.of(values)
                .map(value -> Arguments.of(
                        value, token.apply(value), (Function<String, Optional<?>>) of::apply, meaning.apply(value)));
    }

    @ParameterizedTest
    @MethodSource("words")
    void aWordIsReadInAnyCase(Object value, String token, Function<String, Optional<?>> of, String meaning) {
        assertThat(of.apply(token).map(Object.class::cast)).hasValue(value);
        assertThat(of.apply(token.toUpperCase(Locale.ROOT)).map(Object.class::cast))
                .hasValue(value);
    }

    @ParameterizedTest
    @MethodSource("words")
    void aWordBesideTheVocabularyIsNone(Object value, String token, Function<String, Optional<?>> of, String meaning) {
        assertThat(of.apply(token + "x").isPresent()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("words")
    void aWordHasAMeaning(Object value, String token, Function<String, Optional<?>> of, String meaning) {
        assertThat(meaning).isNotBlank().isNotEqualTo(token);
    }

    @Test
    void zerosAreWrittenWithAHyphen() {
        assertThat(StripMethod.OVERWRITE_ZEROES.token()).isEqualTo("overwrite-zeroes");
    }
}
