package dev.cordon.attribute;

import com.google.common.collect.ImmutableList;
import dev.cordon.codec.Key;

/**
 * Collects the rows of one group while the catalogue is put together.
 *
 * <p>A row starts with {@link #row} and ends with {@link Row#tells}; in between it may differ from the rest of its group.
 */
final class CatalogueSection {
    private final Group group;
    private final String usuallyCarriedIn;
    private final ImmutableList.Builder<Attribute> rows = ImmutableList.builder();

    CatalogueSection(Group group, String usuallyCarriedIn) {
        this.group = group;
        this.usuallyCarriedIn = usuallyCarriedIn;
    }

    Row row(Key<?> key, String syntax, String example) {
        return new Row(key, syntax, "", usuallyCarriedIn, example, false);
    }

    ImmutableList<Attribute> rows() {
        return rows.build();
    }

    /** A row that lacks its description. */
    final class Row {
        private final Key<?> key;
        private final String syntax;
        private final String limit;
        private final String carriedIn;
        private final String example;
        private final boolean identifying;

        private Row(Key<?> key, String syntax, String limit, String carriedIn, String example, boolean identifying) {
            this.key = key;
            this.syntax = syntax;
            this.limit = limit;
            this.carriedIn = carriedIn;
            this.example = example;
            this.identifying = identifying;
        }

        Row limit(String limit) {
            return new Row(key, syntax, limit, carriedIn, example, identifying);
        }

        Row carriedIn(String messages) {
            return new Row(key, syntax, limit, messages, example, identifying);
        }

        Row identifying() {
            return new Row(key, syntax, limit, carriedIn, example, true);
        }

        CatalogueSection tells(String description) {
            rows.add(new Attribute(key, group, syntax, limit, carriedIn, example, description, identifying));
            return CatalogueSection.this;
        }
    }
}
