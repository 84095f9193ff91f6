package dev.cordon.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Everything that has happened, as a digest, and the last of it in words. */
final class Trace {
    private static final int KEPT = 60;

    private final InstantSource clock;
    private final Consumer<String> reader;
    private final Hasher digest = Hashing.sha256().newHasher();
    private final Deque<String> lately = new ArrayDeque<>();
    private final Map<String, Integer> troubles = new TreeMap<>();

    Trace(InstantSource clock, Consumer<String> reader) {
        this.clock = clock;
        this.reader = reader;
    }

    void add(String where, String what) {
        String line = clock.instant() + " " + where + " " + what;
        digest.putString(line, StandardCharsets.UTF_8).putChar('\n');
        lately.add(line);
        if (lately.size() > KEPT) {
            lately.remove();
        }
        reader.accept(line);
    }

    /** Takes note of something that goes wrong because the simulation wants it to. */
    void trouble(String where, Fault fault, String what) {
        troubles.merge(fault.token(), 1, Integer::sum);
        add(where, fault.token() + ": " + what);
    }

    ImmutableList<String> lately() {
        return ImmutableList.copyOf(lately);
    }

    ImmutableSortedMap<String, Integer> troubles() {
        return ImmutableSortedMap.copyOf(troubles);
    }

    /** Returns the digest; nothing is added any more. */
    HashCode end() {
        return digest.hash();
    }
}
