package dev.cordon.server;

import static dev.cordon.attribute.CordonFields.SUBMITTED_BY;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Priority;
import dev.cordon.codec.Compression;
import dev.cordon.codec.ContentEncoder;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Recipe;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.SampleMessage;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.UnknownSampleException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Answers operators: who asks here is taken for one. Whether he is one, the listener has to know. */
final class OperatorDesk {
    private static final int USUAL_LIMIT = 100;
    private static final Recipe SHEETS =
            new Recipe(Optional.of(Compression.DEFLATE), Optional.empty(), Optional.empty());

    /** What goes with the bytes of a sample, so that the file can be given its name, time and permissions. */
    private static final ImmutableList<Key<?>> TRAITS = ImmutableList.of(
            CordonFields.SAMPLE_ID,
            Attributes.SAMPLE_FILE,
            Attributes.DATE_MODIFIED,
            CordonFields.MODIFIED,
            CordonFields.PERMISSIONS);

    private final SampleStore store;
    private final SampleActions actions;
    private final GeneralErrors errors;
    private final ContentEncoder encoder;

    OperatorDesk(ServerConfig config, SampleActions actions) {
        this.store = config.work().store();
        this.actions = actions;
        this.errors = config.errors();
        this.encoder =
                new ContentEncoder(SHEETS, Mask.standard(), config.contents().spooling());
    }

    ImmutableMap<Transaction, Handler> handlers() {
        return ImmutableMap.of(
                Transaction.LIST_SAMPLES, this::list,
                Transaction.SHOW_SAMPLE, explaining(this::show),
                Transaction.CHANGE_SAMPLE, explaining(this::change),
                Transaction.GIVE_SAMPLE, explaining(this::give),
                Transaction.LIST_ERRORS, request -> errors());
    }

