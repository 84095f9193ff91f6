package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertSink;
import dev.cordon.testkit.AlertSinkContract;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract finds sinks that do it wrong, each by the rule that it breaks. */
class AlertSinkContractTest {
    /** The other end of a sink. */
    private static final class OtherEnd {
        private final List<String> arrived = new ArrayList<>();
        private boolean broken;
    }

    /** A sink on its way to the other end. */
    private interface Making {
        AlertSink make(OtherEnd end);
    }

    private static AlertSink good(OtherEnd end) {
        return alert -> {
            if (end.broken) {
                throw new IOException("the other end does not answer");
            }
            end.arrived.add(alert.line());
        };
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("rule01", end -> alert -> {}),
                wrong("rule01", AlertSinkContractTest::keeping),
                wrong("rule02", AlertSinkContractTest::greeting),
                wrong("rule03", end -> alert -> end.arrived.add("something is wrong")),
                wrong("rule03", AlertSinkContractTest::choosy),
                wrong("rule04", end -> alert -> end.arrived.add(alert.text() + alert.at())),
                wrong("rule04", end -> alert -> end.arrived.add(0, alert.line())),
                wrong("rule05", end -> alert -> end.arrived.add(alert.change().token() + alert.text())),
                wrong(
                        "rule05",
                        end -> alert ->
                                end.arrived.add(alert.since() + alert.subjects().toString())),
                wrong(
                        "rule06",
                        end -> alert -> end.arrived.addAll(List.of(alert.line().split("\"")))),
                wrong("rule06", end -> alert -> end.arrived.add(alert.line().replace(' ', '\n'))),
                wrong("rule06", end -> alert -> end.arrived.add(String.format(alert.line()))),
                wrong("rule07", end -> alert -> end.arrived.add(shortened(alert.line()))),
                wrong("rule08", end -> alert -> {
                    String first = alert.subjects().get(0).name();
                    end.arrived.add(first + alert.line());
                }),
                wrong("rule09", AlertSinkContractTest::pedantic),
                wrong("rule10", end -> alert -> {
                    if (end.broken) {
                        throw new IllegalStateException("broken");
                    }
                    end.arrived.add(alert.line());
                }),
                wrong("rule10", end -> alert -> {
                    if (!end.broken) {
                        end.arrived.add(alert.line());
                    }
                }),
                wrong("rule11", AlertSinkContractTest::sulking),
                wrong("rule11", AlertSinkContractTest::late));
    }

    private static Arguments wrong(String rule, Making wrong) {
        return Arguments.of(rule, wrong);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void aWrongSinkBreaksTheRule(String rule, Making wrong) throws Exception {
        assertThat(broken(wrong, rule)).hasSize(1);
    }

    @Test
    void aGoodSinkBreaksNone() throws Exception {
        assertThat(broken(AlertSinkContractTest::good, "rule")).isEmpty();
    }

    private static ImmutableSet<String> broken(Making making, String rules) throws IllegalAccessException {
        ImmutableSet.Builder<String> broken = ImmutableSet.builder();
        for (Method rule : AlertSinkContract.class.getDeclaredMethods()) {
            if (rule.isAnnotationPresent(Test.class) && rule.getName().startsWith(rules)) {
                rule.setAccessible(true);
                try {
                    rule.invoke(new Contract(making));
                } catch (InvocationTargetException e) {
                    broken.add(rule.getName());
                }
            }
        }
        return broken.build();
    }

    /** The contract for any sink. */
    private static final class Contract extends AlertSinkContract {
        private final OtherEnd end = new OtherEnd();
        private final AlertSink sink;

        Contract(Making making) {
            this.sink = making.make(end);
        }

        @Override
        protected AlertSink sink() {
            return sink;
        }

        @Override
        protected List<String> arrived() {
            return end.arrived;
        }

        @Override
        protected boolean breakDown() {
            end.broken = true;
            return true;
        }

        @Override
        protected boolean mend() {
            end.broken = false;
            return true;
        }
    }

    private static String shortened(String line) {
        return line.substring(0, Math.min(line.length(), 1000));
    }

    /** Hands on what it was told the time before. */
    private static AlertSink keeping(OtherEnd end) {
        List<Alert> kept = new ArrayList<>();
        return alert -> {
            kept.forEach(earlier -> end.arrived.add(earlier.line()));
            kept.clear();
            kept.add(alert);
        };
    }

    private static AlertSink greeting(OtherEnd end) {
        end.arrived.add("hello");
        return good(end);
    }

    private static AlertSink choosy(OtherEnd end) {
        return alert -> {
            if (!alert.event().token().startsWith("quota")) {
                end.arrived.add(alert.line());
            }
        };
    }

    private static AlertSink pedantic(OtherEnd end) {
        List<String> keys = new ArrayList<>();
        return alert -> {
            if (keys.contains(alert.key())) {
                throw new IOException("told already");
            }
            keys.add(alert.key());
            end.arrived.add(alert.line());
        };
    }

    /** Does nothing any more after a failure. */
    private static AlertSink sulking(OtherEnd end) {
        List<String> failures = new ArrayList<>();
        return alert -> {
            if (end.broken || !failures.isEmpty()) {
                failures.add(alert.key());
                throw new IOException("broken");
            }
            end.arrived.add(alert.line());
        };
    }

    /** Throws and keeps what it could not hand on, which is told again by who calls it. */
    private static AlertSink late(OtherEnd end) {
        List<Alert> kept = new ArrayList<>();
        return alert -> {
            kept.add(alert);
            if (end.broken) {
                throw new IOException("broken");
            }
            kept.forEach(each -> end.arrived.add(each.line()));
            kept.clear();
        };
    }
}
