package dev.cordon.cli;

import static dev.cordon.cli.Markdown.code;

import com.google.common.base.Splitter;
import com.google.common.reflect.TypeToken;
import dev.cordon.attribute.Attribute;
import dev.cordon.attribute.AttributeCatalogue;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Group;
import dev.cordon.attribute.Vocabulary;
import dev.cordon.codec.Key;
import dev.cordon.protocol.Essential;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Transaction;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/attributes.md}. */
final class AttributesPage {
    private AttributesPage() {}

    static String text() {
        Markdown page = new Markdown();
        introduction(page);
        forms(page);
        entries(page);
        messages(page);
        identifying(page);
        for (Group group : Group.values()) {
            group(group, page);
        }
        return page.toString();
    }

    private static void introduction(Markdown page) {
        page.heading(1, "Attributes")
                .text(Pages.WRITTEN)
                .text("""
                        Everything that two places tell each other about a sample, its analysis or a set of definitions
                        stands in the header of a message, as fields whose names begin with `X-`. There are %d of them,
                        the *attributes*. They were laid down for a historic product; this page says all that is needed
                        to use them, so nobody has to look them up there.""".formatted(AttributeCatalogue.all().size()))
                .text("""
                        The places are these. A *client* is a computer that captures a suspicious file, a *sample*, and
                        hands it to the *server* of its site, which keeps the quarantine. What the server's own
                        *definitions* (the knowledge of a scanner; also *signatures*, and one issue of them a *set*)
                        can't resolve, it submits as a *customer* to a *gateway*, and the gateway to the *analysis
                        centre*. From there new definitions come back the same way, down to the client, which for the
                        server is then a *target*. How it all fits is told in [design.md](design.md).""")
                .text("""
                        In a program each attribute is a constant of `dev.cordon.attribute.Attributes` that knows the
                        type of its values, so neither names nor values are typed as text:""")
                .code("java", """
                        Header header = Header.builder()
                                .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                                .set(Attributes.SAMPLE_PRIORITY, Priority.of(999))
                                .build();
                        Optional<Priority> priority = header.find(Attributes.SAMPLE_PRIORITY);""")
                .text("""
                        A value that breaks a rule can't be made, written or read: the refusal says what was expected
                        and never repeats what was there. `AttributeCatalogue` has all that stands here for programs,
                        and `cordon attributes` prints it. Words that stand for something, such as `held`, are
                        explained in [vocabulary.md](vocabulary.md), the ways of a sample in
                        [lifecycles.md](lifecycles.md), and bytes and transactions in [protocol.md](protocol.md).""");
        page.table(
                List.of("group", "what it is about", "attributes"),
                Stream.of(Group.values())
                        .map(group -> List.of(
                                "[" + group.token() + "](" + Markdown.anchor(title(group)) + ")",
                                about(group),
                                String.valueOf(members(group).count()))));
    }

    private static void forms(Markdown page) {
        page.heading(2, "How values are written")
                .table(
                        List.of("value", "form", "in a program"),
                        Stream.of(
                                List.of(
                                        "http-date",
                                        "`Tue, 27 Jan 1998 14:32:45 GMT`, in whole seconds; the two older forms of HTTP "
                                                + "are read, too",
                                        "`Instant`"),
                                List.of(
                                        "text",
                                        "as it is; what is not ASCII travels as encoded words (RFC 2047)",
                                        "`String`"),
                                List.of(
                                        "opaque",
                                        "visible ASCII that only its maker understands; handed back unchanged",
                                        "`String`"),
                                List.of("integer", "decimal digits, not negative", "`Integer`, `Long`"),
                                List.of(
                                        "token",
                                        "a word of a [vocabulary](vocabulary.md), read in any case; where the set is "
                                                + "open, a word that is not known is carried and shown",
                                        "an enum; `OpenToken` where the set is open"),
                                List.of(
                                        "md5",
                                        "32 hexadecimal digits, written in capitals; finds damage, and can be forged",
                                        "`HashCode`"),
                                List.of(
                                        "sequence",
                                        "8 decimal digits; the set with the higher number takes the place of the lower",
                                        "`Sequence`"),
                                List.of(
                                        "yyyy.mm.dd.nnn, a daily version",
                                        "`1999.02.06.001`: the day, and which set of that day. People are shown "
                                                + "`990206a`: year, month and day in two digits each, and the set in "
                                                + "letters, `a` for the first",
                                        "`DailyVersion`, `shortForm()`"),
                                List.of("priority", "0 to 1000; higher goes first, 0 is not in line", "`Priority`"),
                                List.of(
                                        "geometry",
                                        "`80/2/18 chs 512 bytes`: cylinders, heads, sectors a track, bytes a sector",
                                        "`Geometry`"),
                                List.of(
                                        "sectors",
                                        "`0/0/0-0/0/31 799/7/31`: places as cylinder/head/sector, and ranges that "
                                                + "include both ends",
                                        "`Sectors`"),
                                List.of(
                                        "addresses",
                                        "`192.0.2.13 00000001:00A0C9112233`: IP of version 4 or 6, IPX (network and "
                                                + "node), or a node alone",
                                        "`NetworkAddresses`")));
    }

