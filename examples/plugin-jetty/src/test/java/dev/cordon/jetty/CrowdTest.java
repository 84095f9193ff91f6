package dev.cordon.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import dev.cordon.codec.Header;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * A thousand bad clients beside a good one. A test can't hold a machine that others share to a few percent, so the build
 * only sees to it that the good one gets everything answered. With {@code -Dcordon.crowd.rounds=9} the cost is printed.
 */
class CrowdTest {
    private static final int SIZE = 1000;
    private static final int ROUNDS = Integer.getInteger("cordon.crowd.rounds", 0);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final SettableClock CLOCK = SettableClock.at(Instant.parse("2026-01-01T10:00:00Z"));
    private static final Request REQUEST =
            new Request(Transaction.FORWARD_SAMPLE, Header.empty(), ByteSource.wrap(new byte[20_000]));

    @Test
    void aGoodClientIsAnsweredBesideAThousandBadOnes() throws Exception {
        try (JettyListener listener = listen()) {
            HttpTransport transport = to(listener);
            try (Crowd crowd = Crowd.to(listener.address(), SIZE)) {
                for (int request = 0; request < 300; request++) {
                    transport.send(REQUEST).orThrow().close();
                }
                assertThat(crowd.rounds()).isPositive();
            }
            if (ROUNDS > 0) {
                measure(transport, listener.address());
            }
        }
    }

    /** Prints the throughput of the good client without and with the crowd, which take turns. */
    private static void measure(HttpTransport transport, URI address) throws Exception {
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double alone = throughput(transport);
            try (Crowd crowd = Crowd.to(address, SIZE)) {
                double crowded = throughput(transport);
                ratios[round] = crowded / alone;
                System.out.printf("alone %.0f/s, beside %d bad clients %.0f/s%n", alone, SIZE, crowded);
                assertThat(crowd.rounds()).isPositive();
            }
        }
        Arrays.sort(ratios);
        System.out.printf("ratio: median %.3f, from %.3f to %.3f%n", ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
    }

    /** Returns the requests in a second, over one round. */
    private static double throughput(HttpTransport transport) throws IOException {
        long begin = System.nanoTime();
        long end = begin + ROUND.toNanos();
        int done = 0;
        while (System.nanoTime() < end) {
            transport.send(REQUEST).orThrow().close();
            done++;
        }
        return done * 1e9 / (System.nanoTime() - begin);
    }

    private static HttpTransport to(JettyListener listener) {
        return new HttpTransport(HttpTransportConfig.to(listener.address()), CLOCK);
    }

    private static JettyListener listen() throws IOException {
        Desk desk = new Desk(
                ImmutableMap.of(
                        Transaction.FORWARD_SAMPLE,
                        request -> Reply.of(Header.builder()
                                .set("X-Read", ByteStreams.exhaust(request.content()) + "")
                                .build())),
                (transaction, failure) -> {});
        return JettyListener.open(JettyListenerConfig.of(HttpListenerConfig.loopback(0)), desk, CLOCK);
    }
}
