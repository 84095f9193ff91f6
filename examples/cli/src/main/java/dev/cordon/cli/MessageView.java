package dev.cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.cordon.attribute.Attribute;
import dev.cordon.attribute.AttributeCatalogue;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Group;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Digests;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Lookup;
import dev.cordon.codec.Syntaxes;
import dev.cordon.protocol.Essential;
import dev.cordon.protocol.MessageKind;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A message as people and programs get to see it: decoded text, and no credentials. */
final class MessageView {
    private static final String REDACTED = "(redacted)";
    private static final ImmutableSet<String> SECRETS = ImmutableSet.of(
            Ascii.toLowerCase(Attributes.CUSTOMER_CREDENTIALS.name()),
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie");
    private static final ImmutableMap<String, Key<?>> KNOWN = Stream.concat(
                    AttributeCatalogue.all().stream().map(Attribute::key),
                    Stream.concat(ContentKeys.all().stream(), Stream.of(ContentKeys.CONTENT_LENGTH, ContentKeys.DATE)))
            .collect(ImmutableMap.toImmutableMap(key -> Ascii.toLowerCase(key.name()), key -> key, (one, same) -> one));

    /**
     * One field.
     *
     * @param name as the catalogue has it, or as the message does
     * @param value as text
     * @param expected what it should be; empty if it can be read
     * @param explanation what the value says; empty where it speaks for itself
     */
    private record Line(String name, String value, Optional<String> expected, Optional<String> explanation) {}

    private final MessageReader.Findings findings;
    private final Optional<MessageKind> kind;
    private final ImmutableList<Essential.Shortcoming> shortcomings;
    private final ImmutableList<Line> lines;

    /**
     * Makes the view.
     *
     * @param kind which kind of message it is to be; empty for the one that it seems to be
     */
    MessageView(MessageReader.Findings findings, Optional<MessageKind> kind) {
        this.findings = findings;
        this.kind = kind.or(() -> MessageKind.guess(findings.header()));
        this.shortcomings = this.kind
                .map(known -> known.shortcomings(findings.header(), findings.contentBytes() > 0))
                .orElse(ImmutableList.of());
        this.lines = findings.header().fields().stream().map(MessageView::line).collect(toImmutableList());
    }

    private static Line line(Header.Field field) {
        String folded = Ascii.toLowerCase(field.name());
        Optional<Key<?>> key = Optional.ofNullable(KNOWN.get(folded));
        String name = key.map(Key::name).orElse(field.name());
        Optional<String> expected = key.flatMap(known -> expected(known, field));
        if (SECRETS.contains(folded)) {
            return new Line(name, REDACTED, expected, Optional.empty());
        }
        return new Line(name, value(key, field), expected, key.flatMap(known -> explanation(known, field)));
    }

    private static Optional<String> explanation(Key<?> key, Header.Field field) {
        Header alone = Header.builder().add(field.name(), field.value()).build();
        return alone.lookup(key) instanceof Lookup.Present<?> present
                ? Explanation.of(present.value())
                : Optional.empty();
    }

    private static Optional<String> expected(Key<?> key, Header.Field field) {
        Header alone = Header.builder().add(field.name(), field.value()).build();
        return alone.lookup(key) instanceof Lookup.Malformed<?> malformed
                ? Optional.of(malformed.expected())
                : Optional.empty();
    }

    /** Returns text decoded, and anything else as it is in the message. */
    private static String value(Optional<Key<?>> key, Header.Field field) {
        try {
            Object value = key.isPresent()
                    ? key.get().syntax().parse(field.value())
                    : Syntaxes.text().parse(field.value());
            return value instanceof String text ? text : field.value();
        } catch (IllegalArgumentException e) {
            return field.value();
        }
    }

    /** Returns the view for programs. */
    JsonObject record() {
        JsonObject record = new JsonObject();
        record.addProperty("kind", kind.map(MessageKind::token).orElse(null));
        record.add("attributes", attributes());
        record.add("explained", explained());
        record.add("missing", missing());
        record.add("malformed", malformed());
        record.add("content", content());
        record.add(
                "sample",
                findings.sample()
                        .filter(read -> findings.hasSample())
                        .map(MessageView::sample)
                        .orElse(JsonNull.INSTANCE));
        return record;
    }

    /** A field that is there several times is an array under the spelling of its first one. */
    private JsonObject attributes() {
        ListMultimap<String, Line> named = LinkedListMultimap.create();
        lines.forEach(line -> named.put(Ascii.toLowerCase(line.name()), line));
        JsonObject attributes = new JsonObject();
        for (Collection<Line> same : named.asMap().values()) {
            JsonArray values = new JsonArray();
            same.forEach(line -> values.add(line.value()));
            attributes.add(same.iterator().next().name(), values.size() == 1 ? values.get(0) : values);
        }
        return attributes;
    }

    private JsonArray explained() {
        JsonArray explained = new JsonArray();
        for (Line line : lines) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", line.name());
            entry.addProperty("value", line.value());
            entry.addProperty("says", line.explanation().orElse(null));
            entry.addProperty(
                    "description",
                    AttributeCatalogue.find(line.name())
                            .map(Attribute::description)
                            .orElse(null));
            entry.addProperty("essential", isEssential(line));
            explained.add(entry);
        }
        return explained;
    }

