package dev.cordon.statemachine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where steps lead in the end. */
final class Reach {
    private Reach() {}

    /** Returns the start and everything that can come after it. */
    static Set<String> from(String start, List<Transition> steps) {
        Set<String> reached = new HashSet<>(Set.of(start));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Transition step : steps) {
                grown |= reached.contains(step.from()) && reached.add(step.to());
            }
        }
        return reached;
    }
}
