package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.AlertSink;
import dev.cordon.testkit.AlertSinkContract;
import dev.cordon.transport.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A webhook as a sink, at a receiver on this computer. */
class WebhookSinkContractTest extends AlertSinkContract {
    private static final Instant SINCE = Instant.parse("2026-03-01T08:00:00Z");

    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger status = new AtomicInteger(204);
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (status.get() / 100 == 2) {
            bodies.add(body);
        }
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status.get(), -1);
        exchange.close();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?key=hush");
    }

    @Override
    protected AlertSink sink() {
        return new WebhookSink(client, address());
    }

    /** What stands in the messages, with the escapes of JSON undone. */
    @Override
    protected List<String> arrived() {
        return bodies.stream().map(WebhookSinkContractTest::unescaped).toList();
    }

    private static String unescaped(String json) {
        StringBuilder text = new StringBuilder();
        int place = 0;
        while (place < json.length()) {
            boolean escape = json.startsWith("\\u", place);
            text.append(
                    escape ? (char) Integer.parseInt(json.substring(place + 2, place + 6), 16) : json.charAt(place));
            place += escape ? 6 : 1;
        }
        return text.toString();
    }

    @Override
    protected boolean breakDown() {
        status.set(503);
        return true;
    }

    @Override
    protected boolean mend() {
        status.set(200);
        return true;
    }

    @Test
    void theBodyIsOneObjectWithTheseMembers() throws IOException {
        sink().tell(error("Three <b>samples</b> & \"more\"."));

        assertThat(bodies)
                .containsExactly("{\"key\":\"sample-error@2026-03-01T08:00:00Z\",\"event\":\"sample-error\","
                        + "\"change\":\"raised\",\"since\":\"2026-03-01T08:00:00Z\",\"at\":\"2026-03-01T08:01:00Z\","
                        + "\"count\":4711,\"subjects\":[{\"kind\":\"sample\",\"name\":\"s1\"},"
                        + "{\"kind\":\"target\",\"name\":\"a\\u0022b\\u005c\"}],"
                        + "\"text\":\"Three \\u003cb\\u003esamples\\u003c/b\\u003e \\u0026 \\u0022more\\u0022.\"}");
        assertThat(requests).containsExactly("POST /hook?key=hush application/json null");
    }

    @Test
    void aTokenIsSentAndNeverShown() throws IOException {
        WebhookSink sink = new WebhookSink(client, address(), Optional.of(Secret.of("t0ken")), Duration.ofSeconds(10));

        sink.tell(error("Samples."));

        assertThat(requests).containsExactly("POST /hook?key=hush application/json Bearer t0ken");
        assertThat(sink).hasToString("webhook");
        status.set(500);
        assertThatThrownBy(() -> sink.tell(error("Samples.")))
                .isInstanceOf(IOException.class)
                .hasMessage("the receiver of alerts answered with HTTP status 500")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 404, 429, 500, 503})
    void onlySuccessIsSuccess(int answer) {
        status.set(answer);

        assertThatThrownBy(() -> sink().tell(error("Samples.")))
                .isInstanceOf(IOException.class)
                .hasMessage("the receiver of alerts answered with HTTP status " + answer);
        assertThat(requests).hasSize(1);
    }

    @Test
    void whoeverCanNotBeReachedIsNamedByNoAddress() {
        URI gone = address();
        receiver.stop(0);

        assertThatThrownBy(() -> new WebhookSink(client, gone).tell(error("Samples.")))
                .isInstanceOf(IOException.class)
                .hasMessage("the receiver of alerts can't be reached (ConnectException)")
                .hasNoCause();
    }

    @Test
    void whoeverDoesNotAnswerIsNotWaitedForForEver() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            WebhookSink sink = new WebhookSink(client, address, Optional.empty(), Duration.ofMillis(50));

            assertThatThrownBy(() -> sink.tell(error("Samples.")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the receiver of alerts can't be reached (HttpTimeoutException)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/hook",
                "http://192.0.2.1/hook",
                "ftp://127.0.0.1/hook",
                "https:///hook",
                "https://user:password@example.com/hook",
                "hook",
            })
    void anAddressThatOthersCanReadAlongOrThatIsNoneIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookSink(client, URI.create(address)))
                .withMessageNotContaining("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.com/hook?key=1", "http://localhost:8080/", "http://[::1]/", "HTTP://127.0.0.1"})
    void otherAddressesAreTaken(String address) {
        assertThat(new WebhookSink(client, URI.create(address))).isNotNull();
    }

    private static Alert error(String text) {
        return new Alert(
                AlertEvent.SAMPLE_ERROR,
                Alert.Change.RAISED,
                SINCE,
                SINCE.plusSeconds(60),
                ImmutableList.of(Alert.Subject.sample(new SampleId("s1")), Alert.Subject.target("a\"b\\")),
                4711,
                text);
    }
}
