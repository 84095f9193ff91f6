package dev.cordon.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.spi.Stripper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Random secrets in streams of any name and size never survive. */
class Ole2StripperProperties {
    @Property(tries = 200)
    void noSecretSurvives(
            @ForAll @AlphaChars @StringLength(min = 8, max = 20) String secret,
            @ForAll @AlphaChars @StringLength(min = 1, max = 7) String name,
            @ForAll @IntRange(min = 100, max = 9000) int size,
            @ForAll boolean nested)
            throws IOException {
        ByteSource document = Ole2Documents.of(root -> {
            VbaProject.add(root, "WordDocument", Ole2Documents.base(0xc1, 0));
            VbaProject.add(
                    nested ? root.createDirectory("Storage") : root, "-" + name, Ole2Documents.text(secret, size));
            VbaProject.write(root.createDirectory("Macros"));
        });
        assertThat(holds(document.read(), secret))
                .as("the document holds its secret")
                .isTrue();

        Stripper.Outcome outcome = new Ole2Stripper().strip(new Stripper.Request(document));

        assertThat(outcome).isInstanceOf(Stripper.Stripped.class);
        byte[] left = ((Stripper.Stripped) outcome).content().read();
        assertThat(holds(left, secret)).as("what is left holds the secret").isFalse();
    }

    private static boolean holds(byte[] bytes, String secret) {
        return Bytes.indexOf(bytes, secret.getBytes(StandardCharsets.US_ASCII)) >= 0
                || Bytes.indexOf(bytes, secret.getBytes(StandardCharsets.UTF_16LE)) >= 0;
    }
}
