package dev.cordon.defcast;

import com.google.common.base.CharMatcher;
import dev.cordon.attribute.Sequence;
import dev.cordon.store.WholeFile;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The rollout that is under way, kept over restarts, and what a person may do with it. Safe for use by many threads; what a
 * method has returned from is durable.
 */
public final class Rollouts {
    private static final CharMatcher BREAKS = CharMatcher.javaIsoControl();

    private final WholeFile file;
    private final Supplier<RolloutPolicy> policy;
    private Optional<Rollout> current;

    private Rollouts(WholeFile file, Supplier<RolloutPolicy> policy, Optional<Rollout> current) {
        this.file = file;
        this.policy = policy;
        this.current = current;
    }

    /**
     * Opens what is kept in a file.
     *
     * @param policy which targets are given sets, and in which rings; read each time, as it may change
     * @throws IOException if the file can't be read. One that makes no sense stops no start, and is not taken for consent:
     *     the rollout begins again with its first ring
     */
    public static Rollouts open(WholeFile file, Supplier<RolloutPolicy> policy) throws IOException {
        return new Rollouts(file, policy, file.read().flatMap(Rollout::parse));
    }

    /** Returns which targets are given sets, and in which rings. */
    public RolloutPolicy policy() {
        return policy.get();
    }

    /** Returns the rollout that is under way, was stopped, or was the last one; empty if there was none yet. */
    public synchronized Optional<Rollout> current() {
        return current;
    }

    /** Returns whether the rollout of a set was stopped. */
    public synchronized boolean isStopped(Sequence sequence) {
        return of(sequence).flatMap(Rollout::stopped).isPresent();
    }

    /** Returns whether a rollout waits for a person. */
    public synchronized boolean isStopped() {
        return current.flatMap(Rollout::stopped).isPresent();
    }

    /**
     * Stops the rollout that is under way.
     *
     * @param reason why, for whoever looks at it
     * @return whether there was one
     */
    public synchronized boolean stop(String reason) throws IOException {
        return change(rollout -> rollout.stoppedBecause(BREAKS.replaceFrom(reason, ' ')));
    }

    /**
     * Goes on with a rollout that was stopped, without the computers that have failed; those after them in the order take
     * their places in the first ring.
     *
     * @return whether one was stopped
     */
    public synchronized boolean resume() throws IOException {
        return isStopped() && change(Rollout::resumed);
    }

    /** Begins the rollout of a set, in place of the one before, or adds computers to the one that is under way. */
    synchronized void reach(Sequence sequence, Collection<String> names) throws IOException {
        Rollout next = of(sequence).orElseGet(() -> Rollout.of(sequence)).reaching(names);
        keep(next);
    }

    /**
     * Takes note that a computer, which was asked itself, has a set. What many clients have counts only as long as
     * confirmations are wanted, so that an outbreak does not write the file for each of them.
     */
    synchronized void confirmed(String name, Sequence installed) throws IOException {
        confirmedIf(rollout -> rollout.computers().containsKey(name) || isWanting(rollout), name, installed);
    }

    /**
     * Takes note that a computer says it has a set. All clients share one token, so a name proves little: it counts if the
     * set was given to this computer, or if a sample of it waits here for the set.
     *
     * @param isSubmitting whether a sample of the computer waits here for the set
     */
    synchronized void said(String name, Sequence installed, boolean isSubmitting) throws IOException {
        confirmedIf(rollout -> isCredible(name, rollout, isSubmitting), name, installed);
    }

    private void confirmedIf(Predicate<Rollout> matters, String name, Sequence installed) throws IOException {
        Optional<Rollout> before = current.filter(rollout -> installed.compareTo(rollout.sequence()) >= 0);
        if (before.filter(matters).isPresent()) {
            keep(before.get().with(name, Rollout.Standing.CONFIRMED));
        }
    }

    /** A target that waits for the set is asked itself, so that nobody can speak for it and have it passed over. */
    private boolean isCredible(String name, Rollout rollout, boolean isSubmitting) {
        Optional<Rollout.Standing> standing =
                Optional.ofNullable(rollout.computers().get(name));
        return standing.isPresent() ? standing.get() != Rollout.Standing.WAITING : isSubmitting && isWanting(rollout);
    }

    private boolean isWanting(Rollout rollout) {
        return rollout.stopped().isEmpty() && !rollout.isPastFirstRing(policy.get());
    }

    synchronized void offered(String name, Sequence sequence) throws IOException {
        if (of(sequence).isPresent()) {
            keep(of(sequence).get().with(name, Rollout.Standing.OFFERED));
        }
    }

    /** Takes note that a computer could not install a set, which stops its rollout. */
    synchronized void failed(String name, Sequence sequence, String reason) throws IOException {
        if (of(sequence).isPresent()) {
            keep(of(sequence).get().failed(name, BREAKS.replaceFrom(name + ": " + reason, ' ')));
        }
    }

    private Optional<Rollout> of(Sequence sequence) {
        return current.filter(rollout -> rollout.sequence().equals(sequence));
    }

    private boolean change(UnaryOperator<Rollout> change) throws IOException {
        if (current.isEmpty()) {
            return false;
        }
        keep(change.apply(current.get()));
        return true;
    }

    private void keep(Rollout next) throws IOException {
        if (!Optional.of(next).equals(current)) {
            file.write(next.text());
            current = Optional.of(next);
        }
    }
}
