package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    void foreignBytesAreReadOrRefused(@ForAll @Size(max = 400) byte[] foreign) {
        assertThat(isReadOrRefused(foreign)).isTrue();
    }

    @Property
    void textThatLooksLikeAHeaderIsReadOrRefused(@ForAll("almostHeaders") String text) {
        assertThat(isReadOrRefused(text.getBytes(StandardCharsets.UTF_8))).isTrue();
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

    private static boolean isReadOrRefused(byte[] message) {
        try {
            READER.read(message);
            return true;
        } catch (WireException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
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
}