    private static void entries(Markdown page) {
        page.heading(2, "Which messages carry what")
                .text("""
                        Each entry below says in which messages an attribute is found, beside those that it is essential
                        to. In a word or two that means:""")
                .table(
                        List.of("carried in", "that is"),
                        Stream.of(
                                List.of("sample", "every message that hands on a sample, and samples in files"),
                                List.of(
                                        "status",
                                        "a report on how a sample or its analysis stands, and questions about it"),
                                List.of("any with content", "samples and packages of definitions that are not empty"),
                                List.of("customer to gateway", "every request of a customer"),
                                List.of("signatures", "a package of definitions"),
                                List.of("refers to ...", "any message that speaks of such a thing, with it or without"),
                                List.of("response", "a reply that refuses a request")));
    }

    private static void messages(Markdown page) {
        page.heading(2, "What a message must say")
                .text("""
                        Some attributes are essential to some messages. A message that lacks one is refused as
                        `missing`, one in which it can't be read as `malformed`; either error names the attribute, as in
                        `X-Error: missing X-Sample-Type`. Everything else may be absent, and where it can't be read it
                        counts as absent. This is the whole table, which `dev.cordon.protocol.MessageKind` holds and
                        `cordon messages` prints. Fields that begin with `Cordon-` are explained in
                        [protocol.md](protocol.md). A gateway is a customer of the analysis centre.""")
                .table(
                        List.of("kind of message", "what it is for", "transaction", "essential"),
                        Stream.of(MessageKind.values())
                                .map(kind -> List.of(
                                        code(kind.token()),
                                        kind.meaning() + (kind.route().isEmpty() ? "" : " (" + kind.route() + ")"),
                                        transactions(kind),
                                        kind.essentials().isEmpty() ? "nothing" : essentials(kind))));
    }

    private static String transactions(MessageKind kind) {
        return kind.transactions().size() == Transaction.values().length
                ? "any"
                : kind.transactions().stream()
                        .map(transaction -> code(transaction.token()))
                        .collect(Collectors.joining(", "));
    }

    private static String essentials(MessageKind kind) {
        return Arrays.stream(Essential.Need.values())
                .flatMap(need -> names(kind, need).stream())
                .collect(Collectors.joining("; "));
    }

    private static List<String> names(MessageKind kind, Essential.Need need) {
        List<String> names = kind.essentials().stream()
                .filter(essential -> essential.need() == need)
                .map(essential -> code(essential.key().name()))
                .toList();
        if (names.isEmpty()) {
            return List.of();
        }
        return List.of(
                switch (need) {
                    case ALWAYS -> String.join(", ", names);
                    case WITH_CONTENT -> "where there is content " + String.join(", ", names);
                    case OF_SECTORS -> "where the sample is of sectors " + String.join(", ", names);
                    case WHERE_SAID -> "readable where it is there: " + String.join(", ", names);
                });
    }

    private static void identifying(Markdown page) {
        page.heading(2, "What may name somebody")
                .text("""
                        The values of these attributes may tell who a user is, or which computer or site it was. A site
                        may hold them back before it submits a sample, and Cordon does: outside, a sample carries none
                        of them but those by which a customer proves who it is.""")
                .text(AttributeCatalogue.all().stream()
                        .filter(Attribute::identifying)
                        .map(attribute -> "[" + attribute.name() + "](" + Markdown.anchor(attribute.name()) + ")")
                        .collect(Collectors.joining(",\n")));
    }

    private static void group(Group group, Markdown page) {
        page.heading(2, title(group)).text(Pages.sentence(about(group)));
        members(group).forEach(attribute -> attribute(attribute, page));
    }

