package dev.cordon.spi;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Sequence;
import dev.cordon.sample.SampleId;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * One thing that a person is told: that a condition has lasted for too long, that it has grown, or that it is over.
 * Immutable. Whatever it holds is printable ASCII in one line: nothing that a stranger has sent gets in as it came.
 *
 * @param event which condition
 * @param change what has become of it
 * @param since when the condition began, the same in everything that is told of it
 * @param at when it was noticed that there is something to tell
 * @param subjects what the condition is about: the first {@value #MOST_SUBJECTS} at the most
 * @param count how many it is about in all, {@code subjects.size()} or more
 * @param text the same for people, in sentences
 */
public record Alert(
        AlertEvent event,
        Change change,
        Instant since,
        Instant at,
        ImmutableList<Subject> subjects,
        int count,
        String text) {
    /** How many subjects an alert names at the most. */
    public static final int MOST_SUBJECTS = 10;

    private static final int LONGEST_NAME = 200;
    private static final CharMatcher PRINTABLE = CharMatcher.inRange(' ', '~');

    /** What has become of a condition. */
    public enum Change {
        /** It has lasted for its timeout. */
        RAISED,
        /** It still lasts, and more has come under it. */
        GROWN,
        /** It is over. */
        CLEARED;

        /** Returns the word for it, in lower case. */
        public String token() {
            return Ascii.toLowerCase(name());
        }
    }

    /** Refuses what is not printable ASCII, and a count below the number of subjects. */
    public Alert {
        checkArgument(!text.isBlank() && PRINTABLE.matchesAllOf(text), "a text is one line of printable ASCII");
        checkArgument(subjects.size() <= MOST_SUBJECTS, "an alert names %s subjects at the most", MOST_SUBJECTS);
        checkArgument(count >= subjects.size(), "all subjects count");
    }

    /**
     * Returns a name for the condition, the same in everything that is told of it and in nothing else: what is raised
     * under a key is cleared under it.
     */
    public String key() {
        return event.token() + "@" + since;
    }

    /** Returns the whole alert in one line for people. */
    public String line() {
        String named = subjects.stream().map(Subject::toString).collect(Collectors.joining(", "));
        String more = count > subjects.size() && !subjects.isEmpty() ? ", ..." : "";
        String about = named.isEmpty() ? "" : " [" + named + more + "]";
        return change.token() + " " + event + " (since " + since + "): " + text + about;
    }

    /** Returns words with everything replaced that an alert does not hold. */
    public static String printable(String words) {
        return PRINTABLE.negate().replaceFrom(words, '?');
    }

    /**
     * What a condition is about.
     *
     * @param kind what sort of thing
     * @param name its name, 1 to 200 characters of printable ASCII
     */
    public record Subject(Kind kind, String name) {
        /** Refuses other names. */
        public Subject {
            checkArgument(
                    !name.isBlank() && name.length() <= LONGEST_NAME && PRINTABLE.matchesAllOf(name),
                    "a name is 1 to %s characters of printable ASCII",
                    LONGEST_NAME);
        }

        /** What sort of thing a condition is about. */
        public enum Kind {
            /** A part of the system, by the name of its station or role. */
            SERVICE,
            /** A computer that definitions are handed to. */
            TARGET,
            /** A sample, by its id. */
            SAMPLE,
            /** A set of definitions, by its sequence. */
            DEFINITIONS;

            /** Returns the word for it, in lower case. */
            public String token() {
                return Ascii.toLowerCase(name());
            }
        }

        /** Returns a part of the system. */
        public static Subject service(String name) {
            return new Subject(Kind.SERVICE, name);
        }

        /** Returns a computer; what its name may not hold is replaced, and what is too long is cut off. */
        public static Subject target(String name) {
            String clean = printable(name);
            return new Subject(
                    Kind.TARGET, clean.isBlank() ? "?" : clean.substring(0, Math.min(clean.length(), LONGEST_NAME)));
        }

        /** Returns a sample. */
        public static Subject sample(SampleId id) {
            return new Subject(Kind.SAMPLE, id.value());
        }

        /** Returns a set of definitions. */
        public static Subject definitions(Sequence sequence) {
            return new Subject(Kind.DEFINITIONS, sequence.toString());
        }

        @Override
        public String toString() {
            return kind.token() + " " + name;
        }
    }
}
