package dev.cordon.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Priority;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.FreshFile;
import dev.cordon.exchange.PlaceTakenException;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.SampleStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A person at a server, here or far away: looks at samples and acts on them. Files are written where this runs.
 *
 * <p>Actions that the server refuses throw a {@link RefusedActionException}, samples that it does not have an
 * {@link UnknownSampleException}, whatever else it refuses a {@link WireException}; a server that can't be reached is an
 * {@link IOException}. Safe for use by many threads.
 */
public final class Operator {
    private static final long LARGEST_ANSWER = 64L << 20;

    private final Transport server;
    private final ContentDecoder sheets = new ContentDecoder(Mask.standard(), LARGEST_ANSWER);
    private final ContentDecoder samples;
    private final SecureRandom random;

    /**
     * Makes an operator.
     *
     * @param server the way to the server; it carries the operators' token, unless it is in the same process
     * @param samples takes the contents of samples apart: has the mask that all places have agreed on, and bounds the
     *     size of a file
     * @param random where names of unfinished files come from
     */
    public Operator(Transport server, ContentDecoder samples, SecureRandom random) {
        this.server = server;
        this.samples = samples;
        this.random = random;
    }

    /**
     * A sample, as an operator sees it: its attributes, its history and its errors are the three views of the guide
     * ("Reviewing sample submission status").
     *
     * @param sample the sample
     * @param allowed what can be done with it as it stands
     */
    public record Detail(Sample sample, ImmutableSet<Action> allowed) {}

    /**
     * Returns a page of a list of samples. Of each sample the first and the last step and the last fault are there, which
     * is what the columns of a list need.
     *
     * @param query a limit above 200 is taken for 200
     */
    public SampleStore.Page list(SampleStore.Query query) throws IOException {
        Header.Builder request = Header.builder();
        query.where()
                .forEach((column, words) -> request.add(
                        OperatorFields.WHERE.name(),
                        OperatorFields.WHERE.syntax().format(column.token() + "=" + words)));
        request.set(
                        OperatorFields.ORDER,
                        (query.descending() ? "-" : "") + query.order().token())
                .set(OperatorFields.LIMIT, Math.min(query.limit(), OperatorFields.MOST));
        query.after().ifPresent(after -> request.set(OperatorFields.AFTER, after));
        try (Received reply = server.send(Request.of(Transaction.LIST_SAMPLES, request.build()))
                .orThrow()) {
            return new SampleStore.Page(
                    Sheets.samples(sheets(reply)), reply.header().get(OperatorFields.NEXT));
        }
    }

    /** Takes all samples of a query, page by page; see {@link #list}. */
    public void each(SampleStore.Query query, Consumer<Sample> taker) throws IOException {
        Optional<SampleStore.Query> rest = Optional.of(query);
        while (rest.isPresent()) {
            SampleStore.Query present = rest.get();
            SampleStore.Page page = list(present);
            page.samples().forEach(taker);
            rest = page.next().map(present::after);
        }
    }

    /** Returns everything that the server knows of a sample. */
    public Detail show(SampleId id) throws IOException {
        try (Received reply = known(
                id, server.send(Request.of(Transaction.SHOW_SAMPLE, request(id).build())))) {
            return detail(reply);
        }
    }

    /**
     * Queues a held sample for submission.
     *
     * @param priority 1 to 1000; higher goes first
     * @param by who does it; lists show it
     */
    public Detail submit(SampleId id, int priority, Optional<String> by) throws IOException {
        Header.Builder request = request(id).set(Attributes.SAMPLE_PRIORITY, Priority.of(priority));
        by.ifPresent(name -> request.set(CordonFields.SUBMITTED_BY, name));
        return change(id, Action.SUBMIT, request);
    }

    /** Withdraws a sample that is queued for submission. */
    public Detail hold(SampleId id) throws IOException {
        return change(id, Action.HOLD, request(id));
    }

    /** Queues the definitions of a sample for delivery. */
    public Detail deliver(SampleId id) throws IOException {
        return change(id, Action.DELIVER, request(id));
    }

    /** Begins the processing of a sample again. */
    public Detail restart(SampleId id) throws IOException {
        return change(id, Action.RESTART, request(id));
    }

