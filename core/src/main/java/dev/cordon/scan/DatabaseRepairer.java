package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Repairer;
import java.io.IOException;
import java.io.OutputStream;

/** Repairs by the instructions of the databases; of several for one virus the first that fits is carried out. */
final class DatabaseRepairer implements Repairer {
    private final ImmutableListMultimap<String, Repair> repairs;

    DatabaseRepairer(ImmutableListMultimap<String, Repair> repairs) {
        this.repairs = repairs;
    }

    @Override
    public Outcome repair(Request request, OutputStream sink) throws IOException {
        ImmutableList<Repair> known = repairs.get(request.virus());
        if (known.isEmpty()) {
            return new NoRepair();
        }
        ByteSource content = request.content();
        long size = content.size();
        for (Repair repair : known) {
            if (repair.fits(content, size)) {
                return repair.apply(content, size, sink);
            }
        }
        return new Failed("the content is not as any repair for this virus expects it");
    }
}
