package dev.cordon.transport;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The content of an answer as a stream that gives up when nothing comes for too long, which the stream of the JDK does
 * not. Read by one thread; it holds no more than two of the client's buffers.
 */
final class TimedBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
    private static final int BYTE = 0xff;

    private final Duration longest;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private volatile Optional<Flow.Subscription> subscription = Optional.empty();
    private volatile boolean ended;

    TimedBody(Duration longest) {
        this.longest = longest;
    }

    /** What the client says. */
    private sealed interface Event {
        record Came(ImmutableList<ByteBuffer> buffers) implements Event {}

        record Ended(Optional<Throwable> failure) implements Event {}
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = Optional.of(given);
        if (ended) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        events.add(new Event.Came(ImmutableList.copyOf(buffers)));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event.Ended(Optional.of(failure)));
    }

    @Override
    public void onComplete() {
        events.add(new Event.Ended(Optional.empty()));
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & BYTE;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended && !hasBytes()) {
            take(next());
        }
        if (!hasBytes()) {
            return -1;
        }
        ByteBuffer first = waiting.getFirst();
        int count = Math.min(length, first.remaining());
        first.get(bytes, offset, count);
        return count;
    }

    private boolean hasBytes() {
        while (!waiting.isEmpty() && !waiting.getFirst().hasRemaining()) {
            waiting.removeFirst();
        }
        return !waiting.isEmpty();
    }

    private Event next() throws IOException {
        try {
            Optional<Event> next = Optional.ofNullable(events.poll(longest.toNanos(), TimeUnit.NANOSECONDS));
            if (next.isPresent()) {
                return next.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("the reading was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
        close();
        throw new HttpTimeoutException("nothing came for " + longest.toMillis() + " ms");
    }

    private void take(Event event) throws IOException {
        if (event instanceof Event.Came came) {
            waiting.addAll(came.buffers());
            subscription.ifPresent(given -> given.request(1));
        } else if (event instanceof Event.Ended end) {
            ended = true;
            if (end.failure().isPresent()) {
                throw new IOException("the connection failed", end.failure().get());
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        waiting.clear();
        subscription.ifPresent(Flow.Subscription::cancel);
    }
}
