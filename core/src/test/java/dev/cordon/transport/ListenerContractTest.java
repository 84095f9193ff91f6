package dev.cordon.transport;

import static com.google.common.collect.MoreCollectors.onlyElement;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.io.ByteSource;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.WireError;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Listener;
import dev.cordon.testkit.ListenerContract;
import dev.cordon.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract finds listeners that do it wrong, each by the rule that it breaks. */
class ListenerContractTest {
    private static final HeaderLimits LOOSE = new HeaderLimits(1 << 20, 1000, 1 << 20, ImmutableMap.of());
    private static final HeaderLimits TIGHT = new HeaderLimits(64 << 10, 256, 8 << 10, ImmutableMap.of());

    private static final ExecutorService MANY = Executors.newCachedThreadPool();
    private static final ExecutorService ONE = Executors.newSingleThreadExecutor();

    @AfterAll
    static void stop() {
        MANY.shutdownNow();
        ONE.shutdownNow();
    }

    /** Opens a listener, in one way or another. */
    @FunctionalInterface
    private interface Opening {
        Listener open(HttpListenerConfig config, Desk desk, SettableClock clock) throws IOException;
    }

    /** Answers for a desk. */
    @FunctionalInterface
    private interface Substitute {
        Reply answer(Desk desk, Transaction transaction, Received request) throws IOException;
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                replies(
                        "rule01",
                        reply -> new Reply(reply.header(), reply.content().slice(0, 1_000_000))),
                replies("rule01", reply -> new Reply(Header.empty(), reply.content())),
                replies("rule02", reply -> new Reply(reply.header(), ByteSource.wrap(new byte[1]))),
                replies("rule03", reply -> new Reply(with(reply.header(), "X-Host", "x"), reply.content())),
                requests("rule04", request -> new Received(Header.empty(), request.content())),
                requests("rule05", request -> new Received(request.header(), InputStream.nullInputStream())),
                wrong("rule06", (config, desk, clock) -> {
                    SettableClock late = SettableClock.at(clock.instant().plus(Duration.ofHours(1)));
                    return HttpListener.open(config, desk, MANY, late);
                }),
                replies("rule07", ListenerContractTest::withoutParameters),
                replies("rule08", reply -> new Reply(with(reply.header(), "X-Why", "secret detail"), reply.content())),
                replies("rule09", reply -> Reply.of(reply.header())),
                wrong("rule11", config -> HttpListenerConfig.loopback(0)),
                wrong("rule11", config -> config.requiring(Secret.of("another"))),
                wrong("rule12", config -> HttpListenerConfig.loopback(0)),
                wrong("rule14", config -> HttpListenerConfig.loopback(0)),
                requests("rule17", request -> new Received(request.header(), hushing(request.content()))),
                wrong("rule18", config -> limited(config, LOOSE)),
                wrong("rule19", config -> limited(config, TIGHT)),
                requests("rule20", ListenerContractTest::readBefore),
                replies("rule21", ListenerContractTest::readBefore),
                wrong("rule22", (config, desk, clock) -> HttpListener.open(config, desk, ONE, clock)),
                replies("rule23", reply -> new Reply(reply.header(), reply.content())),
                wrong("rule24", (config, desk, clock) -> deaf(HttpListener.open(config, desk, MANY, clock))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void aWrongListenerBreaksTheRule(String rule, Opening wrong) throws Exception {
        assertThat(isBroken(rule, new Contract(wrong))).isTrue();
    }

    private static boolean isBroken(String prefix, Contract contract) throws Exception {
        Method rule = Arrays.stream(ListenerContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .filter(method -> method.getName().startsWith(prefix))
                .collect(onlyElement());
        rule.setAccessible(true);
        try {
            rule.invoke(contract);
            return false;
        } catch (InvocationTargetException e) {
            return true;
        } finally {
            contract.closeAll();
        }
    }

    /** The contract for any listener. */
    private static final class Contract extends ListenerContract {
        private final Opening opening;

        Contract(Opening opening) {
            this.opening = opening;
        }

        @Override
        protected Listener open(HttpListenerConfig config, Desk desk, SettableClock clock) throws IOException {
            return opening.open(config, desk, clock);
        }

        /** What does not happen is not waited for so long. */
        @Override
        protected Duration enough() {
            return Duration.ofSeconds(1);
        }
    }

    private static Arguments wrong(String rule, Opening opening) {
        return Arguments.of(rule, opening);
    }

    private static Arguments wrong(String rule, UnaryOperator<HttpListenerConfig> change) {
        return wrong(
                rule, (Opening) (config, desk, clock) -> HttpListener.open(change.apply(config), desk, MANY, clock));
    }

    private static Arguments answered(String rule, Substitute substitute) {
        return wrong(rule, (Opening) (config, desk, clock) -> {
            Desk wrong = new Desk(
                    Maps.toMap(
                            Arrays.asList(Transaction.values()),
                            transaction -> request -> substitute.answer(desk, transaction, request)),
                    (transaction, failure) -> {});
            return HttpListener.open(config, wrong, MANY, clock);
        });
    }

    /** Spoils a reply, or what it is made of. */
    @FunctionalInterface
    private interface Spoiling<T> {
        T spoil(T good) throws IOException;
    }

    private static Arguments replies(String rule, Spoiling<Reply> spoiling) {
        return answered(rule, (desk, transaction, request) -> spoiling.spoil(desk.answer(transaction, request)));
    }

    private static Arguments requests(String rule, Spoiling<Received> spoiling) {
        return answered(rule, (desk, transaction, request) -> desk.answer(transaction, spoiling.spoil(request)));
    }

    private static Header with(Header header, String name, String value) {
        return header.toBuilder().set(name, value).build();
    }

    private static Reply withoutParameters(Reply reply) {
        return reply.error()
                .map(error -> Reply.refused(WireError.of(error.code())))
                .orElse(reply);
    }

    private static HttpListenerConfig limited(HttpListenerConfig config, HeaderLimits limits) {
        return new HttpListenerConfig(config.host(), config.port(), config.token(), config.operators(), limits);
    }

    private static Received readBefore(Received request) throws IOException {
        byte[] content = request.content().readAllBytes();
        return new Received(request.header(), new ByteArrayInputStream(content));
    }

    private static Reply readBefore(Reply reply) throws IOException {
        return new Reply(reply.header(), ByteSource.wrap(reply.content().read()));
    }

    private static InputStream hushing(InputStream content) {
        return new FilterInputStream(content) {
            @Override
            public int read(byte[] bytes, int offset, int length) {
                try {
                    return super.read(bytes, offset, length);
                } catch (IOException e) {
                    return -1;
                }
            }
        };
    }

    private static Listener deaf(Listener listener) {
        return new Listener() {
            @Override
            public URI address() {
                return listener.address();
            }

            @Override
            public void close() {
                // It goes on.
            }
        };
    }
}
