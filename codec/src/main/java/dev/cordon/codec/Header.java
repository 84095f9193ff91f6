package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The header of a message: fields in their order, names without regard to case (RFC 9110, 5).
 *
 * <p>A header holds fields as they are on the wire, so that what it does not know survives; typed values come through
 * {@link Key}s. A repeated field can be kept; the first one is what look-ups see. Immutable.
 */
public final class Header implements Iterable<Header.Field> {
    private static final CharMatcher VALUE =
            CharMatcher.inRange(' ', '~').or(CharMatcher.is('\t')).precomputed();
    private static final Header EMPTY = new Header(ImmutableList.of());

    private final ImmutableList<Field> fields;
    private final NameIndex index;

    Header(ImmutableList<Field> fields) {
        this.fields = fields;
        this.index = new NameIndex(fields);
    }

    /** One field as it is on the wire. Immutable. */
    public static final class Field {
        private final String name;
        private final String value;
        private final int hash;

        /**
         * Makes a field that can't break out of its line.
         *
         * @param name a token of RFC 9110
         * @param value ASCII without control characters but tabs, and without blanks around it
         * @throws IllegalArgumentException if the name or the value is anything else
         */
        public Field(String name, String value) {
            this(name, value, NameIndex.hash(name));
            checkArgument(Key.isToken(name), "a field name is a token of RFC 9110");
            checkArgument(VALUE.matchesAllOf(value), "a field value is ASCII without control characters");
            checkArgument(
                    value.isEmpty() || !isBlank(value.charAt(0)) && !isBlank(value.charAt(value.length() - 1)),
                    "a field value has no blanks around it");
        }

        /** Makes a field whose name and value the reader has checked. */
        Field(String name, String value, int hash) {
            this.name = name;
            this.value = value;
            this.hash = hash;
        }

        /** Returns the name as it is written. */
        public String name() {
            return name;
        }

        /** Returns the value as it is on the wire. */
        public String value() {
            return value;
        }

        int hash() {
            return hash;
        }

        boolean isNamed(String other, int otherHash) {
            return hash == otherHash && (name.equals(other) || Ascii.equalsIgnoreCase(name, other));
        }

        private static boolean isBlank(char character) {
            return character == ' ' || character == '\t';
        }

        /** Returns whether the other object is a field of the same value whose name differs in case at most. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Field field && isNamed(field.name, field.hash) && value.equals(field.value);
        }

        @Override
        public int hashCode() {
            return hash * 31 + value.hashCode();
        }

        /** Returns the name; the value may be secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Returns the header without fields. */
    public static Header empty() {
        return EMPTY;
    }

    /** Returns a builder without fields. */
    public static Builder builder() {
        return new Builder(ImmutableList.of());
    }

    /** Returns a builder that begins with these fields. */
    public Builder toBuilder() {
        return new Builder(fields);
    }

    /** Returns the fields in their order. */
    public ImmutableList<Field> fields() {
        return fields;
    }

    @Override
    public Iterator<Field> iterator() {
        return fields.iterator();
    }

    /** Returns the value of the first field of a name as it is on the wire. */
    public Optional<String> text(String name) {
        return index.find(name, NameIndex.hash(name)).map(Field::value);
    }

    /** Returns the fields whose name another one before them has. */
    ImmutableList<Field> repeated() {
        return index.repeated();
    }

    /** Returns whether there is a field of a key, readable or not. */
    public boolean has(Key<?> key) {
        return index.find(key.name(), key.hash()).isPresent();
    }

    /** Returns what the header says under a key: a value, nothing, or something that can't be read. */
    public <T> Lookup<T> lookup(Key<T> key) {
        Optional<Field> field = index.find(key.name(), key.hash());
        if (field.isEmpty()) {
            return new Lookup.Absent<>();
        }
        try {
            return new Lookup.Present<>(key.syntax().parse(field.get().value()));
        } catch (IllegalArgumentException e) {
            return new Lookup.Malformed<>(key.syntax().description());
        }
    }

