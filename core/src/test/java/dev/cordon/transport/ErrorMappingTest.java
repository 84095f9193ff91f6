package dev.cordon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Transport;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An error is the same for who refuses and for who is refused: thrown here, written, read and thrown there. */
class ErrorMappingTest {
    private static final List<String> CODES = List.of(
            "abandoned",
            "content",
            "crumbled",
            "declined",
            "internal",
            "lost",
            "malformed",
            "missing",
            "overrun",
            "sample",
            "superseded",
            "type",
            "unavailable",
            "underrun",
            "unpackage",
            "unpublished");

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T10:00:00Z"));

    @Test
    void thereAreTheSixteenCodesOfTheGuide() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::token).containsExactlyElementsOf(CODES);
        assertThat(CODES).allSatisfy(token -> {
            assertThat(ErrorCode.of(token).orElseThrow().token()).isEqualTo(token);
            assertThat(ErrorCode.of(token.toUpperCase(Locale.ROOT))).isEqualTo(ErrorCode.of(token));
        });
        assertThat(ErrorCode.values()).extracting(ErrorCode::meaning).doesNotHaveDuplicates();
    }

    @Test
    void eachHasAStatusOfItsOwn() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorStatuses::of))
                .doesNotHaveDuplicates()
                .allSatisfy(status -> assertThat(status).isBetween(400, 599))
                .doesNotContain(ErrorStatuses.UNAUTHORIZED, ErrorStatuses.METHOD_NOT_ALLOWED);
    }

    @Test
    void thePageOfTheProtocolShowsTheStatuses() throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "docs", "protocol.md")))
                .filteredOn(line -> line.matches("\\| `[a-z]+` \\| [0-9]{3}\\b.*"))
                .extracting(line -> line.replaceFirst("^\\| `([a-z]+)` \\| ([0-9]{3}).*", "$1 $2"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> code.token() + " " + ErrorStatuses.of(code))
                        .toList());
    }

    static Stream<WireError> errors() {
        return Arrays.stream(ErrorCode.values())
                .flatMap(code -> Stream.of(
                        WireError.of(code), WireError.of(code, "X-Sample-Type"), WireError.of(code, 10138, 10139)));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorIsReadAsItIsWritten(WireError error) {
        assertThat(WireError.parse(error.toString())).contains(error);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anExceptionComesOutAtTheOtherEndAsItWasThrown(WireError error) {
        assertThat(refusal(new LoopbackTransport(desk(error), clock))).isEqualTo(error);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anExceptionSurvivesHttp(WireError error) throws IOException {
        ExecutorService executor = Executors.newCachedThreadPool();
        try (HttpListener listener = HttpListener.open(HttpListenerConfig.loopback(0), desk(error), executor, clock)) {
            HttpTransportConfig config = HttpTransportConfig.to(listener.address());

            assertThat(refusal(new HttpTransport(config, clock))).isEqualTo(error);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Desk desk(WireError error) {
        return new Desk(
                ImmutableMap.of(Transaction.QUERY_STATUS, request -> {
                    throw new WireException(error, "refused");
                }),
                (transaction, failure) -> {});
    }

    private static WireError refusal(Transport transport) {
        return catchThrowableOfType(
                        WireException.class,
                        () -> transport
                                .send(Request.of(Transaction.QUERY_STATUS, Header.empty()))
                                .orThrow())
                .error();
    }
}
