package dev.cordon.benchmarks;

import dev.cordon.attribute.Attribute;
import dev.cordon.attribute.AttributeCatalogue;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.Key;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reads the header of a sample with all 71 attributes. The peers hand out text; {@link #cordonTyped} also turns every
 * attribute into its type.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HeaderReadBenchmark {
    private static final int LARGEST = 64 << 10;

    private final byte[] header = FullSample.header();
    private final byte[] request = request(header);
    private final HeaderReader reader = new HeaderReader(HeaderLimits.standard());
    private final List<? extends Key<?>> keys =
            AttributeCatalogue.all().stream().map(Attribute::key).toList();
    private final EmbeddedChannel netty = new EmbeddedChannel(new HttpRequestDecoder(4096, LARGEST, LARGEST));
    private final Fields fields = new Fields();
    private final HttpParser jetty = new HttpParser(fields, LARGEST);

    private static byte[] request(byte[] header) {
        byte[] line = "GET / HTTP/1.1\r\nHost: a\r\n".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(line.length + header.length)
                .put(line)
                .put(header)
                .array();
    }

    /** Reads with Cordon. */
    @Benchmark
    public Header cordon() throws IOException {
        return reader.read(header);
    }

    /** Reads with Cordon from a stream. */
    @Benchmark
    public Header cordonStream() throws IOException {
        return reader.read(new ByteArrayInputStream(header));
    }

    /** Reads with Cordon and asks for the typed value of every attribute. */
    @Benchmark
    public void cordonTyped(Blackhole sink) throws IOException {
        Header read = reader.read(header);
        for (Key<?> key : keys) {
            sink.consume(read.require(key));
        }
    }

    /** Reads with the header parser of mime4j's message builder. */
    @Benchmark
    public Object mime4j() throws IOException {
        return new DefaultMessageBuilder().parseHeader(new ByteArrayInputStream(header));
    }

    /** Reads with Angus Mail. */
    @Benchmark
    public Object angus() throws MessagingException {
        return new InternetHeaders(new ByteArrayInputStream(header));
    }

    /** Reads with Netty's request decoder, with a request line before the header. */
    @Benchmark
    public Object netty(Blackhole sink) {
        netty.writeInbound(Unpooled.wrappedBuffer(request));
        HttpRequest read = netty.readInbound();
        Object end = netty.readInbound();
        sink.consume(end);
        return read.headers();
    }

    /** Reads with Jetty's parser, with a request line before the header. */
    @Benchmark
    public Object jetty() {
        fields.begin();
        jetty.reset();
        jetty.parseNext(ByteBuffer.wrap(request));
        return fields.read();
    }

    /** Collects what Jetty's parser finds. */
    private static final class Fields implements HttpParser.RequestHandler {
        private HttpFields.Mutable fields = HttpFields.build();

        void begin() {
            fields = HttpFields.build();
        }

        HttpFields read() {
            return fields;
        }

        @Override
        public void startRequest(String method, String uri, HttpVersion version) {}

        @Override
        public void parsedHeader(HttpField field) {
            fields.add(field);
        }

        @Override
        public boolean headerComplete() {
            return false;
        }

        @Override
        public boolean content(ByteBuffer item) {
            return false;
        }

        @Override
        public boolean contentComplete() {
            return false;
        }

        @Override
        public boolean messageComplete() {
            return true;
        }

        @Override
        public void badMessage(org.eclipse.jetty.http.HttpException failure) {
            throw new IllegalStateException(failure.getReason());
        }

        @Override
        public void earlyEOF() {
            throw new IllegalStateException("the request has no end");
        }
    }
}
