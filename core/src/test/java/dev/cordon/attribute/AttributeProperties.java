package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Lookup;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the values of every attribute. */
final class AttributeProperties {
    private static final ImmutableList<Key<?>> KEYS =
            AttributeCatalogue.all().stream().<Key<?>>map(Attribute::key).collect(ImmutableList.toImmutableList());

    @Example
    void everyAttributeIsTried() {
        assertThat(Values.all().keySet()).containsExactlyElementsOf(KEYS);
    }

    /**
     * An attribute with one of its values.
     *
     * @param <T> the type of the value
     */
    private record Said<T>(Key<T> key, T value) {
        @SuppressWarnings("unchecked") // the table of values takes no others
        static <T> Said<T> of(Key<T> key, Object value) {
            return new Said<>(key, (T) value);
        }

        String written() {
            return key.syntax().format(value);
        }

        Header header() {
            return Header.builder().set(key, value).build();
        }
    }

    @Property(tries = 7100)
    void whatIsWrittenIsReadBackAsItWas(@ForAll("said") Said<?> said) {
        assertThat((Object) said.key().syntax().parse(said.written()))
                .as("%s", said.key())
                .isEqualTo(said.value());
    }

    @Property(tries = 7100)
    void whatIsReadBackIsWrittenAsBefore(@ForAll("said") Said<?> said) {
        Said<?> again = Said.of(said.key(), said.key().syntax().parse(said.written()));

        assertThat(again.written()).as("%s", said.key()).isEqualTo(said.written());
    }

    @Property(tries = 7100)
    void whatIsWrittenFitsIntoAFieldAndIsFoundThere(@ForAll("said") Said<?> said) {
        assertThat(said.header().lookup(said.key())).as("%s", said.key()).isEqualTo(new Lookup.Present<>(said.value()));
    }

    @Provide
    Arbitrary<Said<?>> said() {
        return Arbitraries.of(KEYS).flatMap(AttributeProperties::said);
    }

    private static Arbitrary<Said<?>> said(Key<?> key) {
        Arbitrary<?> values = Values.all().get(key);
        assertThat(values).as("values of %s", key).isNotNull();
        return values.map(value -> Said.of(key, value));
    }

    /** Any text is either a value, which is written in one way from then on, or refused with what was expected. */
    @Property(tries = 7100)
    void anyTextIsAValueOrIsRefused(@ForAll("keys") Key<?> key, @ForAll("texts") String text) {
        Header header = Header.builder().add(key.name(), text).build();
        Lookup<?> lookup = header.lookup(key);

        if (lookup instanceof Lookup.Present<?> present) {
            String written = Said.of(key, present.value()).written();
            assertThat((Object) key.syntax().parse(written)).isEqualTo(present.value());
        } else {
            assertThat(lookup).isEqualTo(new Lookup.Malformed<>(key.syntax().description()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> key.syntax().parse(text))
                    .satisfies(refusal -> assertThat(refusal.getMessage()).isNotBlank())
                    .withNoCause();
        }
    }

    /** A text of marks that stand in no description can't come out of a refusal. */
    @Property(tries = 7100)
    void aRefusalNeverQuotesWhatItRefuses(@ForAll("keys") Key<?> key, @ForAll("marks") String text) {
        Header header = Header.builder().add(key.name(), text).build();

        if (header.lookup(key) instanceof Lookup.Malformed<?>) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> key.syntax().parse(text))
                    .satisfies(refusal -> assertThat(CharMatcher.anyOf("#~^{}").matchesNoneOf(refusal.getMessage()))
                            .as("%s: %s", key, refusal.getMessage())
                            .isTrue());
        }
    }

    @Provide
    Arbitrary<Key<?>> keys() {
        return Arbitraries.of(KEYS);
    }

    /** What a field may hold, much of it nearly a value. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(80),
                        Arbitraries.strings().withChars("0123456789/-. :").ofMaxLength(40),
                        Arbitraries.of(AttributeCatalogue.all()).map(Attribute::example),
                        Arbitraries.of(AttributeCatalogue.all()).map(attribute -> attribute.example() + "0"))
                .map(String::strip);
    }

    @Provide
    Arbitrary<String> marks() {
        return Arbitraries.strings().withChars("#~^{}").ofMinLength(1).ofMaxLength(80);
    }
}
