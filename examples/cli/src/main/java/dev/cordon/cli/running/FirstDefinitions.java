package dev.cordon.cli.running;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The definitions that an analysis centre begins with: they know the EICAR test file and nothing else. A scanner without
 * any could not look, and what could not be looked at goes nowhere.
 */
public final class FirstDefinitions {
    private static final String EICAR_NAME = "EICAR-Test-File";
    private static final Sequence FIRST = Sequence.of(1);

    private FirstDefinitions() {}

    /** Returns the package, produced at a time. */
    public static DefinitionPackage signed(SigningKey key, Instant now) throws IOException {
        String line = EICAR_NAME + ":0:*:" + BaseEncoding.base16().lowerCase().encode(eicar()) + "\n";
        DefinitionSet set = new DefinitionSet(
                FIRST,
                new DailyVersion(LocalDate.ofInstant(now, ZoneOffset.UTC), 1),
                now,
                ImmutableSortedMap.of("base.ndb", ByteSource.wrap(line.getBytes(StandardCharsets.US_ASCII))));
        return DefinitionPackage.sign(set, key);
    }

    /** The test file that every scanner knows, in parts so that none finds it in this program. */
    public static byte[] eicar() {
        String text = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-" + "TEST-FILE!$H+H*";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
