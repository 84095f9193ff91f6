package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.cordon.attribute.Attribute;
import dev.cordon.attribute.AttributeCatalogue;
import dev.cordon.protocol.Essential;
import dev.cordon.protocol.MessageKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributesCommandTest {
    @Test
    void jsonHasTheCatalogueRowByRow() {
        List<JsonElement> rows =
                Cordon.succeed("attributes", "--json").json().getAsJsonArray().asList();

        assertThat(rows)
                .hasSize(71)
                .isEqualTo(AttributeCatalogue.all().stream()
                        .map(AttributesCommandTest::row)
                        .toList());
    }

    /** The table is that of the historic product: names, groups, forms, limits, carriers and examples. */
    @Test
    void jsonAgreesWithTheTableToTheLastRow() throws IOException {
        List<JsonElement> rows =
                Cordon.succeed("attributes", "--json").json().getAsJsonArray().asList();

        assertThat(rows.stream().map(AttributesCommandTest::facts))
                .containsExactlyElementsOf(CatalogueTables.read("attributes.tsv"));
    }

    private static ImmutableMap<String, String> facts(JsonElement json) {
        JsonObject row = json.getAsJsonObject();
        ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
        for (String name : List.of("name", "group", "syntax", "limit", "carried_in", "example")) {
            facts.put(name, row.get(name).getAsString());
        }
        return facts.put(
                        "identifies_user_or_site",
                        row.get("identifies_user_or_site").getAsBoolean() ? "yes" : "")
                .buildOrThrow();
    }

    @Test
    void whatIsEssentialToAKindOfMessageIsSaid() {
        JsonElement size = Cordon.succeed("attributes", "--json", "x-sample-size")
                .json()
                .getAsJsonArray()
                .get(0);

        assertThat(size.getAsJsonObject().get("essential_to"))
                .hasToString("[\"sample\",\"sample-to-server\",\"sample-to-gateway\"]");
    }

    @Test
    void someCanBeChosen() {
        assertThat(Cordon.run(400, "attributes", "X-Sample-Priority").out())
                .contains("X-Sample-Priority", "0 to 1000", "Example: 999.", "Carried in: sample.")
                .doesNotContain("X-Sample-Reason");
    }

    private static JsonElement row(Attribute attribute) {
        JsonObject row = new JsonObject();
        row.addProperty("name", attribute.name());
        row.addProperty("group", attribute.group().token());
        row.addProperty("syntax", attribute.syntax());
        row.addProperty("limit", attribute.limit());
        row.addProperty("example", attribute.example());
        row.addProperty("description", attribute.description());
        row.addProperty("carried_in", attribute.carriedIn());
        row.addProperty("identifies_user_or_site", attribute.identifying());
        JsonArray kinds = new JsonArray();
        for (MessageKind kind : MessageKind.values()) {
            boolean essential = kind.essentials().stream()
                    .filter(needed -> needed.need() != Essential.Need.WHERE_SAID)
                    .anyMatch(needed -> needed.key().equals(attribute.key()));
            if (essential) {
                kinds.add(kind.token());
            }
        }
        row.add("essential_to", kinds);
        return row;
    }

    @Test
    void theTableNamesEveryAttribute() {
        String table = Cordon.succeed("attributes").out();

        assertThat(table.lines().map(line -> line.split(" ", 2)[0]))
                .containsAll(
                        AttributeCatalogue.all().stream().map(Attribute::name).toList());
    }

    @Test
    void theTableKeepsToTheWidthOfTheTerminal() {
        assertThat(Cordon.run(120, "attributes").out().lines()).allMatch(line -> line.length() <= 120);
    }
}
