package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.alert.AlertSettings;
import dev.cordon.place.Settings;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Column;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages for operators name everything there is. */
class PagesTest {
    @ParameterizedTest
    @MethodSource("operatorsTransactions")
    void theWireHasEachTransactionOfOperators(Transaction transaction) throws IOException {
        assertThat(page("protocol.md")).contains("| `" + transaction.token() + "` |");
    }

    static Stream<Transaction> operatorsTransactions() {
        return Arrays.stream(Transaction.values()).filter(Transaction::isForOperators);
    }

    @ParameterizedTest
    @EnumSource(Column.class)
    void theWireHasEachColumn(Column column) throws IOException {
        assertThat(page("protocol.md")).contains("`" + column.token() + "`");
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void theOperationsHaveEachAction(Action action) throws IOException {
        assertThat(page("operations.md")).contains("| `" + action.token() + "` |");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theOperationsHaveEachSettingOfAServer(String setting) throws IOException {
        assertThat(page("operations.md")).contains("`" + setting + "`");
    }

    /** What is set for clients only is on their page. */
    static Stream<String> settings() {
        Stream<String> common = names(Settings.class)
                .filter(name -> !name.equals("forwarding"))
                .filter(name -> !name.equals("operation"))
                .filter(name -> !name.equals("definitionsInterval"))
                .filter(name -> !name.equals("holding"));
        return Stream.of(
                        common,
                        names(Holding.class).map(name -> "holding." + name),
                        names(AlertSettings.class).map(name -> "alerts." + name))
                .flatMap(names -> names);
    }

    private static Stream<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", name));
    }
}