    private boolean isEssential(Line line) {
        return kind.stream()
                .flatMap(known -> known.essentials().stream())
                .anyMatch(essential -> essential.key().name().equals(line.name()));
    }

    private JsonArray missing() {
        JsonArray missing = new JsonArray();
        for (Essential.Shortcoming shortcoming : shortcomings) {
            if (shortcoming.code() == ErrorCode.MISSING) {
                JsonObject entry = new JsonObject();
                entry.addProperty("name", shortcoming.key().name());
                entry.addProperty("expected", shortcoming.expected());
                missing.add(entry);
            }
        }
        return missing;
    }

    private JsonArray malformed() {
        JsonArray malformed = new JsonArray();
        for (Line line : lines) {
            line.expected().ifPresent(expected -> {
                JsonObject entry = new JsonObject();
                entry.addProperty("name", line.name());
                entry.addProperty("expected", expected);
                malformed.add(entry);
            });
        }
        return malformed;
    }

    private JsonObject content() {
        JsonObject content = new JsonObject();
        content.addProperty("bytes", findings.contentBytes());
        content.addProperty("verified", findings.failure().isEmpty());
        content.add(
                "error",
                findings.failure()
                        .<JsonElement>map(
                                failure -> new JsonPrimitive(failure.code().token()))
                        .orElse(JsonNull.INSTANCE));
        return content;
    }

    private static JsonElement sample(Digests digests) {
        JsonObject sample = new JsonObject();
        sample.addProperty("bytes", digests.size());
        sample.addProperty("sha256", digests.sha256().toString());
        return sample;
    }

    /** Prints the view for people. */
    void print(PrintWriter out, int width) {
        Table table = new Table(
                new Table.Column("NAME", 40), new Table.Column("VALUE", 36), new Table.Column("MEANING", Table.REST));
        for (Group group : Group.values()) {
            section(group.token(), lines.stream().filter(line -> group(line).equals(Optional.of(group))), table);
        }
        section("other fields", lines.stream().filter(line -> group(line).isEmpty()), table);
        table.print(out, width);
        out.print("\n" + completeness() + summary() + "\n");
    }

    /** Returns lines that say which kind of message it is and what it lacks. */
    private String completeness() {
        if (kind.isEmpty()) {
            return "kind: none that is known\n";
        }
        StringBuilder text = new StringBuilder();
        text.append("kind: ")
                .append(kind.get().token())
                .append(" (")
                .append(kind.get().meaning())
                .append(")\n");
        for (Essential.Shortcoming shortcoming : shortcomings) {
            text.append(shortcoming.code())
                    .append(": ")
                    .append(shortcoming.key())
                    .append(" (")
                    .append(shortcoming.expected())
                    .append(" expected)\n");
        }
        return shortcomings.isEmpty()
                ? text.append("everything that is essential to it is there\n").toString()
                : text.toString();
    }

    private static void section(String heading, Stream<Line> lines, Table table) {
        List<Line> rows = lines.toList();
        if (rows.isEmpty()) {
            return;
        }
        table.heading(heading);
        rows.forEach(line -> table.row(line.name(), Printable.text(line.value()), meaning(line)));
    }

    private static Optional<Group> group(Line line) {
        return AttributeCatalogue.find(line.name()).map(Attribute::group);
    }

    private static String meaning(Line line) {
        if (line.expected().isPresent()) {
            return "MALFORMED: " + line.expected().get() + " expected";
        }
        String description = AttributeCatalogue.find(line.name())
                .map(attribute -> firstSentence(attribute.description()))
                .orElse("");
        return line.explanation()
                .map(text -> (description + " Here: " + Printable.text(text) + ".").strip())
                .orElse(description);
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private String summary() {
        if (findings.failure().isPresent()) {
            return "content: " + findings.contentBytes() + " bytes, NOT VERIFIED: "
                    + Refusal.line(findings.failure().get());
        }
        if (!findings.hasSample()) {
            return "content: none";
        }
        return "content: " + findings.contentBytes() + " bytes, verified"
                + findings.sample()
                        .map(sample -> "\nsample: " + sample.size() + " bytes, SHA-256 " + sample.sha256())
                        .orElse("");
    }
}
