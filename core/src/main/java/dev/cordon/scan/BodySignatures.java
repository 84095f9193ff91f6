package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import java.util.EnumMap;
import java.util.Optional;

/**
 * The signatures that recognize bytes within a content, numbered in the order of the databases. Immutable.
 *
 * <p>A signature whose pattern has no four known bytes in a row anywhere is looked up by two, which costs more.
 */
final class BodySignatures {
    private final ImmutableList<Heading> headings;
    private final PartTable parts;
    private final ImmutableList<AnchorIndex> everywhere;
    private final ImmutableList<AnchorIndex> atEnd;
    private final int lead;
    private final int reach;
    private final int tail;

    private BodySignatures(Builder signatures) {
        headings = signatures.headings.build();
        parts = signatures.parts.build();
        everywhere = built(signatures.everywhere);
        atEnd = built(signatures.atEnd);
        lead = signatures.lead;
        reach = signatures.reach;
        tail = signatures.tail;
    }

    private static ImmutableList<AnchorIndex> built(EnumMap<Anchor.Width, AnchorIndex.Builder> indexes) {
        return indexes.values().stream()
                .map(AnchorIndex.Builder::build)
                .filter(index -> !index.isEmpty())
                .collect(ImmutableList.toImmutableList());
    }

    /** What a signature has beside its pattern. */
    record Heading(String virus, Target target, Placement placement) {}

    /** Begins to look at a content. */
    BodySearch search() {
        return new BodySearch(this);
    }

    boolean isEmpty() {
        return headings.isEmpty();
    }

    Heading heading(int signature) {
        return headings.get(signature);
    }

    PartTable parts() {
        return parts;
    }

    /** Returns the indexes of the anchors that are looked for in all of a content. */
    ImmutableList<AnchorIndex> everywhere() {
        return everywhere;
    }

    /** Returns the indexes of those that are looked for in its last bytes, when its size is known. */
    ImmutableList<AnchorIndex> atEnd() {
        return atEnd;
    }

    /** Returns how many bytes of a part may stand before a word of its anchor. */
    int lead() {
        return lead;
    }

    /** Returns how many bytes, from such a word on, may be needed to see a whole part. */
    int reach() {
        return reach;
    }

    /** Returns how many of the last bytes of a content are needed when its end is reached. */
    int tail() {
        return tail;
    }

    /** Collects signatures, in the order of the databases. */
    static final class Builder {
        private final ImmutableList.Builder<Heading> headings = ImmutableList.builder();
        private final PartTable.Builder parts = new PartTable.Builder();
        private final EnumMap<Anchor.Width, AnchorIndex.Builder> everywhere = new EnumMap<>(Anchor.Width.class);
        private final EnumMap<Anchor.Width, AnchorIndex.Builder> atEnd = new EnumMap<>(Anchor.Width.class);
        private int count;
        private int lead;
        private int reach = Long.BYTES;
        private int tail;

        /**
         * Adds a signature.
         *
         * @throws LineException if a part of its pattern has no two known bytes in a row
         */
        void add(BodySignature signature) throws LineException {
            Placement placement = signature.placement();
            boolean fromEnd = placement.mark() == Placement.Mark.END;
            if (fromEnd) {
                tail = Math.max(tail, (int) -placement.distance());
            }
            for (PatternPart part : signature.pattern()) {
                add(part, fromEnd ? atEnd : everywhere);
            }
            headings.add(new Heading(signature.virus(), signature.target(), placement));
            count++;
        }

        private void add(PatternPart part, EnumMap<Anchor.Width, AnchorIndex.Builder> indexes) throws LineException {
            for (Anchor.Width width : Anchor.Width.values()) {
                AnchorIndex.Builder index = indexes.computeIfAbsent(width, AnchorIndex.Builder::new);
                Optional<Anchor> anchor = Anchor.choose(part, index);
                if (anchor.isPresent()) {
                    add(part, anchor.get(), index);
                    return;
                }
            }
            throw new LineException("the pattern has no two known bytes in a row, or none between two gaps");
        }

        private void add(PatternPart part, Anchor anchor, AnchorIndex.Builder index) {
            int number = parts.add(count, part, anchor);
            BytePattern run = (BytePattern) part.elements().get(anchor.element());
            index.add(number, run, anchor.offset());
            int before = (int) part.longest(0, anchor.element());
            lead = Math.max(lead, before + run.length());
            reach = Math.max(reach, (int) part.longest() - before);
        }

        BodySignatures build() {
            return new BodySignatures(this);
        }
    }
}
