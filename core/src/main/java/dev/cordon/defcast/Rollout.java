package dev.cordon.defcast;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Sequence;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a definitions set has come on its way to the targets. It goes to a first ring and to the rest only after enough
 * confirmations; the first failure stops it for all.
 *
 * <p>Clients that submitted a sample which the set cures are given it at once and are the natural first ring: what they
 * confirm counts, and what fails at them stops the rollout. Immutable.
 *
 * @param sequence the set
 * @param computers how each computer stands, in the order in which they are served
 * @param stopped why it was stopped; empty while it goes on
 */
public record Rollout(Sequence sequence, ImmutableMap<String, Standing> computers, Optional<String> stopped) {
    private static final String HEADING = "cordon-rollout 1";
    private static final Splitter PARTS = Splitter.on('\t').limit(2);

    /** How a computer stands in a rollout. */
    public enum Standing {
        /** It was not given the set yet, or could not be reached. */
        WAITING,
        /** It was given the set and has to confirm it. */
        OFFERED,
        /** It has the set or a newer one. */
        CONFIRMED,
        /** It could not install the set, which has stopped the rollout. */
        FAILED,
        /** It could not install the set, and a person has resumed the rollout without it. */
        LEFT_OUT;

        /** Returns the word for it, in lower case. */
        public String token() {
            return Ascii.toLowerCase(name()).replace('_', '-');
        }
    }

    static Rollout of(Sequence sequence) {
        return new Rollout(sequence, ImmutableMap.of(), Optional.empty());
    }

    /** Returns the same rollout with those in addition that it does not know. */
    Rollout reaching(Collection<String> names) {
        Map<String, Standing> more = new LinkedHashMap<>(computers);
        names.forEach(name -> more.putIfAbsent(name, Standing.WAITING));
        return new Rollout(sequence, ImmutableMap.copyOf(more), stopped);
    }

    Rollout with(String name, Standing standing) {
        Map<String, Standing> changed = new LinkedHashMap<>(computers);
        changed.put(name, standing);
        return new Rollout(sequence, ImmutableMap.copyOf(changed), stopped);
    }

    Rollout failed(String name, String reason) {
        return with(name, Standing.FAILED).stoppedBecause(reason);
    }

    Rollout stoppedBecause(String reason) {
        return new Rollout(sequence, computers, Optional.of(stopped.orElse(reason)));
    }

    /** Returns the rollout as it goes on without those that have failed. */
    Rollout resumed() {
        Map<String, Standing> rest = new LinkedHashMap<>(computers);
        rest.replaceAll((name, standing) -> standing == Standing.FAILED ? Standing.LEFT_OUT : standing);
        return new Rollout(sequence, ImmutableMap.copyOf(rest), Optional.empty());
    }

    /** Returns whether the set may go beyond the first ring. */
    public boolean isPastFirstRing(RolloutPolicy policy) {
        int members = firstRing(policy).size();
        return stopped.isEmpty() && count(Standing.CONFIRMED) >= Math.min(policy.confirmations(), members);
    }

    /** Returns the computers of the first ring; those that were left out have no part in it. */
    public ImmutableSet<String> firstRing(RolloutPolicy policy) {
        return first(policy.firstRing()).map(Map.Entry::getKey).collect(ImmutableSet.toImmutableSet());
    }

    private Stream<Map.Entry<String, Standing>> first(long most) {
        return computers.entrySet().stream()
                .filter(entry -> entry.getValue() != Standing.LEFT_OUT)
                .limit(most);
    }

    /** Returns whether nobody waits for the set any more. */
    public boolean isDone() {
        return stopped.isEmpty() && count(Standing.WAITING) + count(Standing.OFFERED) == 0;
    }

    /** Returns whom the set may be given to now; those that were given it and have not confirmed are among them. */
    ImmutableSet<String> due(RolloutPolicy policy) {
        if (stopped.isPresent()) {
            return ImmutableSet.of();
        }
        long most = isPastFirstRing(policy) ? computers.size() : policy.firstRing();
        return first(most)
                .filter(entry -> entry.getValue() == Standing.WAITING || entry.getValue() == Standing.OFFERED)
                .map(Map.Entry::getKey)
                .collect(ImmutableSet.toImmutableSet());
    }

    private long count(Standing wanted) {
        return computers.values().stream()
                .filter(standing -> standing == wanted)
                .count();
    }

    /** Returns the text that {@link #parse} reads: a line each for the heading, the set, the reason and each computer. */
    String text() {
        StringBuilder text = new StringBuilder(HEADING)
                .append('\n')
                .append(sequence)
                .append('\n')
                .append(stopped.map(reason -> "stopped\t" + reason).orElse("going"))
                .append('\n');
        computers.forEach((name, standing) ->
                text.append(standing.token()).append('\t').append(name).append('\n'));
        return text.toString();
    }

    /** Returns the rollout of a text; empty for any other text. */
    static Optional<Rollout> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3 || !lines.get(0).equals(HEADING)) {
            return Optional.empty();
        }
        try {
            List<String> state = PARTS.splitToList(lines.get(2));
            ImmutableMap.Builder<String, Standing> computers = ImmutableMap.builder();
            for (String line : lines.subList(3, lines.size())) {
                List<String> parts = PARTS.splitToList(line);
                computers.put(parts.get(1), standing(parts.get(0)));
            }
            return Optional.of(new Rollout(
                    Sequence.parse(lines.get(1)),
                    computers.buildOrThrow(),
                    state.size() == 2 ? Optional.of(state.get(1)) : Optional.empty()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Standing standing(String token) {
        return Arrays.stream(Standing.values())
                .filter(standing -> standing.token().equals(token))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such standing"));
    }
}
