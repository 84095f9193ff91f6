package dev.cordon.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Text from outside, made fit for a terminal and for one line. */
final class Printable {
    /** Control characters, line separators, and what turns the direction of text around. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    static String text(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    static String path(Path path) {
        return text(path.toString());
    }

    /** Returns text that may have several lines as one. */
    static String line(String text) {
        return text(text.strip().replaceAll("\\s+", " "));
    }
}
