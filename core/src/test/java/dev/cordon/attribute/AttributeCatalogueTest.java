package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.codec.Syntax;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue says what the table says, and the keys understand the examples. */
final class AttributeCatalogueTest {
    @Test
    void has71Attributes() {
        assertThat(AttributeCatalogue.all()).hasSize(71);
    }

    @Test
    void agreesWithTheTableInContentAndOrder() {
        List<ImmutableMap<String, String>> rows = AttributeCatalogue.all().stream()
                .map(AttributeCatalogueTest::row)
                .toList();

        assertThat(rows).containsExactlyElementsOf(Table.read("attributes.csv"));
    }

    private static ImmutableMap<String, String> row(Attribute attribute) {
        return ImmutableMap.<String, String>builder()
                .put("name", attribute.name())
                .put("group", attribute.group().token())
                .put("syntax", attribute.syntax())
                .put("limit", attribute.limit())
                .put("carried_in", attribute.carriedIn())
                .put("example", attribute.example())
                .put("identifies_user_or_site", attribute.identifying() ? "yes" : "")
                .buildOrThrow();
    }

    @ParameterizedTest
    @MethodSource("attributesWithExample")
    void anExampleParsesAndPrintsBack(Attribute attribute) {
        assertThat(printedBack(attribute.key().syntax(), attribute.example())).isEqualTo(attribute.example());
    }

    static Stream<Attribute> attributesWithExample() {
        return AttributeCatalogue.all().stream()
                .filter(attribute -> !attribute.example().isEmpty());
    }

    private static <T> String printedBack(Syntax<T> syntax, String text) {
        return syntax.format(syntax.parse(text));
    }

    @Test
    void onlyTheSwitchesHaveNoExample() {
        assertThat(AttributeCatalogue.all().stream()
                        .filter(attribute -> attribute.example().isEmpty())
                        .map(Attribute::key))
                .isEqualTo(ImmutableList.of(Attributes.SAMPLE_SWITCHES));
    }

    @Test
    void aNameIsFoundInAnyCase() {
        for (Attribute attribute : AttributeCatalogue.all()) {
            assertThat(AttributeCatalogue.find(attribute.name().toUpperCase(Locale.ROOT)))
                    .hasValue(attribute);
            assertThat(AttributeCatalogue.find(attribute.name().toLowerCase(Locale.ROOT)))
                    .hasValue(attribute);
        }
    }

    @Test
    void aNameThatIsNotInTheGuideIsNotFound() {
        assertThat(AttributeCatalogue.find("X-Date-Imagined")).isEmpty();
    }

    @Test
    void everyDescriptionIsOneSentenceOrTwo() {
        for (Attribute attribute : AttributeCatalogue.all()) {
            assertThat(attribute.description()).as(attribute.name()).endsWith(".");
            assertThat(CharMatcher.is('.').countIn(attribute.description()))
                    .as(attribute.name())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void noDescriptionIsUsedTwice() {
        assertThat(AttributeCatalogue.all()).extracting(Attribute::description).doesNotHaveDuplicates();
    }
}
