package dev.cordon.defcast;

import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.sample.Column;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings the set in use to the selected targets, ring by ring (guide, "Install on selected targets"). */
final class RolloutStation implements Station {
    private final DefcastConfig config;
    private final Rollouts rollouts;
    private final Map<String, Instant> due = new HashMap<>();
    private Optional<Sequence> served = Optional.empty();

    RolloutStation(DefcastConfig config) {
        this.config = config;
        this.rollouts = config.rollouts();
    }

    @Override
    public String name() {
        return "rollout";
    }

    @Override
    public Duration work() throws IOException {
        begin();
        Optional<Rollout> current = rollouts.current().filter(this::isAlive);
        for (String name :
                current.map(rollout -> rollout.due(rollouts.policy())).orElse(ImmutableSet.of())) {
            if (isDue(name) && !rollouts.isStopped()) {
                serve(name, current.get());
            }
        }
        return config.work().interval();
    }

    /** A rollout is over where the place has gone back behind its set. */
    private boolean isAlive(Rollout rollout) {
        return config.active()
                .sequence()
                .filter(active -> active.compareTo(rollout.sequence()) >= 0)
                .isPresent();
    }

    private void begin() throws IOException {
        Optional<Sequence> active = config.active().sequence();
        if (active.isEmpty() || !isFreeFor(active.get())) {
            return;
        }
        ImmutableSet<String> names = names(active.get());
        if (names.isEmpty()) {
            return;
        }
        if (!served.equals(active)) {
            due.clear();
            served = active;
        }
        rollouts.reach(active.get(), names);
    }

    private ImmutableSet<String> names(Sequence active) throws IOException {
        boolean isCertified = config.active().certification(active).isPresent();
        Set<String> names = new LinkedHashSet<>(rollouts.policy().targets(isCertified));
        if (rollouts.policy().parents() && !isCertified) {
            names.addAll(parents(active));
        }
        return names.stream()
                .filter(name -> config.targets().find(name).isPresent())
                .collect(ImmutableSet.toImmutableSet());
    }

    /** The servers of the clients whose samples the set cures, by what the samples say; only those that are targets count. */
    private Set<String> parents(Sequence active) throws IOException {
        SampleStore.Query waiting = SampleStore.Query.all()
                .where(
                        Column.STATUS,
                        SampleStatus.DISTRIBUTE.token(),
                        SampleStatus.DISTRIBUTED.token(),
                        SampleStatus.NOT_INSTALLED.token());
        Set<String> parents = new LinkedHashSet<>();
        config.work().all(waiting, sample -> {
            if (sample.sequenceNeeded()
                    .filter(needed -> needed.compareTo(active) <= 0)
                    .isPresent()) {
                sample.find(Attributes.PLATFORM_DISTRIBUTOR).ifPresent(parents::add);
            }
        });
        return parents;
    }

    /**
     * A newer set takes the place of one that is under way, but not before each target that may have it was tried: sets that
     * come quickly would otherwise never get past the first ring.
     */
    private boolean isFreeFor(Sequence active) {
        Optional<Rollout> present = rollouts.current();
        if (present.isEmpty() || present.get().sequence().equals(active)) {
            return true;
        }
        Rollout rollout = present.get();
        return rollout.isDone()
                || rollout.stopped().isPresent()
                || !isAlive(rollout)
                || rollout.due(rollouts.policy()).stream().allMatch(due::containsKey);
    }

    private boolean isDue(String name) {
        Instant now = config.work().clock().instant();
        return Optional.ofNullable(due.get(name)).filter(now::isBefore).isEmpty();
    }

    private void serve(String name, Rollout rollout) throws IOException {
        Optional<Transport> target = config.targets().find(name);
        Optional<DefinitionPackage> set = config.definitions().find(rollout.sequence());
        if (target.isEmpty() || set.isEmpty()) {
            disconnected(name);
            return;
        }
        boolean wasOffered = rollout.computers().get(name) == Rollout.Standing.OFFERED;
        Offer offer = new Offer(config, target.get());
        Offer.Outcome outcome;
        try {
            outcome = wasOffered ? offer.confirmed(rollout.sequence()) : offer.of(set.get(), rollout.sequence());
        } catch (IOException e) {
            // That is no failure of the set.
            disconnected(name);
            return;
        }
        due.remove(name);
        record(name, outcome, rollout.sequence());
    }

    private void disconnected(String name) {
        due.put(name, config.work().clock().instant().plus(config.policy().get().retryInterval()));
    }

    private void record(String name, Offer.Outcome outcome, Sequence sequence) throws IOException {
        if (outcome instanceof Offer.Has) {
            rollouts.confirmed(name, sequence);
        } else if (outcome instanceof Offer.Refused refused) {
            rollouts.failed(name, sequence, refused.reason());
        } else {
            rollouts.offered(name, sequence);
        }
    }
}
