package dev.cordon.server;

import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.SampleMessage;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.StatusReport;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.Advice;
import java.io.IOException;
import java.util.Optional;

/** Tells clients how the samples stand that they have forwarded. */
final class StatusDesk implements Handler {
    private final SampleStore store;

    StatusDesk(SampleStore store) {
        this.store = store;
    }

    @Override
    public Reply handle(Received request) throws IOException {
        Optional<Sample> sample = store.find(SampleMessage.id(request.header()));
        if (sample.isEmpty()) {
            throw new WireException(ErrorCode.CRUMBLED, "the server has no such sample");
        }
        Header.Builder report = StatusReport.of(sample.get()).header().toBuilder();
        advice(sample.get()).ifPresent(advice -> report.set(CordonFields.ADVICE, advice.token()));
        return Reply.of(report.build());
    }

    private static Optional<Advice> advice(Sample sample) {
        return sample.state().flatMap(OpenToken::known).map(Advice::of).filter(advice -> advice != Advice.NONE);
    }
}
