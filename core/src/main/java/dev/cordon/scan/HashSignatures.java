package dev.cordon.scan;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import java.util.Optional;

/** The signatures that recognize whole files, in the order of the databases. Immutable. */
final class HashSignatures {
    private final ImmutableSet<HashKind> kinds;
    private final ImmutableListMultimap<HashCode, Ranked> byDigest;

    HashSignatures(Iterable<HashSignature> signatures) {
        ImmutableSet.Builder<HashKind> used = ImmutableSet.builder();
        ImmutableListMultimap.Builder<HashCode, Ranked> index = ImmutableListMultimap.builder();
        int rank = 0;
        for (HashSignature signature : signatures) {
            used.add(signature.kind());
            index.put(signature.digest(), new Ranked(rank++, signature));
        }
        kinds = used.build();
        byDigest = index.build();
    }

    private record Ranked(int rank, HashSignature signature) {}

    /** Begins to look at a content. */
    Search search() {
        return new Search(Maps.toMap(kinds, kind -> kind.function().newHasher()));
    }

    /** One pass over one content, for one thread. */
    final class Search {
        private final ImmutableMap<HashKind, Hasher> hashers;
        private long size;

        private Search(ImmutableMap<HashKind, Hasher> hashers) {
            this.hashers = hashers;
        }

        void accept(byte[] bytes, int from, int length) {
            size += length;
            hashers.values().forEach(hasher -> hasher.putBytes(bytes, from, length));
        }

        /** Returns the first signature of the databases that is of this content, now that all of it has been seen. */
        Optional<HashSignature> finish() {
            Optional<Ranked> first = Optional.empty();
            for (Hasher hasher : hashers.values()) {
                for (Ranked candidate : byDigest.get(hasher.hash())) {
                    boolean earlier =
                            first.isEmpty() || candidate.rank() < first.get().rank();
                    if (earlier && candidate.signature().takes(size)) {
                        first = Optional.of(candidate);
                    }
                }
            }
            return first.map(Ranked::signature);
        }
    }
}
