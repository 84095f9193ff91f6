package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.transport.HttpListener;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import dev.cordon.transport.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at a server that is somewhere else. */
class OperatorOverHttpTest {
    private static final SampleId ID = new SampleId("a");
    private static final Secret TOKEN = Secret.of("of-operators");

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    private Bench bench;
    private HttpListener listener;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(folder);
        HttpListenerConfig config =
                HttpListenerConfig.loopback(0).requiring(Secret.of("of-places")).operatedWith(TOKEN);
        listener = HttpListener.open(config, bench.server.place().desk(), executor, bench.clock);
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        executor.shutdownNow();
        bench.close();
    }

    @Test
    void findsASampleByWordsInAnyLanguage() throws IOException {
        bench.forward("a", Bench.noise(1, 10), named("Größe.doc"));
        bench.forward("b", Bench.noise(2, 10), named("Other.doc"));

        SampleStore.Page page =
                operator(TOKEN).list(SampleStore.Query.all().where(Column.FILE, "größe.doc", "Größe.doc"));

        assertThat(page.samples()).extracting(Sample::id).containsExactly(ID);
    }

    @Test
    void seesTheSampleAsTheServerDoes() throws IOException {
        bench.forward("a", Bench.noise(1, 10), named("Größe.doc"));

        assertThat(operator(TOKEN).show(ID).sample()).isEqualTo(bench.sample("a"));
    }

    @Test
    void getsTheFileByteForByte() throws IOException {
        bench.forward("a", Bench.noise(1, 3_000_000));

        Path file = operator(TOKEN).restoreUnscanned(ID, folder.toRealPath().resolve("back"));

        assertThat(file).hasBinaryContent(Bench.noise(1, 3_000_000));
    }

    @Test
    void aRepairedFileWaitsNowhereAfterItWasSent() throws IOException, InterruptedException {
        bench.install();
        bench.forward("a", Bench.bytes("host" + Bench.VIRUS));

        Path file = operator(TOKEN).repair(ID, folder.toRealPath().resolve("back"));

        executor.shutdown();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(file).hasContent("host");
        assertThat(bench.spooled()).isEmpty();
    }

    @Test
    void hearsWhatCanBeDoneInstead() throws IOException {
        bench.forward("a", Bench.noise(1, 10));

        assertThatExceptionOfType(RefusedActionException.class)
                .isThrownBy(() -> operator(TOKEN).hold(ID))
                .satisfies(refusal -> assertThat(refusal.allowed()).contains(Action.RESTART));
    }

    @Test
    void isNobodyWithTheTokenOfAClient() throws IOException {
        bench.forward("a", Bench.noise(1, 10));

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> operator(Secret.of("of-places")).delete(ID))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DECLINED));
        assertThat(bench.samples()).hasSize(1);
    }

    private static Header named(String file) {
        return Header.builder().set(Attributes.SAMPLE_FILE, file).build();
    }

    private Operator operator(Secret token) {
        HttpTransportConfig config = HttpTransportConfig.to(listener.address()).authenticating(token);
        return new Operator(new HttpTransport(config, bench.clock), Bench.decoder(), new SecureRandom());
    }
}