    private Detail change(SampleId id, Action action, Header.Builder request) throws IOException {
        try (Received reply = act(Transaction.CHANGE_SAMPLE, action, request, id)) {
            return detail(reply);
        }
    }

    /** Removes a sample from the server. */
    public void delete(SampleId id) throws IOException {
        act(Transaction.CHANGE_SAMPLE, Action.DELETE, request(id), id).close();
    }

    /**
     * Writes a sample to a file as it was captured, if a scan at the server finds nothing in it.
     *
     * @param to a file that is not there yet, or a folder that is
     * @return where the file is
     * @throws PlaceTakenException if the file can't be written there
     */
    public Path restore(SampleId id, Path to) throws IOException {
        return give(id, Action.RESTORE, request(id), to);
    }

    /** Writes a sample to a file as it was captured without looking at it; for a person who knows what it is. */
    public Path restoreUnscanned(SampleId id, Path to) throws IOException {
        return give(id, Action.RESTORE, request(id).set(OperatorFields.UNSCANNED, OperatorFields.Unscanned.YES), to);
    }

    /**
     * Writes a sample to a file repaired, if the server knows how and its scan of the outcome finds nothing.
     *
     * @param to a file that is not there yet, or a folder that is
     * @return where the file is
     * @throws PlaceTakenException if the file can't be written there
     */
    public Path repair(SampleId id, Path to) throws IOException {
        return give(id, Action.REPAIR, request(id), to);
    }

    private Path give(SampleId id, Action action, Header.Builder request, Path to) throws IOException {
        // Nothing is fetched for a place where it can't be put.
        var unused = FreshFile.at(to, id, Optional.empty(), random);
        try (Received reply = act(Transaction.GIVE_SAMPLE, action, request, id)) {
            Header header = reply.header();
            FreshFile file = FreshFile.at(to, id, header.find(Attributes.SAMPLE_FILE), random);
            return file.write(sink -> unpack(reply, sink), header.require(ContentKeys.SAMPLE_DIGEST), header);
        }
    }

    private void unpack(Received reply, OutputStream sink) throws IOException {
        var unused = samples.decode(reply.header(), reply.content(), sink);
    }

    /** Returns what has gone wrong at the server, what happened last first. */
    public ImmutableList<GeneralError> errors() throws IOException {
        try (Received reply =
                server.send(Request.of(Transaction.LIST_ERRORS, Header.empty())).orThrow()) {
            return Sheets.errors(sheets(reply));
        }
    }

    private static Header.Builder request(SampleId id) {
        return Header.builder().set(CordonFields.SAMPLE_ID, id.value());
    }

    private Received act(Transaction transaction, Action action, Header.Builder request, SampleId id)
            throws IOException {
        request.set(OperatorFields.ACTION, action);
        Received reply = server.send(Request.of(transaction, request.build()));
        Optional<String> reason = reply.header().find(OperatorFields.REASON);
        Optional<SampleStatus> from = reply.header().find(Attributes.SAMPLE_STATUS);
        if (isRefused(reply, ErrorCode.DECLINED) && reason.isPresent() && from.isPresent()) {
            reply.close();
            throw new RefusedActionException(action, from.get(), reason.get(), OperatorFields.allowed(reply.header()));
        }
        return known(id, reply);
    }

    private static Received known(SampleId id, Received reply) throws IOException {
        if (isRefused(reply, ErrorCode.CRUMBLED)) {
            reply.close();
            throw new UnknownSampleException(id);
        }
        return reply.orThrow();
    }

    private static boolean isRefused(Received reply, ErrorCode code) {
        return reply.header().find(ContentKeys.ERROR).map(WireError::code).equals(Optional.of(code));
    }

    private Detail detail(Received reply) throws IOException {
        ImmutableList<Sample> found = Sheets.samples(sheets(reply));
        if (found.size() != 1) {
            throw new WireException(ErrorCode.MALFORMED, "the answer of the server can't be read");
        }
        return new Detail(found.get(0), OperatorFields.allowed(reply.header()));
    }

    private byte[] sheets(Received reply) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        var unused = sheets.decode(reply.header(), reply.content(), content);
        return content.toByteArray();
    }
}
