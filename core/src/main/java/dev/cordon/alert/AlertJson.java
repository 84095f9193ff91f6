package dev.cordon.alert;

import dev.cordon.spi.Alert;
import java.util.stream.Collectors;

/** Alerts as JSON objects (RFC 8259) in ASCII. */
final class AlertJson {
    private AlertJson() {}

    static String of(Alert alert) {
        String subjects = alert.subjects().stream().map(AlertJson::subject).collect(Collectors.joining(",", "[", "]"));
        return "{"
                + member("key", string(alert.key())) + ","
                + member("event", string(alert.event().token())) + ","
                + member("change", string(alert.change().token())) + ","
                + member("since", string(alert.since().toString())) + ","
                + member("at", string(alert.at().toString())) + ","
                + member("count", Integer.toString(alert.count())) + ","
                + member("subjects", subjects) + ","
                + member("text", string(alert.text()))
                + "}";
    }

    private static String subject(Alert.Subject subject) {
        return "{"
                + member("kind", string(subject.kind().token())) + ","
                + member("name", string(subject.name()))
                + "}";
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":" + value;
    }

    /** Beside what JSON needs, what has a meaning in HTML is escaped: receivers show these texts in pages. */
    private static String string(String text) {
        return text.chars().mapToObj(AlertJson::character).collect(Collectors.joining("", "\"", "\""));
    }

    private static String character(int character) {
        boolean plain = character >= ' ' && character <= '~' && "\"\\<>&'".indexOf(character) < 0;
        return plain ? Character.toString(character) : String.format("\\u%04x", character);
    }
}
