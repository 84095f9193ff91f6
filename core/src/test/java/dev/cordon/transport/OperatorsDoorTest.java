package dev.cordon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.Maps;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets through the operators' door over HTTP, and who through the other one. */
class OperatorsDoorTest {
    private static final Secret PLACES = Secret.of("of-places");
    private static final Secret OPERATORS = Secret.of("of-operators");

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private Optional<HttpListener> listener = Optional.empty();

    @AfterEach
    void close() {
        listener.ifPresent(HttpListener::close);
        executor.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(Transaction.class)
    void eachDoorOpensToItsOwnTokenOnly(Transaction transaction) throws IOException {
        listen(HttpListenerConfig.loopback(0).requiring(PLACES).operatedWith(OPERATORS));

        assertThat(isAnswered(transaction, Optional.of(OPERATORS))).isEqualTo(transaction.isForOperators());
        assertThat(isAnswered(transaction, Optional.of(PLACES))).isEqualTo(!transaction.isForOperators());
        assertThat(isAnswered(transaction, Optional.of(Secret.of("of-nobody")))).isFalse();
        assertThat(isAnswered(transaction, Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Transaction.class)
    void theOperatorsDoorIsClosedWhereThereIsNoToken(Transaction transaction) throws IOException {
        listen(HttpListenerConfig.loopback(0));

        assertThat(isAnswered(transaction, Optional.empty())).isEqualTo(!transaction.isForOperators());
        assertThat(isAnswered(transaction, Optional.of(OPERATORS))).isEqualTo(!transaction.isForOperators());
    }

    @Test
    void operatorsHaveATokenOfTheirOwn() {
        HttpListenerConfig config = HttpListenerConfig.loopback(0).requiring(PLACES);

        assertThatIllegalArgumentException().isThrownBy(() -> config.operatedWith(PLACES));
    }

    @Test
    void theTokensAreNotShown() {
        HttpListenerConfig config =
                HttpListenerConfig.loopback(0).requiring(PLACES).operatedWith(OPERATORS);

        assertThat(config.toString()).doesNotContain("of-");
    }

    private void listen(HttpListenerConfig config) throws IOException {
        Desk desk = new Desk(
                Maps.toMap(Arrays.asList(Transaction.values()), transaction -> request -> Reply.of(Header.empty())),
                (transaction, failure) -> {});
        listener = Optional.of(HttpListener.open(config, desk, executor, InstantSource.system()));
    }

    private boolean isAnswered(Transaction transaction, Optional<Secret> token) throws IOException {
        HttpTransportConfig config =
                HttpTransportConfig.to(listener.orElseThrow().address());
        HttpTransport transport =
                new HttpTransport(token.map(config::authenticating).orElse(config), InstantSource.system());
        try (Received reply = transport.send(Request.of(transaction, Header.empty()))) {
            Optional<WireError> error = reply.header().text("X-Error").flatMap(WireError::parse);
            assertThat(error).isIn(Optional.empty(), Optional.of(WireError.of(ErrorCode.DECLINED)));
            return error.isEmpty();
        }
    }
}
