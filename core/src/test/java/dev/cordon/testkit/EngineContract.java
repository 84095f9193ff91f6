package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link Engine} and its scanners do. Extend it and say which engine is meant; every test is one rule. */
public abstract class EngineContract {
    private static final DailyVersion VERSION = DailyVersion.parse("2026.01.02.003");
    private static final Instant PRODUCED = Instant.parse("2026-01-02T03:04:05Z");
    private static final String KNOWN = "what the contract of engines knows by its bytes";
    private static final ByteSource WHOLE = bytes("what the contract of engines knows as a whole");
    private static final String BODY = "Contract.Body:0:*:" + hex(KNOWN) + "\n";

    private static final Scanner.Verdict FOUND = new Scanner.Detected("Contract.Body");
    private static final Scanner.Verdict NOTHING = new Scanner.NothingDetected();

    /** For subclasses. */
    protected EngineContract() {}

    /** Returns the engine under test, the same each time within one test. */
    protected abstract Engine engine() throws IOException;

    private static ByteSource bytes(String text) {
        return ByteSource.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String hex(String text) {
        return BaseEncoding.base16().lowerCase().encode(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static DefinitionSet set(int sequence, String name, String database) {
        return new DefinitionSet(
                Sequence.of(sequence), VERSION, PRODUCED, ImmutableSortedMap.of(name, bytes(database)));
    }

    private static Scanner.Verdict verdict(Engine.Loaded loaded, ByteSource content) {
        return loaded.scanner().scan(new Scanner.Request(content)).verdict();
    }

    private Engine.Loaded bodies(int sequence) throws IOException {
        return engine().load(set(sequence, "contract.ndb", BODY));
    }

    @Test
    void rule01_findsBytesOfABodySignature() throws IOException {
        assertThat(verdict(bodies(1), bytes("before " + KNOWN + " behind"))).isEqualTo(FOUND);
    }

    @Test
    void rule02_findsAWholeFileByItsMd5() throws IOException {
        @SuppressWarnings("deprecation") // what the format has
        String digest = WHOLE.hash(Hashing.md5()).toString();
        Engine.Loaded loaded = engine().load(set(1, "contract.hdb", digest + ":" + WHOLE.size() + ":Contract.Whole\n"));

        assertThat(verdict(loaded, WHOLE)).isEqualTo(new Scanner.Detected("Contract.Whole"));
        assertThat(verdict(loaded, ByteSource.concat(WHOLE, bytes("!")))).isEqualTo(NOTHING);
    }

    @Test
    void rule03_findsAWholeFileByItsSha256() throws IOException {
        String digest = WHOLE.hash(Hashing.sha256()).toString();
        Engine.Loaded loaded = engine().load(set(1, "contract.hsb", digest + ":" + WHOLE.size() + ":Contract.Whole\n"));

        assertThat(verdict(loaded, WHOLE)).isEqualTo(new Scanner.Detected("Contract.Whole"));
    }

    @Test
    void rule04_saysOfWhatItDoesNotKnowThatNothingWasFoundInAllOfIt() throws IOException {
        Scanner.Report report =
                bodies(7).scanner().scan(new Scanner.Request(bytes("there is nothing in here that anybody knows")));

        assertThat(report.verdict()).isEqualTo(NOTHING);
        assertThat(report.coverage().complete()).isTrue();
        assertThat(report.coverage().bytes()).isEqualTo(43);
    }

    @Test
    void rule05_saysWhichDefinitionsWereUsed() throws IOException {
        Scanner.Coverage coverage =
                bodies(7).scanner().scan(new Scanner.Request(WHOLE)).coverage();

        assertThat(coverage.sequence()).contains(Sequence.of(7));
        assertThat(coverage.version()).isEqualTo(Optional.of(VERSION));
        assertThat(coverage.engine()).isNotEmpty();
    }

    @Test
    void rule06_saysNothingOfAnEmptyContentButThatNothingWasFound() throws IOException {
        assertThat(verdict(bodies(1), ByteSource.empty())).isEqualTo(NOTHING);
    }

    @Test
    void rule07_findsWhatStandsAtTheEndOfMuch() throws IOException {
        byte[] much = new byte[3 << 20];
        new Random(7).nextBytes(much);

        assertThat(verdict(bodies(1), ByteSource.concat(ByteSource.wrap(much), bytes(KNOWN))))
                .isEqualTo(FOUND);
    }

    @Test
    void rule08_neverSaysThatNothingWasFoundInWhatCantBeRead() throws IOException {
        Scanner.Report report = bodies(1).scanner().scan(new Scanner.Request(breaking()));

        assertThat(report.verdict())
                .isInstanceOfSatisfying(
                        Scanner.NotScanned.class,
                        not -> assertThat(not.obstacle()).isEqualTo(Scanner.Obstacle.FAULT));
        assertThat(report.coverage().complete()).isFalse();
    }

    /** A content that ends with an exception after many bytes. */
    private static ByteSource breaking() {
        return new ByteSource() {
            @Override
            public InputStream openStream() {
                return new InputStream() {
                    private int left = 100_000;

                    @Override
                    public int read() throws IOException {
                        if (left == 0) {
                            throw new IOException("this was to be expected");
                        }
                        left--;
                        return 'a';
                    }
                };
            }
        };
    }

    @Test
    void rule09_scansOnAfterAContentThatCouldNotBeRead() throws IOException {
        Engine.Loaded loaded = bodies(1);
        loaded.scanner().scan(new Scanner.Request(breaking()));

        assertThat(verdict(loaded, bytes(KNOWN))).isEqualTo(FOUND);
    }

    @Test
    void rule10_refusesASetThatItCantUseAndScansOnWithTheOneBefore() throws IOException {
        Engine.Loaded before = bodies(1);

        assertThatThrownBy(() -> engine().load(set(2, "contract.ndb", "Broken:0:*:not hexadecimal\n")))
                .asInstanceOf(type(WireException.class))
                .extracting(refused -> refused.error().code())
                .isEqualTo(ErrorCode.UNPACKAGE);
        assertThat(verdict(before, bytes(KNOWN))).isEqualTo(FOUND);
    }

    @Test
    void rule11_aNewerSetKnowsWhatIsInItAndNothingElse() throws IOException {
        var unused = bodies(1);
        Engine.Loaded newer =
                engine().load(set(2, "contract.ndb", "Contract.Other:0:*:" + hex("something else") + "\n"));

        assertThat(verdict(newer, bytes("something else"))).isEqualTo(new Scanner.Detected("Contract.Other"));
        assertThat(verdict(newer, bytes(KNOWN))).isEqualTo(NOTHING);
    }

    @Test
    void rule12_manyScanAtATime() throws Exception {
        Engine.Loaded loaded = bodies(1);

        for (int round = 0; round < 20; round++) {
            assertThat(Simultaneously.run(6, number -> () -> verdict(loaded, number % 2 == 0 ? bytes(KNOWN) : WHOLE)))
                    .containsExactly(FOUND, NOTHING, FOUND, NOTHING, FOUND, NOTHING);
        }
    }

    @Test
    void rule13_repairsAsTheSetSays() throws IOException {
        String database = "#cordon-rdb 1\nContract.Body:truncate:" + KNOWN.length() + ":"
                + bytes(KNOWN).hash(Hashing.sha256()) + "\n";
        Engine.Loaded loaded = engine().load(new DefinitionSet(
                Sequence.of(1),
                VERSION,
                PRODUCED,
                ImmutableSortedMap.of("contract.ndb", bytes(BODY), "contract.rdb", bytes(database))));
        ByteArrayOutputStream repaired = new ByteArrayOutputStream();

        Repairer.Outcome outcome =
                loaded.repairer().repair(new Repairer.Request(bytes("before " + KNOWN), "Contract.Body"), repaired);

        assertThat(outcome).isEqualTo(new Repairer.Repaired(7, bytes("before ").hash(Hashing.sha256())));
        assertThat(repaired.toString(StandardCharsets.US_ASCII)).isEqualTo("before ");
    }
}
