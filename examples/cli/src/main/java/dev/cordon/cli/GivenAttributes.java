package dev.cordon.cli;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attribute;
import dev.cordon.attribute.AttributeCatalogue;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.SampleType;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Syntax;
import dev.cordon.codec.Syntaxes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a header out of what a person types as {@code NAME=VALUE}. */
final class GivenAttributes {
    private static final ImmutableSet<Key<?>> WORKED_OUT = ImmutableSet.<Key<?>>builder()
            .addAll(ContentKeys.all())
            .add(ContentKeys.CONTENT_LENGTH)
            .build();

    private GivenAttributes() {}

    /**
     * Returns the header of a sample with these attributes.
     *
     * @throws IllegalArgumentException if one of them can't stand in a message; says which and why
     */
    static Header header(List<String> given) {
        Header.Builder header = Header.builder().set(Attributes.SAMPLE_TYPE, SampleType.FILE);
        Set<Key<?>> names = new HashSet<>();
        for (String attribute : given) {
            int equals = attribute.indexOf('=');
            checkArgument(equals > 0, "--attribute: NAME=VALUE expected");
            add(attribute.substring(0, equals), attribute.substring(equals + 1), header, names);
        }
        return header.build();
    }

    private static void add(String name, String value, Header.Builder header, Set<Key<?>> names) {
        Key<String> field = key(name);
        checkArgument(
                !WORKED_OUT.contains(field), "--attribute %s: leave it out, it is worked out from the file", name);
        Optional<Attribute> known = AttributeCatalogue.find(name);
        boolean guide = Ascii.toLowerCase(name).startsWith("x-");
        checkArgument(known.isPresent() || !guide, "--attribute %s: not in the list of cordon attributes", name);
        checkArgument(names.add(field) || !guide, "--attribute %s: it can be given once", name);
        if (known.isPresent()) {
            header.set(known.get().name(), written(known.get().key(), value));
        } else {
            header.add(name, written(field, value));
        }
    }

    private static Key<String> key(String name) {
        try {
            return Key.of(name, Syntaxes.opaque());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--attribute: a name has letters, digits and hyphens");
        }
    }

    /** Returns the value as it goes over the wire, where text beyond ASCII travels as encoded words. */
    private static <T> String written(Key<T> key, String value) {
        Syntax<T> syntax = key.syntax();
        try {
            String ascii = CharMatcher.ascii().matchesAllOf(value)
                    ? value
                    : Syntaxes.text().format(value);
            return syntax.format(syntax.parse(ascii));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--attribute " + key + ": " + syntax.description() + " expected");
        }
    }
}