    private static void attribute(Attribute attribute, Markdown page) {
        List<String> facts = new ArrayList<>();
        String limit = limit(attribute);
        boolean isTold = attribute.example().isEmpty() || attribute.syntax().equals("token:" + attribute.example());
        String example = isTold ? "" : ", such as " + code(attribute.example());
        facts.add("value: " + form(attribute) + limit + example);
        facts.add("in a program: " + code("Attributes." + constant(attribute)) + ", " + code(type(attribute)));
        facts.add("carried in: " + attribute.carriedIn());
        List<String> kinds = Stream.of(MessageKind.values())
                .filter(kind -> kind.essentials().stream()
                        .anyMatch(essential -> essential.need() != Essential.Need.WHERE_SAID
                                && essential.key().equals(attribute.key())))
                .map(kind -> code(kind.token()))
                .toList();
        if (!kinds.isEmpty()) {
            facts.add("essential to: " + String.join(", ", kinds));
        }
        if (attribute.identifying()) {
            facts.add("may name a user or a site");
        }
        page.heading(3, attribute.name()).text(attribute.description()).list(facts);
    }

    private static String limit(Attribute attribute) {
        if (attribute.limit().isEmpty()) {
            return "";
        }
        return attribute.limit().contains(" to ") ? ", " + attribute.limit() : ", at most " + attribute.limit();
    }

    /** Words are listed, and sets of words are linked to. */
    private static String form(Attribute attribute) {
        if (!attribute.syntax().startsWith("token:")) {
            return attribute.syntax().replace("|", " or ");
        }
        String words = attribute.syntax().substring("token:".length());
        String set = words.replace(" (open set)", "");
        if (Vocabulary.words().containsKey(set)) {
            return "a word of [" + set + "](vocabulary.md" + Markdown.anchor(set) + ")" + words.substring(set.length());
        }
        String listed = Splitter.on('|').splitToStream(set).map(Markdown::code).collect(Collectors.joining(", "));
        return (set.contains("|") ? "one of " : "the word ") + listed + words.substring(set.length());
    }

    private static Stream<Attribute> members(Group group) {
        return AttributeCatalogue.all().stream().filter(attribute -> attribute.group() == group);
    }

    private static String constant(Attribute attribute) {
        return field(attribute).getName();
    }

    private static String type(Attribute attribute) {
        ParameterizedType key = (ParameterizedType) field(attribute).getGenericType();
        return TypeToken.of(key.getActualTypeArguments()[0]).toString().replaceAll("[a-z.]+\\.(?=[A-Z])", "");
    }

    private static Field field(Attribute attribute) {
        return Arrays.stream(Attributes.class.getFields())
                .filter(field -> attribute.key().equals(value(field)))
                .findFirst()
                .orElseThrow();
    }

    private static Key<?> value(Field field) {
        try {
            return (Key<?>) field.get(Attributes.class);
        } catch (IllegalAccessException e) {
            throw new AssertionError("a constant is public", e);
        }
    }

    private static String title(Group group) {
        return switch (group) {
            case ANALYSIS -> "X-Analysis";
            case CONTENT -> "X-Content and X-Checksum-Method";
            case CUSTOMER -> "X-Customer";
            case DATE -> "X-Date";
            case ERROR -> "X-Error";
            case PLATFORM -> "X-Platform";
            case SAMPLE -> "X-Sample";
            case SCAN -> "X-Scan";
            case SIGNATURES -> "X-Signatures";
        };
    }

    private static String about(Group group) {
        return switch (group) {
            case ANALYSIS -> "how far the analysis of a submission has come, and what it found";
            case CONTENT ->
                "how the content of a message is packed, and how to tell that it arrived whole; a message "
                        + "without content has none of them";
            case CUSTOMER ->
                "who submits, and whom to ask about it; every message from a customer to a gateway says it";
            case DATE ->
                "when something happened to a file, a sample or a set of definitions; other names of the "
                        + "family may occur and are carried along. Whoever receives a message over a network moves all of "
                        + "them to its own clock";
            case ERROR -> "why a request was refused";
            case PLATFORM -> "the computer on which a sample was captured, and the server that forwards it";
            case SAMPLE -> "the sample itself: where it came from, how large it is, what is to be done with it";
            case SCAN -> "what the newest definitions at hand say of the sample";
            case SIGNATURES -> "which set of definitions a message carries, asks for or speaks of";
        };
    }
}
