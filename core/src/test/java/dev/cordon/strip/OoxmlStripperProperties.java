package dev.cordon.strip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.spi.Stripper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Random secrets at every place where a user's words can stand in a package never survive, and code always does. */
class OoxmlStripperProperties {
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE);

    @Property(tries = 300)
    void noSecretSurvives(
            @ForAll @AlphaChars @StringLength(min = 10, max = 30) String secret,
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 11) int place)
            throws IOException {
        byte[] code = Documents.code(seed);
        ByteSource document = hide(secret, place).macros(code).build();
        assertThat(holds(document, secret)).as("the document holds its secret").isTrue();

        Stripper.Outcome outcome = new OoxmlStripper().strip(new Stripper.Request(document));

        assertThat(outcome).isInstanceOf(Stripper.Stripped.class);
        ByteSource stripped = ((Stripper.Stripped) outcome).content();
        assertThat(holds(stripped, secret)).as("what is left holds the secret").isFalse();
        assertThat(Documents.unzip(stripped).get("word/vbaProject.bin").read()).isEqualTo(code);
    }

    private static Documents hide(String secret, int place) {
        Documents plain = Documents.withBody(Documents.body(place == 0 ? secret : "text"));
        String settings = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml";
        String root = "<w:settings " + Documents.W + " " + Documents.R;
        return switch (place) {
            case 0 -> plain;
            case 1 -> plain.part("word/a.xml", settings, root + " w:val=\"" + secret + "\"/>");
            case 2 -> plain.part("word/a.xml", settings, root + " r:id=\"" + secret + "\"/>");
            case 3 -> plain.part("word/a.xml", settings, "<!--" + secret + "-->" + root + "/>");
            case 4 -> plain.part("word/a.xml", settings, root + " xmlns:a=\"urn:" + secret + "\"/>");
            case 5 -> plain.part("word/a.xml", settings, "<" + secret + "/>");
            case 6 -> plain.part("customXml/item1.xml", "<a><" + secret + "/></a>");
            case 7 -> plain.part("word/media/a.png", secret.getBytes(StandardCharsets.UTF_16LE));
            case 8 -> plain.part("word/no.type", secret);
            case 9 -> plain.part("word/a.xml", "application/" + secret, "<a/>");
            case 10 -> plain.relation(secret, Documents.RELATION + "image", secret, "");
            default -> plain.relation("rId7", "urn:" + secret, "http://" + secret, "TargetMode=\"External\"");
        };
    }

    private static boolean holds(ByteSource document, String secret) throws IOException {
        ImmutableMap<String, ByteSource> parts = Documents.unzip(document);
        for (Map.Entry<String, ByteSource> part : parts.entrySet()) {
            byte[] bytes = part.getValue().read();
            if (CHARSETS.stream().anyMatch(charset -> Bytes.indexOf(bytes, secret.getBytes(charset)) >= 0)) {
                return true;
            }
        }
        return false;
    }
}
