package dev.cordon.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Transaction;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status line and the fields that a caller sees who knows HTTP and nothing of Cordon. */
class ErrorStatusesTest {
    private static final String POST =
            "POST /cordon/1/query-status HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n";

    @ParameterizedTest
    @CsvSource({
        "ABANDONED, 424", "CONTENT, 412", "CRUMBLED, 404", "DECLINED, 403", "INTERNAL, 500", "LOST, 408",
        "MALFORMED, 400", "MISSING, 428", "OVERRUN, 413", "SAMPLE, 409", "SUPERSEDED, 410", "TYPE, 415",
        "UNAVAILABLE, 425", "UNDERRUN, 411", "UNPACKAGE, 422", "UNPUBLISHED, 507"
    })
    void eachErrorHasItsStatus(ErrorCode code, int status) throws IOException {
        assertThat(answer(HttpListenerConfig.loopback(0), POST + "\r\n", code)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void aMissingTokenIsAskedForAsHttpDoes() throws IOException {
        HttpListenerConfig config = HttpListenerConfig.loopback(0).requiring(Secret.of("right"));

        assertThat(answer(config, POST + "\r\n", ErrorCode.INTERNAL))
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("www-authenticate: bearer")
                .containsIgnoringCase("x-error: declined");
    }

    @Test
    void theSchemeOfTheTokenMayBeWrittenInAnyCase() throws IOException {
        HttpListenerConfig config = HttpListenerConfig.loopback(0).requiring(Secret.of("right"));

        assertThat(answer(config, POST + "Authorization: bearer right\r\n\r\n", ErrorCode.CRUMBLED))
                .startsWith("HTTP/1.1 404 ")
                .containsIgnoringCase("x-error: crumbled");
    }

    @Test
    void anotherMethodIsToldWhichOneIsAllowed() throws IOException {
        String get = "GET /cordon/1/query-status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertThat(answer(HttpListenerConfig.loopback(0), get, ErrorCode.INTERNAL))
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("allow: post");
    }

    private static String answer(HttpListenerConfig config, String request, ErrorCode code) throws IOException {
        Desk desk = new Desk(
                ImmutableMap.of(Transaction.QUERY_STATUS, received -> {
                    throw new WireException(code, "refused");
                }),
                (transaction, failure) -> {});
        ExecutorService executor = Executors.newCachedThreadPool();
        SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T10:00:00Z"));
        try (HttpListener listener = HttpListener.open(config, desk, executor, clock)) {
            return raw(listener.address(), request);
        } finally {
            executor.shutdownNow();
        }
    }

    private static String raw(URI address, String request) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
