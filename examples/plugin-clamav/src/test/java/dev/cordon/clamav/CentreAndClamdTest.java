package dev.cordon.clamav;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.analysis.Laboratory;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.SampleContents;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Settings;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Checkup;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set that an analysis centre has made of an unknown sample is tested with a real clamd, and works there. */
class CentreAndClamdTest {
    private static final Customer GATEWAY = new Customer(CustomerIdentifier.parse("GW gold"), "0".repeat(48));
    private static final int ROUNDS = 10;
    private static final int RELATIVES = 20;

    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-05-06T07:08:09Z"));
    private final Closing closing = new Closing();

    @TempDir
    private Path folder;

    private Engine clamd = set -> {
        throw new IOException("clamd was not started");
    };

    @BeforeEach
    void start() throws IOException {
        RealClamd real = closing.later(RealClamd.start(Files.createDirectory(folder.resolve("clamd"))));
        clamd = new ClamdEngine(closing.later(new Clamd(real.config())), real.databases(), new SignatureEngine());
    }

    @AfterEach
    void close() throws Exception {
        closing.close();
    }

    @Test
    void clamdFindsTheSampleAndRelativesThatNobodyHasSeenAndNoCleanProgram() throws IOException {
        PlaceConfig config = PlaceConfig.at(folder.resolve("analysis"))
                .with(Settings.standard().every(Duration.ofSeconds(1)))
                .with(clock);
        AnalysisPlace centre = closing.later(AnalysisPlace.open(
                config,
                Customers.of(List.of(GATEWAY)),
                key,
                Laboratory.standard().testingWith(List.of(clamd))));
        analyse(centre, infected(0), program(0));

        DefinitionSet set =
                centre.place().definitions().find(Sequence.of(1)).orElseThrow().verify(key.trusted());
        Scanner scanner = clamd.load(set).scanner();

        for (int relative = 0; relative <= RELATIVES; relative++) {
            assertThat(verdict(scanner, infected(relative)))
                    .as("infected %s", relative)
                    .isInstanceOf(Scanner.Detected.class);
            assertThat(verdict(scanner, program(relative)))
                    .as("clean %s", relative)
                    .isEqualTo(new Scanner.NothingDetected());
        }
    }

    private static Scanner.Verdict verdict(Scanner scanner, byte[] content) {
        return scanner.scan(new Scanner.Request(ByteSource.wrap(content))).verdict();
    }

    private void analyse(AnalysisPlace centre, byte[] sample, byte[] before) throws IOException {
        Header.Builder header = Header.builder()
                .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                .set(CordonFields.SUBMISSION, "submission")
                .set(
                        Attributes.SAMPLE_CHECKUP,
                        Checkup.of(ByteSource.wrap(before)).text());
        GATEWAY.sign(header);
        SampleContents contents = new SampleContents(Mask.standard(), 1 << 27, new Spooling(1 << 20, folder));
        try (EncodedContent content = contents.capture(new ByteArrayInputStream(sample))) {
            Request request = new Request(
                    Transaction.SUBMIT_SAMPLE, header.setAll(content.fields()).build(), content.wire());
            try (Received reply = new LoopbackTransport(centre.place().desk(), clock).send(request)) {
                assertThat(reply.header().has(Attributes.ANALYSIS_COOKIE)).isTrue();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            clock.advance(Duration.ofSeconds(1));
            for (Station station : centre.place().stations()) {
                var unused = station.work();
            }
        }
    }

    private static byte[] infected(int host) {
        byte[] body = new byte[300];
        new Random(1000).nextBytes(body);
        return Bytes.concat(program(host), body);
    }

    private static byte[] program(int seed) {
        byte[] program = new byte[3000 + 100 * seed];
        new Random(seed).nextBytes(program);
        return Bytes.concat(new byte[] {'M', 'Z'}, program);
    }
}
