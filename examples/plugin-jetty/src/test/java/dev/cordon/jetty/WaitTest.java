package dev.cordon.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.transport.HttpListenerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With a patience of ten seconds, a hundred bytes a second and a minute in all. */
class WaitTest {
    private final JettyListenerConfig config = JettyListenerConfig.of(HttpListenerConfig.loopback(0))
            .waiting(Duration.ofSeconds(10))
            .flowing(100)
            .taking(Duration.ofSeconds(60));
    private final Wait wait = new Wait(config, at(5));

    @Test
    void aClientThatSaysNothingIsWaitedForAsLongAsThePatienceLasts() {
        assertThat(wait.isOver(at(15))).isFalse();
        assertThat(wait.isOver(at(15.1))).isTrue();
    }

    @Test
    void whatHasComeProlongsTheWait() {
        wait.moved(500);

        assertThat(wait.isOver(at(20))).isFalse();
        assertThat(wait.isOver(at(20.1))).isTrue();
    }

    @Test
    void theTimeOfThePlaceDoesNotCount() {
        wait.end(at(6));

        assertThat(wait.isOver(at(1000))).isFalse();

        wait.begin(at(1000));
        assertThat(wait.isOver(at(1009))).isFalse();
        assertThat(wait.isOver(at(1009.1))).isTrue();
    }

    @Test
    void toWaitTwiceAtATimeIsToWaitOnce() {
        wait.begin(at(10));
        wait.end(at(14));
        wait.end(at(100));
        wait.begin(at(200));

        assertThat(wait.isOver(at(201))).isFalse();
        assertThat(wait.isOver(at(201.1))).isTrue();
    }

    @Test
    void noClientIsWaitedForForeverHoweverMuchHasCome() {
        wait.moved(1L << 40);

        assertThat(wait.isOver(at(65))).isFalse();
        assertThat(wait.isOver(at(65.1))).isTrue();
    }

    @Test
    void theNextRequestIsWaitedForAnew() {
        wait.moved(1L << 40);
        wait.end(at(60));
        wait.again(at(60));

        assertThat(wait.isOver(at(70))).isFalse();
        assertThat(wait.isOver(at(70.1))).isTrue();
    }

    private static long at(double seconds) {
        return (long) (seconds * 1e9);
    }
}
