package dev.cordon.scan;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Definitions and contents for tests. */
final class Sets {
    static final DailyVersion VERSION = DailyVersion.parse("2026.01.02.003");
    static final Instant PRODUCED = Instant.parse("2026-01-02T03:04:05Z");

    private Sets() {}

    static DefinitionSet of(int sequence, String file, String text) {
        return of(sequence, ImmutableSortedMap.of(file, bytes(text)));
    }

    static DefinitionSet of(int sequence, ImmutableSortedMap<String, ByteSource> databases) {
        return new DefinitionSet(Sequence.of(sequence), VERSION, PRODUCED, databases);
    }

    static Engine.Loaded load(String file, String text) throws IOException {
        return new SignatureEngine().load(of(1, file, text));
    }

    static ByteSource bytes(String text) {
        return ByteSource.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The standard test file of the industry, in two halves so that no scanner takes this source file for it. */
    static ByteSource eicar() {
        return bytes("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");
    }

    /** A signature that knows the test file, again in two halves. */
    static String eicarDatabase() {
        return "Eicar-Test:0:0:58354f2150254041505b345c505a58353428505e2937434329377d24"
                + "45494341522d5354414e444152442d414e544956495255532d544553542d46494c452124482b482a\n";
    }
}
