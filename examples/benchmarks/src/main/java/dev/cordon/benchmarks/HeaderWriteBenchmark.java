package dev.cordon.benchmarks;

import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.HeaderWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.UnstructuredFieldImpl;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.message.HeaderImpl;
import org.apache.james.mime4j.stream.RawField;
import org.eclipse.angus.mail.util.LineOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writes the header of a sample with all 71 attributes. Each peer has the names and values in its own form already;
 * {@link #mime4jRaw} passes on the lines of a header that mime4j has read, as it does where nothing was changed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HeaderWriteBenchmark {
    private final byte[] wire = FullSample.header();
    private final Header header = read(wire);
    private final org.apache.james.mime4j.dom.Header mime4j = mime4j(header);
    private final org.apache.james.mime4j.dom.Header mime4jRaw = mime4jRaw(wire);
    private final InternetHeaders angus = angus(header);
    private final HttpHeaders netty = netty(header);
    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestEncoder());
    private final HttpFields jetty = jetty(header);
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);

    /** Writes with Cordon. */
    @Benchmark
    public Object cordon() throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream(4096);
        HeaderWriter.write(header, sink);
        return sink;
    }

    /** Writes with the message writer of mime4j. */
    @Benchmark
    public Object mime4j() throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream(4096);
        new DefaultMessageWriter().writeHeader(mime4j, sink);
        return sink;
    }

    /** Passes on a header as mime4j has read it. */
    @Benchmark
    public Object mime4jRaw() throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream(4096);
        new DefaultMessageWriter().writeHeader(mime4jRaw, sink);
        return sink;
    }

    /** Writes as Angus Mail's MimeMessage does: line by line. */
    @Benchmark
    public Object angus() throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream(4096);
        LineOutputStream lines = new LineOutputStream(sink);
        for (String line : Collections.list(angus.getAllHeaderLines())) {
            lines.writeln(line);
        }
        lines.writeln();
        return sink;
    }

    /** Writes with Netty's request encoder, with a request line before the header. */
    @Benchmark
    public Object netty() {
        channel.writeOutbound(new DefaultFullHttpRequest(
                io.netty.handler.codec.http.HttpVersion.HTTP_1_0,
                HttpMethod.GET,
                "/",
                Unpooled.EMPTY_BUFFER,
                netty,
                EmptyHttpHeaders.INSTANCE));
        ByteBuf written = channel.readOutbound();
        int length = written.readableBytes();
        written.release();
        return length;
    }

    /** Writes with Jetty's generator, with a request line before the header. */
    @Benchmark
    public Object jetty() throws IOException {
        buffer.clear().flip();
        HttpGenerator generator = new HttpGenerator();
        MetaData.Request request =
                new MetaData.Request(0, "GET", HttpURI.from("/"), HttpVersion.HTTP_1_0, jetty, 0, null);
        HttpGenerator.Result result = generator.generateRequest(request, buffer, null, null, true);
        if (result != HttpGenerator.Result.FLUSH) {
            throw new IllegalStateException(result.toString());
        }
        return buffer.remaining();
    }

    private static Header read(byte[] wire) {
        try {
            return new HeaderReader(HeaderLimits.standard()).read(wire);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static org.apache.james.mime4j.dom.Header mime4j(Header header) {
        HeaderImpl fields = new HeaderImpl();
        header.forEach(field -> fields.addField(
                UnstructuredFieldImpl.PARSER.parse(new RawField(field.name(), field.value()), DecodeMonitor.SILENT)));
        return fields;
    }

    private static org.apache.james.mime4j.dom.Header mime4jRaw(byte[] wire) {
        try {
            return new DefaultMessageBuilder().parseHeader(new ByteArrayInputStream(wire));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InternetHeaders angus(Header header) {
        InternetHeaders headers = new InternetHeaders();
        header.forEach(field -> headers.addHeader(field.name(), field.value()));
        return headers;
    }

    private static HttpHeaders netty(Header header) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        header.forEach(field -> headers.add(field.name(), field.value()));
        return headers;
    }

    private static HttpFields jetty(Header header) {
        HttpFields.Mutable fields = HttpFields.build();
        header.forEach(field -> fields.add(field.name(), field.value()));
        return fields;
    }
}
