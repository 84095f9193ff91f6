package dev.cordon.defcast;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;

/**
 * Which computers are given new definitions without having submitted anything, and in which order (guide, table 4-1,
 * "Install Definitions"). Whether the submitting clients get theirs is the policy of delivery. Immutable.
 *
 * @param certified the targets that are given certified sets, by name; the first ring is taken from the front
 * @param noncertified the targets that are given sets that are not certified
 * @param parents whether sets that are not certified go to the parent server of a submitting client, too
 * @param firstRing how many targets make the first ring; at 0 there is none, and everybody is given a set at once
 * @param confirmations how many computers must have confirmed a set before it goes beyond the first ring; where the ring
 *     has fewer, all of it
 */
public record RolloutPolicy(
        ImmutableSet<String> certified,
        ImmutableSet<String> noncertified,
        boolean parents,
        int firstRing,
        int confirmations) {
    /** Refuses what is negative. */
    public RolloutPolicy {
        checkArgument(firstRing >= 0, "there is no negative number of targets");
        checkArgument(confirmations >= 0, "there is no negative number of confirmations");
    }

    /** Returns the policy that gives nobody anything, with a first ring of one for whoever is added to it. */
    public static RolloutPolicy standard() {
        return new RolloutPolicy(ImmutableSet.of(), ImmutableSet.of(), false, 1, 1);
    }

    /** Returns the same policy for other targets. */
    public RolloutPolicy to(ImmutableSet<String> newCertified, ImmutableSet<String> newNoncertified) {
        return new RolloutPolicy(newCertified, newNoncertified, parents, firstRing, confirmations);
    }

    /** Returns the same policy, which gives sets that are not certified to parent servers or not. */
    public RolloutPolicy withParents(boolean wanted) {
        return new RolloutPolicy(certified, noncertified, wanted, firstRing, confirmations);
    }

    /** Returns the same policy with another first ring. */
    public RolloutPolicy inRings(int newFirstRing, int newConfirmations) {
        return new RolloutPolicy(certified, noncertified, parents, newFirstRing, newConfirmations);
    }

    ImmutableSet<String> targets(boolean isCertified) {
        return isCertified ? certified : noncertified;
    }
}
