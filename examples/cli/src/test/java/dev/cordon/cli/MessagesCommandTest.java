package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import dev.cordon.protocol.Essential;
import dev.cordon.protocol.MessageKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesCommandTest {
    @Test
    void jsonHasEveryKindWithWhatIsEssential() {
        List<JsonElement> rows =
                Cordon.succeed("messages", "--json").json().getAsJsonArray().asList();

        assertThat(rows).hasSameSizeAs(MessageKind.values());
        for (MessageKind kind : MessageKind.values()) {
            var row = rows.get(List.of(MessageKind.values()).indexOf(kind)).getAsJsonObject();

            assertThat(row.get("kind").getAsString()).isEqualTo(kind.token());
            assertThat(row.getAsJsonArray("essential").asList().stream()
                            .map(essential ->
                                    essential.getAsJsonObject().get("name").getAsString()))
                    .containsExactlyElementsOf(kind.essentials().stream()
                            .map(Essential::key)
                            .map(Object::toString)
                            .toList());
        }
    }

    @Test
    void theTableNamesEveryKindAndWhatItNeeds() {
        assertThat(Cordon.run(200, "messages").out().lines())
                .anyMatch(line -> line.matches("status-query +a client asks how a sample +Cordon-Sample-Id"))
                .anyMatch(line -> line.matches("newest-query +.* +nothing"));
    }
}
