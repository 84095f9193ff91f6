package dev.cordon.simulation;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What goes wrong in a simulation. */
public enum Fault {
    /** Requests and replies get lost. */
    DROP,
    /** Requests and replies take long. */
    DELAY,
    /** Requests arrive twice, the second time much later. */
    REPEAT,
    /** Requests arrive after their sender has given them up, behind later ones. */
    REORDER,
    /** Requests and replies are cut off, or arrive with other bytes. */
    CORRUPT,
    /** Disks fail once or for a while. */
    DISK,
    /** Processes are killed, or lose their power, in the middle of anything, and start again. */
    CRASH,
    /** Somebody offers forged and old definitions. */
    FORGE;

    private static final Splitter LIST = Splitter.on(',').trimResults().omitEmptyStrings();

    /** Returns the word for it, in lower case. */
    public String token() {
        return Ascii.toLowerCase(name());
    }

    /**
     * Returns the faults of a list of words with commas between them, {@code all} or {@code none}.
     *
     * @throws IllegalArgumentException if a word is none of them
     */
    public static ImmutableSet<Fault> parse(String list) {
        if (list.equals("none")) {
            return ImmutableSet.of();
        }
        if (list.equals("all")) {
            return Sets.immutableEnumSet(EnumSet.allOf(Fault.class));
        }
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        LIST.split(list).forEach(word -> faults.add(of(word)));
        return Sets.immutableEnumSet(faults);
    }

    private static Fault of(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.token().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "faults are all, none, or some of drop,delay,repeat,reorder,corrupt,disk,crash,forge"));
    }
}
