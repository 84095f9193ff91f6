package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ascii;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The laws of reading and writing headers. */
class HeaderProperties {
    private static final HeaderReader READER = new HeaderReader(HeaderLimits.standard());

    @Property
    void whatIsWrittenIsRead(@ForAll("headers") Header header) throws IOException {
        assertThat(READER.read(HeaderWriter.bytes(header))).isEqualTo(header);
    }

    @Property
    void whatIsReadIsWrittenAsItWas(@ForAll("headers") Header header) throws IOException {
        byte[] bytes = HeaderWriter.bytes(header);

        assertThat(HeaderWriter.bytes(READER.read(bytes))).isEqualTo(bytes);
    }

    @Property
    void foreignBytesAreReadOrRefusedTheSameWhereverTheyComeFrom(@ForAll @Size(max = 400) byte[] foreign)
            throws IOException {
        isReadTheSame(foreign);
    }

    @Property
    void textThatLooksLikeAHeaderIsReadOrRefusedTheSameWhereverItComesFrom(@ForAll("almostHeaders") String text)
            throws IOException {
        isReadTheSame(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void aRefusalRepeatsNothingOfTheInput(@ForAll("secrets") String secret, @ForAll("damages") String damage) {
        byte[] message = damage.replace("$", secret).getBytes(StandardCharsets.UTF_8);

        assertThat(outcome(() -> READER.read(message)))
                .isInstanceOfSatisfying(
                        WireException.class,
                        refusal -> assertThat(refusal.getMessage() + refusal.error())
                                .doesNotContain(secret));
    }

    private static void isReadTheSame(byte[] message) throws IOException {
        Object read = outcome(() -> READER.read(message));
        InputStream marked = new ByteArrayInputStream(message);
        InputStream inSteps = new BufferedInputStream(Streams.inParts(message, 5), 7);
        InputStream single = Streams.inParts(message, 3);

        isTheSame(read, outcome(() -> READER.read(marked)));
        isTheSame(read, outcome(() -> READER.read(inSteps)));
        isTheSame(read, outcome(() -> READER.read(single)));
        if (read instanceof Header) {
            assertThat(inSteps.readAllBytes()).isEqualTo(marked.readAllBytes()).isEqualTo(single.readAllBytes());
        }
    }

    private static void isTheSame(Object one, Object other) {
        if (one instanceof WireException refusal) {
            assertThat(other).isInstanceOfSatisfying(WireException.class, same -> {
                assertThat(same.error()).isEqualTo(refusal.error());
                assertThat(same).hasMessage(refusal.getMessage());
            });
        } else {
            assertThat(other).isEqualTo(one);
        }
    }

    /** Returns the header, or the codec's own exception; any other one ends the test. */
    private static Object outcome(Callable<Header> reading) {
        try {
            return reading.call();
        } catch (WireException e) {
            return e;
        } catch (Exception e) {
            throw new AssertionError("something else than a refusal", e);
        }
    }

    @Property
    void textSurvivesTheWire(@ForAll String text) {
        Syntax<String> syntax = Syntaxes.text();
        boolean writable = text.chars().noneMatch(Character::isISOControl)
                && text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        if (writable) {
            String wire = syntax.format(text);
            assertThat(new Header.Field("X-Text", wire).value()).isEqualTo(wire);
            assertThat(syntax.parse(wire)).isEqualTo(text);
        }
    }

    @Property
    void aValueNeverBreaksOutOfItsField(@ForAll String name, @ForAll String value) throws IOException {
        Header header;
        try {
            header = Header.builder().add(name, value).build();
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(READER.read(HeaderWriter.bytes(header)).fields()).hasSize(1);
    }

    /** The second model is a walk along the fields. */
    @Property
    void fieldsAreFoundAsIfByReadingThemAll(
            @ForAll("likeNames") List<String> names, @ForAll("likeNames") List<String> asked) throws IOException {
        Header.Builder builder = Header.builder();
        names.forEach(name ->
                builder.add(name, Integer.toString(builder.build().fields().size())));
        Header built = builder.build();
        Header read = READER.read(HeaderWriter.bytes(built));

        for (String name : asked) {
            Optional<String> first = built.fields().stream()
                    .filter(field -> Ascii.equalsIgnoreCase(field.name(), name))
                    .map(Header.Field::value)
                    .findFirst();
            assertThat(built.text(name)).isEqualTo(first);
            assertThat(read.text(name)).isEqualTo(first);
        }
    }

    /** Names that differ little, so that many of them meet in the index. */
    @Provide
    Arbitrary<List<String>> likeNames() {
        return Arbitraries.strings()
                .withChars("aA`^-")
                .ofMinLength(1)
                .ofMaxLength(3)
                .flatMap(start -> Arbitraries.of("", "-the-end", "-The-End").map(end -> start + end))
                .filter(Key::isToken)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<Header> headers() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("abcXYZ019-_.!#")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(name -> "Field-" + name);
        Arbitrary<String> values =
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(60).map(String::trim);
        Arbitrary<List<Header.Field>> fields =
                Combinators.combine(names, values).as(Header.Field::new).list().ofMaxSize(30);
        return fields.map(list -> {
            Header.Builder header = Header.builder();
            list.forEach(field -> header.add(field.name(), field.value()));
            return header.build();
        });
    }

    @Provide
    Arbitrary<String> almostHeaders() {
        return Arbitraries.of("X-A", ":", " ", "\r\n", "\n", "\r", "\t", "value", "\0", "é", "X-Sample-Size: 1")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings().withChars("QZ7").ofMinLength(4).ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> damages() {
        return Arbitraries.of(
                "$",
                "$\n\n",
                "$ : 1\n\n",
                "A: $\r\0\n\n",
                "A: $\u0007\n\n",
                "$: \u00e9\n\n",
                "A$: 1",
                "X-$: 1\nx-$: 2\n\n",
                "$: " + "1".repeat(9000) + "\n\n",
                "A: $\n".repeat(300) + "\n");
    }
}