    /** Returns the value of a key; empty if it is absent or can't be read. */
    public <T> Optional<T> find(Key<T> key) {
        return lookup(key).toOptional();
    }

    /**
     * Returns the value of a key; empty if it is absent.
     *
     * @throws WireException {@code malformed} with the name of the field if its value can't be read
     */
    public <T> Optional<T> get(Key<T> key) throws WireException {
        Optional<Field> field = index.find(key.name(), key.hash());
        return field.isEmpty() ? Optional.empty() : Optional.of(read(field.get(), key));
    }

    /**
     * Returns the value of a key.
     *
     * @throws WireException {@code missing} or {@code malformed} with the name of the field
     */
    public <T> T require(Key<T> key) throws WireException {
        Optional<Field> field = index.find(key.name(), key.hash());
        if (field.isEmpty()) {
            throw new WireException(WireError.of(ErrorCode.MISSING, key), key + " is missing");
        }
        return read(field.get(), key);
    }

    private static <T> T read(Field field, Key<T> key) throws WireException {
        try {
            return key.syntax().parse(field.value());
        } catch (IllegalArgumentException e) {
            // Foreign syntaxes may quote the value in their message, so it goes no further.
            throw new WireException(
                    WireError.of(ErrorCode.MALFORMED, key),
                    key + " can't be read: " + key.syntax().description() + " expected");
        }
    }

    /** Returns whether the other object is a header with the same fields in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Header header && fields.equals(header.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** Returns how many fields there are; their values may be secret. */
    @Override
    public String toString() {
        return fields.size() + " fields";
    }

    /** Changes fields one by one. Not safe for use by many threads. */
    public static final class Builder {
        private final List<Field> fields;

        private Builder(List<Field> fields) {
            this.fields = new ArrayList<>(fields);
        }

        /**
         * Gives a field a value: in its place if it is there already, otherwise at the end. Repetitions are removed.
         *
         * @throws IllegalArgumentException if the value can't be written
         */
        public <T> Builder set(Key<T> key, T value) {
            return set(key.name(), key.syntax().format(value));
        }

        /**
         * Gives a field a value as it is on the wire; see {@link #set(Key, Object)}.
         *
         * @throws IllegalArgumentException if the name or value could break out of its field
         */
        public Builder set(String name, String value) {
            Field field = new Field(name, value);
            int first = index(name);
            if (first < 0) {
                fields.add(field);
                return this;
            }
            fields.set(first, field);
            removeFrom(first + 1, name);
            return this;
        }

        /**
         * Adds a field at the end, whether there is one of that name or not.
         *
         * @throws IllegalArgumentException if the name or value could break out of its field
         */
        public Builder add(String name, String value) {
            fields.add(new Field(name, value));
            return this;
        }

        /** Removes the fields of a key. */
        public Builder remove(Key<?> key) {
            return remove(key.name());
        }

        /** Removes the fields of a name. */
        public Builder remove(String name) {
            removeFrom(0, name);
            return this;
        }

        /** Sets each field of another header in turn; of one that is there several times the last remains. */
        public Builder setAll(Header other) {
            other.forEach(field -> set(field.name(), field.value()));
            return this;
        }

        /** Returns the header. */
        public Header build() {
            return fields.isEmpty() ? EMPTY : new Header(ImmutableList.copyOf(fields));
        }

        private int index(String name) {
            int hash = NameIndex.hash(name);
            for (int index = 0; index < fields.size(); index++) {
                if (fields.get(index).isNamed(name, hash)) {
                    return index;
                }
            }
            return -1;
        }

        private void removeFrom(int start, String name) {
            int hash = NameIndex.hash(name);
            for (int index = fields.size() - 1; index >= start; index--) {
                if (fields.get(index).isNamed(name, hash)) {
                    fields.remove(index);
                }
            }
        }
    }
}
