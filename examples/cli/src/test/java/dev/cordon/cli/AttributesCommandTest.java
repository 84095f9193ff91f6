package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.cordon.attribute.Attribute;
import dev.cordon.attribute.AttributeCatalogue;
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
