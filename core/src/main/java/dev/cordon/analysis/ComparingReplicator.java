package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.cordon.sample.Checkup;
import dev.cordon.spi.Replicator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The built-in replicator: executes nothing, and compares a file with its checkup entry. Other samples that share what the
 * infection has brought, and have entries as well, show what is the infection's.
 *
 * <p>A file is infected if something stands around the file from before, or was written into it in a way that can be
 * undone ({@code docs/design.md}). Where bytes within it have changed in another way, another file must have the same
 * bytes. Immutable, safe for use by many threads.
 */
public final class ComparingReplicator implements Replicator {
    /** How many relatives are wanted: signatures hardly get better with more. */
    private static final int RELATIVES = 8;

    /** How long another sample may be, in bytes, to be looked into. */
    static final long LONGEST_RELATIVE = 8L << 20;

    /** Makes one. */
    public ComparingReplicator() {}

    @Override
    public Outcome replicate(Request request) throws IOException {
        if (request.original().isEmpty()) {
            return new NotReplicated("it is not known what the file was before");
        }
        Checkup original = request.original().get();
        if (original.matches(request.content())) {
            return new Unchanged();
        }
        if (request.content().size() > Suspect.LONGEST) {
            return new NotReplicated("the file is too large to be looked into");
        }
        Infected file = new Infected(request.content().read(), original);
        if (!file.isPlausible()) {
            return new NotReplicated("the file has little to do with what it was before");
        }
        ImmutableList<Specimen> relatives = relatives(file, original, request.others());
        if (!file.isTold() && relatives.isEmpty()) {
            return new NotReplicated(
                    "bytes of the file have changed, and it is not known which bytes are the infection's");
        }
        return new Replicated(ImmutableList.<Specimen>builder()
                .add(new Specimen(request.content(), original))
                .addAll(relatives)
                .build());
    }

    private static ImmutableList<Specimen> relatives(Infected file, Checkup original, Others others)
            throws IOException {
        SequenceSearch brought = new SequenceSearch(SignatureExtractor.windows(file.suspect()));
        Set<HashCode> hosts = new HashSet<>(Set.of(original.sha256()));
        List<Specimen> relatives = new ArrayList<>();
        for (Specimen other : others.find()) {
            boolean isWanted = relatives.size() < RELATIVES
                    && !hosts.contains(other.original().sha256());
            if (isWanted && isRelative(brought, other)) {
                hosts.add(other.original().sha256());
                relatives.add(other);
            }
        }
        return ImmutableList.copyOf(relatives);
    }

    /** What shares no bytes is not worth a comparison, and what can't be read is nobody's relative. */
    private static boolean isRelative(SequenceSearch brought, Specimen other) {
        try {
            if (other.content().size() > LONGEST_RELATIVE
                    || brought.in(List.of(other.content())).isEmpty()) {
                return false;
            }
            Infected file = new Infected(other.content().read(), other.original());
            return file.isPlausible()
                    && !brought.in(file.suspect().suspiciousParts()).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
