package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import java.io.IOException;

/** Any bytes are a database that scans, or are refused; what can't be used of it is reported. */
class DatabaseFuzzTest {
    private static final String[] NAMES = {"a.hdb", "a.hsb", "a.ndb", "a.rdb"};

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreLoadedOrRefused(FuzzedDataProvider data) throws IOException {
        String name = data.pickValue(NAMES);
        byte[] content = data.consumeBytes(data.consumeInt(0, 200));
        byte[] database = data.consumeRemainingAsBytes();
        Engine.Loaded loaded;
        try {
            loaded = new SignatureEngine().load(Sets.of(1, ImmutableSortedMap.of(name, ByteSource.wrap(database))));
        } catch (WireException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNPACKAGE);
            return;
        }
        assertThat(loaded.unsupported())
                .allSatisfy(line -> assertThat(line.reason()).isNotBlank());
        Scanner.Report report = loaded.scanner().scan(new Scanner.Request(ByteSource.wrap(content)));
        assertThat(report.coverage().bytes()).isEqualTo(content.length);
    }
}