    /** An operator hears not only that something can't be done, but why, and what can. */
    private static Handler explaining(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (RefusedActionException e) {
                return Reply.of(Header.builder()
                        .set(ContentKeys.ERROR, WireError.of(ErrorCode.DECLINED))
                        .set(Attributes.SAMPLE_STATUS, e.from())
                        .set(OperatorFields.REASON, e.reason())
                        .set(OperatorFields.ALLOWED, OperatorFields.format(e.allowed()))
                        .build());
            } catch (UnknownSampleException e) {
                throw new WireException(WireError.of(ErrorCode.CRUMBLED), "the server has no such sample", e);
            }
        };
    }

    private Reply list(Received request) throws IOException {
        SampleStore.Page page = page(query(request.header()));
        ImmutableList<ByteSource> rows = page.samples().stream()
                .map(sample -> ByteSource.wrap(Sheets.row(sample)))
                .collect(ImmutableList.toImmutableList());
        Header.Builder header = Header.builder();
        page.next().ifPresent(next -> header.set(OperatorFields.NEXT, next));
        return content(header, rows);
    }

    private SampleStore.Page page(SampleStore.Query query) throws IOException {
        try {
            return store.list(query);
        } catch (IllegalArgumentException e) {
            throw malformed(OperatorFields.AFTER, "the page before is not one of this list", e);
        }
    }

    private static SampleStore.Query query(Header request) throws WireException {
        SampleStore.Query query = SampleStore.Query.all()
                .inPagesOf(request.get(OperatorFields.LIMIT).orElse(USUAL_LIMIT));
        for (Header.Field field : request.fields()) {
            if (field.name().equalsIgnoreCase(OperatorFields.WHERE.name())) {
                query = narrowed(query, field.value());
            }
        }
        Optional<String> order = request.get(OperatorFields.ORDER);
        if (order.isPresent()) {
            boolean descending = order.get().startsWith("-");
            query = query.orderedBy(
                    column(OperatorFields.ORDER, order.get().substring(descending ? 1 : 0)), descending);
        }
        Optional<String> after = request.get(OperatorFields.AFTER);
        return after.isPresent() ? query.after(after.get()) : query;
    }

    private static SampleStore.Query narrowed(SampleStore.Query query, String value) throws WireException {
        try {
            String condition = OperatorFields.WHERE.syntax().parse(value);
            int middle = condition.indexOf('=');
            Column column = column(OperatorFields.WHERE, condition.substring(0, Math.max(middle, 0)));
            return query.where(column, condition.substring(middle + 1));
        } catch (IllegalArgumentException e) {
            throw malformed(
                    OperatorFields.WHERE, "a condition is a column of words, '=' and the words wanted there", e);
        }
    }

    private static Column column(Key<?> field, String token) throws WireException {
        return Arrays.stream(Column.values())
                .filter(column -> column.token().equals(token))
                .findFirst()
                .orElseThrow(() -> new WireException(
                        WireError.of(ErrorCode.MALFORMED, field), "lists have no column of this name"));
    }

    private static WireException malformed(Key<?> field, String reason, Exception cause) {
        return new WireException(WireError.of(ErrorCode.MALFORMED, field), reason, cause);
    }

    private Reply show(Received request) throws IOException {
        SampleId id = SampleMessage.id(request.header());
        return sheet(store.find(id).orElseThrow(() -> new UnknownSampleException(id)));
    }

    private Reply sheet(Sample sample) throws IOException {
        Header.Builder header =
                Header.builder().set(OperatorFields.ALLOWED, OperatorFields.format(ActionRules.allowed(sample)));
        return content(header, ImmutableList.of(ByteSource.wrap(Sheets.whole(sample))));
    }

    private Reply change(Received request) throws IOException {
        SampleId id = SampleMessage.id(request.header());
        return switch (request.header().require(OperatorFields.ACTION)) {
            case SUBMIT ->
                sheet(actions.submit(
                        id, priority(request.header()), request.header().get(SUBMITTED_BY)));
            case HOLD -> sheet(actions.hold(id));
            case DELIVER -> sheet(actions.deliver(id));
            case RESTART -> sheet(actions.restart(id));
            case DELETE -> {
                actions.delete(id);
                yield Reply.of(Header.empty());
            }
            case REPAIR, RESTORE ->
                throw new WireException(
                        WireError.of(ErrorCode.MALFORMED, OperatorFields.ACTION), "this is asked for by give-sample");
        };
    }

    private static int priority(Header request) throws WireException {
        Priority priority = request.get(Attributes.SAMPLE_PRIORITY).orElse(Priority.LOWEST);
        if (priority.value() == 0) {
            throw new WireException(
                    WireError.of(ErrorCode.MALFORMED, Attributes.SAMPLE_PRIORITY), "a priority is 1 to 1000 here");
        }
        return priority.value();
    }

    private Reply give(Received request) throws IOException {
        SampleId id = SampleMessage.id(request.header());
        Action action = request.header().require(OperatorFields.ACTION);
        if (action != Action.RESTORE && action != Action.REPAIR) {
            throw new WireException(
                    WireError.of(ErrorCode.MALFORMED, OperatorFields.ACTION), "this is asked for by change-sample");
        }
        boolean unscanned = request.header().get(OperatorFields.UNSCANNED).isPresent();
        Given given = actions.give(id, action, unscanned);
        Header.Builder header = Header.builder();
        for (Key<?> trait : TRAITS) {
            given.sample().attributes().text(trait.name()).ifPresent(value -> header.set(trait.name(), value));
        }
        return new Reply(header.setAll(given.fields()).build(), given.wire(), given);
    }

    private Reply errors() throws IOException {
        ImmutableList<ByteSource> sheets = errors.list().stream()
                .map(error -> ByteSource.wrap(Sheets.of(error)))
                .collect(ImmutableList.toImmutableList());
        return content(Header.builder(), sheets);
    }

    private Reply content(Header.Builder header, ImmutableList<ByteSource> sheets) throws IOException {
        try (InputStream bytes = ByteSource.concat(sheets).openStream()) {
            EncodedContent content = encoder.encode(bytes);
            return new Reply(header.setAll(content.fields()).build(), content.wire(), content);
        }
    }
}
