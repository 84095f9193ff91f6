package dev.cordon.simulation;

import com.google.common.base.Strings;

/** A rule is broken. Nothing that is simulated catches it. */
final class Violation extends Error {
    private static final long serialVersionUID = 1;

    Violation(String rule) {
        super(rule);
    }

    static void check(boolean holds, String rule, Object... details) {
        if (!holds) {
            throw new Violation(Strings.lenientFormat(rule, details));
        }
    }
}
