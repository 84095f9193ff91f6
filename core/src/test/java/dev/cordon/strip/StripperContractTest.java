package dev.cordon.strip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.StripMethod;
import dev.cordon.spi.Stripper;
import dev.cordon.testkit.StripperContract;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract finds strippers that do it wrong, each by the rule that it breaks. */
class StripperContractTest {
    private static final Stripper GOOD = new OoxmlStripper();
    private static final String MACRO = "word/vbaProject.bin";

    /** Changes the parts of what a good stripper has left. */
    private interface Spoiling {
        void spoil(Map<String, byte[]> parts);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("rule01", request -> new Stripper.Refused(Stripper.Obstacle.MALFORMED, "no")),
                wrong("rule02", request -> longer(GOOD.strip(request), 100_000)),
                wrong("rule03", spoiled(parts -> parts.put(MACRO, new byte[3000]))),
                wrong("rule03", spoiled(parts -> parts.remove(MACRO))),
                wrong("rule04", spoiled(parts -> parts.remove("customXml/item1.xml"))),
                wrong("rule04", spoiled(parts -> parts.put("more", new byte[1]))),
                wrong("rule04", spoiled(StripperContractTest::reverse)),
                wrong("rule05", spoiled(parts -> parts.put("customXml/item1.xml", new byte[3]))),
                wrong("rule06", request -> stripped(request.content())),
                wrong("rule06", spoiled(parts -> parts.put("customXml/item1.xml", bytes("<a>Customquoll</a>")))),
                wrong("rule06", spoiled(parts -> parts.put("a", "Wobbegong".getBytes(StandardCharsets.UTF_16LE)))),
                wrong("rule07", new Changeable()),
                wrong("rule08", StripperContractTest::undecided),
                wrong("rule09", StripperContractTest::credulous),
                wrong("rule10", StripperContractTest::talkative),
                wrong("rule10", StripperContractTest::silent),
                wrong("rule11", StripperContractTest::sensitive),
                wrong("rule12", StripperContractTest::hushing),
                wrong("rule13", new Changeable()));
    }

    private static Arguments wrong(String rule, Stripper stripper) {
        return Arguments.of(rule, stripper);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void aWrongStripperBreaksTheRule(String rule, Stripper wrong) throws Exception {
        assertThat(broken(new Contract(wrong), rule)).hasSize(1);
    }

    @Test
    void aGoodStripperBreaksNone() throws Exception {
        assertThat(broken(new Contract(GOOD), "rule")).isEmpty();
    }

    @Test
    void aSubjectWithoutSecretsBreaksARule() throws Exception {
        Contract contract = new Contract(GOOD) {
            @Override
            protected Subject subject() throws IOException {
                return new Subject(super.subject().document(), ImmutableSet.of("absent"), ImmutableSet.of(MACRO));
            }
        };

        assertThat(broken(contract, "rule00")).hasSize(1);
    }

    private static ImmutableSet<String> broken(Contract contract, String rules) throws IllegalAccessException {
        ImmutableSet.Builder<String> broken = ImmutableSet.builder();
        for (Method rule : StripperContract.class.getDeclaredMethods()) {
            if (rule.isAnnotationPresent(Test.class) && rule.getName().startsWith(rules)) {
                rule.setAccessible(true);
                try {
                    rule.invoke(contract);
                } catch (InvocationTargetException e) {
                    broken.add(rule.getName());
                }
            }
        }
        return broken.build();
    }

    /** The contract for any stripper, with the same document. */
    private static class Contract extends StripperContract {
        private final Stripper stripper;

        Contract(Stripper stripper) {
            this.stripper = stripper;
        }

        @Override
        protected Stripper stripper() {
            return stripper;
        }

        @Override
        protected Subject subject() throws IOException {
            return OoxmlStripperContractTest.letter();
        }

        @Override
        protected ImmutableMap<String, ByteSource> unpack(ByteSource document) throws IOException {
            return Documents.unzip(document);
        }
    }

    private static Stripper.Stripped stripped(ByteSource content) {
        return new Stripper.Stripped(StripMethod.OVERWRITE_ZEROES, content);
    }

    private static Stripper.Outcome longer(Stripper.Outcome outcome, int more) {
        return outcome instanceof Stripper.Stripped stripped
                ? stripped(ByteSource.concat(stripped.content(), ByteSource.wrap(new byte[more])))
                : outcome;
    }

    private static Stripper spoiled(Spoiling spoiling) {
        return request -> {
            Stripper.Outcome outcome = GOOD.strip(request);
            if (!(outcome instanceof Stripper.Stripped good)) {
                return outcome;
            }
            Map<String, byte[]> parts = new LinkedHashMap<>();
            for (Map.Entry<String, ByteSource> part :
                    Documents.unzip(good.content()).entrySet()) {
                parts.put(part.getKey(), part.getValue().read());
            }
            spoiling.spoil(parts);
            return stripped(Documents.zip(parts, ZipEntry.DEFLATED));
        };
    }

    private static void reverse(Map<String, byte[]> parts) {
        String[] names = parts.keySet().toArray(new String[0]);
        for (int index = names.length - 1; index >= 0; index--) {
            parts.put(names[index], parts.remove(names[index]));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Changes its mind when it is asked again. */
    private static Stripper.Outcome undecided(Stripper.Request request) throws IOException {
        Stripper.Outcome outcome = GOOD.strip(request);
        boolean again = outcome instanceof Stripper.Stripped good
                && good.content().size() + 1 == request.content().size();
        return again ? outcome : longer(outcome, 1);
    }

    /** Takes whatever it does not understand for stripped. */
    private static Stripper.Outcome credulous(Stripper.Request request) throws IOException {
        Stripper.Outcome outcome = GOOD.strip(request);
        return outcome instanceof Stripper.Refused ? stripped(request.content()) : outcome;
    }

    private static Stripper.Outcome talkative(Stripper.Request request) throws IOException {
        Stripper.Outcome outcome = GOOD.strip(request);
        return outcome instanceof Stripper.Refused refused
                ? new Stripper.Refused(
                        refused.obstacle(),
                        "can't read "
                                + request.content()
                                        .asCharSource(StandardCharsets.ISO_8859_1)
                                        .read())
                : outcome;
    }

    private static Stripper.Outcome silent(Stripper.Request request) throws IOException {
        Stripper.Outcome outcome = GOOD.strip(request);
        return outcome instanceof Stripper.Refused refused ? new Stripper.Refused(refused.obstacle(), " ") : outcome;
    }

    private static Stripper.Outcome sensitive(Stripper.Request request) throws IOException {
        Stripper.Outcome outcome = GOOD.strip(request);
        if (outcome instanceof Stripper.Refused refused && refused.obstacle() == Stripper.Obstacle.MALFORMED) {
            throw new IllegalStateException("damaged");
        }
        return outcome;
    }

    private static Stripper.Outcome hushing(Stripper.Request request) {
        try {
            return GOOD.strip(request);
        } catch (IOException e) {
            return new Stripper.Refused(Stripper.Obstacle.MALFORMED, "can't be read");
        }
    }

    /** Leaves something else each time. */
    private static final class Changeable implements Stripper {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Outcome strip(Request request) throws IOException {
            Outcome outcome = GOOD.strip(request);
            if (!(outcome instanceof Stripped good)) {
                return outcome;
            }
            byte[] bytes = good.content().read();
            // The time of the first part, which no reader checks.
            bytes[10] = (byte) calls.incrementAndGet();
            return stripped(ByteSource.wrap(Arrays.copyOf(bytes, bytes.length)));
        }
    }
}
