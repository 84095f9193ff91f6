package dev.cordon.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class NearestName {
    private static final int MOST_MISTAKES = 3;

    private NearestName() {}

    /** Returns the name that differs least from what was typed, if it differs little for its length. */
    static Optional<String> to(String typed, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> mistakes(typed, name)))
                .filter(name -> mistakes(typed, name) <= Math.min(MOST_MISTAKES, name.length() / 3));
    }

    /** Counts the letters that were left out, put in or mistaken (the distance of Levenshtein). */
    private static int mistakes(String typed, String name) {
        int[] row = new int[name.length() + 1];
        for (int column = 0; column <= name.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= typed.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= name.length(); column++) {
                int mistaken = diagonal + (typed.charAt(line - 1) == name.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(mistaken, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[name.length()];
    }
}
