package dev.cordon.client;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * The name of a file made of a text that came with a sample: nothing that leads to another folder, and nothing that means
 * something else than a file on any system.
 */
final class PlaceName {
    private static final CharMatcher SEPARATOR = CharMatcher.anyOf("/\\");
    private static final CharMatcher UNUSABLE =
            CharMatcher.anyOf("<>:\"|?*\uFFFD").or(CharMatcher.javaIsoControl());
    private static final CharMatcher UNUSABLE_LAST = CharMatcher.anyOf(". ");

    /** Names that are devices on Windows, in every folder and with every extension. */
    private static final ImmutableSet<String> DEVICES = devices();

    private PlaceName() {}

    private static ImmutableSet<String> devices() {
        ImmutableSet.Builder<String> names =
                ImmutableSet.<String>builder().add("con", "prn", "aux", "nul", "conin$", "conout$");
        for (char number : "0123456789\u00B9\u00B2\u00B3".toCharArray()) {
            names.add("com" + number, "lpt" + number);
        }
        return names.build();
    }

    /** Returns the last part of a path in the manner of any system; empty where that can't name a file. */
    static Optional<String> of(String file) {
        String name = file.substring(SEPARATOR.lastIndexIn(file) + 1);
        boolean usable = !name.isEmpty()
                && UNUSABLE.matchesNoneOf(name)
                && !UNUSABLE_LAST.matches(name.charAt(name.length() - 1))
                && !isDevice(name);
        return usable ? Optional.of(name) : Optional.empty();
    }

    private static boolean isDevice(String name) {
        int period = name.indexOf('.');
        String stem = period < 0 ? name : name.substring(0, period);
        return DEVICES.contains(Ascii.toLowerCase(CharMatcher.is(' ').trimTrailingFrom(stem)));
    }
}
