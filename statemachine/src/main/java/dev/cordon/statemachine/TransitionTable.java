package dev.cordon.statemachine;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ObjectArrays;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a lifecycle, looked up without an allocation.
 *
 * @param <S> the statuses or states
 * @param <K> the kinds of event
 */
@SuppressWarnings("EnumOrdinal") // The indexes never leave this class, so nothing depends on the order of constants.
final class TransitionTable<S extends Enum<S>, K extends Enum<K>> {
    private final S[] states;
    private final K[] kinds;

    /** What follows which state and kind of event; null where the event can't happen. */
    private final @Nullable S[] next;

    private TransitionTable(S[] states, K[] kinds, @Nullable S[] next) {
        this.states = states;
        this.kinds = kinds;
        this.next = next;
    }

    static <S extends Enum<S>, K extends Enum<K>> Builder<S, K> builder(Class<S> states, Class<K> kinds) {
        return new Builder<>(states.getEnumConstants(), kinds.getEnumConstants());
    }

    boolean allows(S from, K kind) {
        return next[index(from, kind)] != null;
    }

    S next(S from, K kind) {
        S to = next[index(from, kind)];
        if (to == null) {
            throw refusal(from, kind);
        }
        return to;
    }

    IllegalTransitionException refusal(S from, K kind) {
        return new IllegalTransitionException(
                from.toString(),
                kind.toString(),
                allowed(from).stream().map(Enum::toString).collect(ImmutableList.toImmutableList()));
    }

    ImmutableSet<K> allowed(S from) {
        return Arrays.stream(kinds).filter(kind -> allows(from, kind)).collect(ImmutableSet.toImmutableSet());
    }

    ImmutableList<Transition> transitions() {
        ImmutableList.Builder<Transition> transitions = ImmutableList.builder();
        for (S from : states) {
            for (K kind : kinds) {
                if (allows(from, kind)) {
                    transitions.add(new Transition(
                            from.toString(), kind.toString(), next(from, kind).toString()));
                }
            }
        }
        return transitions.build();
    }

    private int index(S from, K kind) {
        return from.ordinal() * kinds.length + kind.ordinal();
    }

    /** Collects rows; a second row for the same state and event is a mistake in the table. */
    static final class Builder<S extends Enum<S>, K extends Enum<K>> {
        private final S[] states;
        private final K[] kinds;
        private final @Nullable S[] next;

        private Builder(S[] states, K[] kinds) {
            this.states = states;
            this.kinds = kinds;
            this.next = ObjectArrays.newArray(states, states.length * kinds.length);
        }

        Builder<S, K> row(S from, K kind, S to) {
            int index = from.ordinal() * kinds.length + kind.ordinal();
            checkState(next[index] == null, "two rows for %s and %s", from, kind);
            next[index] = to;
            return this;
        }

        Builder<S, K> rows(Set<S> from, K kind, S to) {
            from.forEach(state -> row(state, kind, to));
            return this;
        }

        TransitionTable<S, K> build() {
            return new TransitionTable<>(states, kinds, next);
        }
    }
}
