package dev.cordon.transport;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.Closer;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Transport;
import java.io.IOException;

/**
 * Goes two ways to one place: definitions come by one, everything else goes by the other. So each can be secure or not
 * by itself (guide, table 4-1, "Secure submission" and "Secure download"). Safe for use by many threads.
 */
public final class DividedTransport implements Transport {
    private static final ImmutableSet<Transaction> DOWNLOADS =
            ImmutableSet.of(Transaction.QUERY_DEFINITIONS, Transaction.FETCH_DEFINITIONS);

    private final Transport submission;
    private final Transport download;

    /** Divides what is sent; both ways belong to this transport from now on. */
    public DividedTransport(Transport submission, Transport download) {
        this.submission = submission;
        this.download = download;
    }

    @Override
    public Received send(Request request) throws IOException {
        return (DOWNLOADS.contains(request.transaction()) ? download : submission).send(request);
    }

    /** Closes both ways. */
    @Override
    public void close() throws IOException {
        Closer closer = Closer.create();
        closer.register(submission);
        closer.register(download);
        closer.close();
    }
}
