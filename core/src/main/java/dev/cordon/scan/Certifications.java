package dev.cordon.scan;

import com.google.common.collect.ImmutableMap;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.spi.DefinitionStore;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The certifications of a store that may be believed, each proved against its package. Immutable.
 *
 * @param bySequence the certifications
 */
record Certifications(ImmutableMap<Sequence, Certification> bySequence) {
    static final Certifications NONE = new Certifications(ImmutableMap.of());

    /** Reads those of a store. One that can't be believed any more is left out: its set is not certified. */
    static Certifications read(DefinitionStore store, TrustedKeys keys) throws IOException {
        ImmutableMap.Builder<Sequence, Certification> believed = ImmutableMap.builder();
        for (Sequence sequence : store.sequences()) {
            read(store, sequence, keys).ifPresent(certification -> believed.put(sequence, certification));
        }
        return new Certifications(believed.buildOrThrow());
    }

    private static Optional<Certification> read(DefinitionStore store, Sequence sequence, TrustedKeys keys)
            throws IOException {
        try {
            Optional<Certification> kept = store.certification(sequence);
            Optional<DefinitionPackage> set = kept.isPresent() ? store.find(sequence) : Optional.empty();
            if (set.isPresent()) {
                kept.orElseThrow().verify(set.get(), keys);
                return kept;
            }
            return Optional.empty();
        } catch (WireException doubt) {
            return Optional.empty();
        }
    }

    Optional<Certification> of(Sequence sequence) {
        return Optional.ofNullable(bySequence.get(sequence));
    }

    Certifications with(Certification certification) {
        return new Certifications(ImmutableMap.<Sequence, Certification>builder()
                .putAll(bySequence)
                .put(certification.sequence(), certification)
                .buildKeepingLast());
    }

    /** Returns the one of the highest sequence up to a bound. */
    Optional<Certification> newest(Sequence highest) {
        return bySequence.entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(highest) <= 0)
                .max(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(Map.Entry::getValue);
    }
}
