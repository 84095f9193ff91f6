package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.codec.ZipFolder;
import dev.cordon.spi.Stripper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Stripper} does. Extend it, say which stripper is meant, give it a document with words that must not
 * be found in what is left, and say how such a document is taken apart; every test is one rule.
 */
public abstract class StripperContract {
    private static final ImmutableList<Charset> CHARSETS = ImmutableList.of(
            StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private static final int DAMAGES = 300;

    /** For subclasses. */
    protected StripperContract() {}

    /**
     * A document as a user might have written it.
     *
     * @param document its bytes
     * @param secrets words that stand in it in places where users write
     * @param macros the names of the parts that hold macro code
     */
    public record Subject(ByteSource document, ImmutableSet<String> secrets, ImmutableSet<String> macros) {}

    /** Returns the stripper under test. */
    protected abstract Stripper stripper();

    /** Returns a document that the stripper understands, always the same. */
    protected abstract Subject subject() throws IOException;

    /**
     * Returns the parts of a document with their names, in their order.
     *
     * @throws IOException if it is no such document
     */
    protected abstract ImmutableMap<String, ByteSource> unpack(ByteSource document) throws IOException;

    @Test
    void rule00_theSubjectHoldsWhatTheRulesLookFor() throws IOException {
        ImmutableMap<String, ByteSource> parts = unpack(subject().document());

        assertThat(subject().secrets())
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(partsWith(secret, parts))
                        .as("parts with %s", secret)
                        .isNotEmpty()
                        .doesNotContainAnyElementsOf(subject().macros()));
        assertThat(subject().macros()).isNotEmpty();
        assertThat(parts.keySet()).containsAll(subject().macros());
        for (String macro : subject().macros()) {
            assertThat(parts.get(macro).isEmpty()).as("%s is empty", macro).isFalse();
        }
    }

    @Test
    void rule01_aDocumentIsStripped() throws IOException {
        assertThat(strip(subject().document())).isInstanceOf(Stripper.Stripped.class);
    }

    @Test
    void rule02_whatIsLeftIsNeverLarger() throws IOException {
        assertThat(stripped().size()).isLessThanOrEqualTo(subject().document().size());
    }

    @Test
    void rule03_macroCodeStaysToTheByte() throws IOException {
        ImmutableMap<String, ByteSource> before = unpack(subject().document());
        ImmutableMap<String, ByteSource> after = unpack(stripped());

        for (String macro : subject().macros()) {
            assertThat(read(after, macro)).as(macro).isEqualTo(read(before, macro));
        }
    }

    @Test
    void rule04_thePartsKeepTheirNamesAndTheirOrder() throws IOException {
        assertThat(unpack(stripped()).keySet())
                .containsExactlyElementsOf(unpack(subject().document()).keySet());
    }

    @Test
    void rule05_thePartsKeepTheirLengths() throws IOException {
        ImmutableMap<String, ByteSource> after = unpack(stripped());

        for (Map.Entry<String, ByteSource> part : unpack(subject().document()).entrySet()) {
            assertThat(read(after, part.getKey())).as(part.getKey()).hasSize((int)
                    part.getValue().size());
        }
    }

    @Test
    void rule06_nothingThatAUserHasWrittenIsLeft() throws IOException {
        assertNoSecret(stripped());
    }

    @Test
    void rule07_theSameDocumentGivesTheSameBytes() throws IOException {
        assertThat(stripped().read()).isEqualTo(stripped().read());
    }

    @Test
    void rule08_strippingWhatIsStrippedChangesNothing() throws IOException {
        ByteSource once = stripped();

        Stripper.Outcome again = strip(once);

        assertThat(again).isInstanceOf(Stripper.Stripped.class);
        assertThat(((Stripper.Stripped) again).content().read()).isEqualTo(once.read());
    }

    @Test
    void rule09_plainDataIsRefusedAndNeverPassedOffAsStripped() throws IOException {
        for (Map.Entry<String, ByteSource> plain : plainData().entrySet()) {
            assertThat(strip(plain.getValue())).as(plain.getKey()).isInstanceOf(Stripper.Refused.class);
        }
    }

    @Test
    void rule10_aRefusalSaysWhyAndShowsNothingOfTheContent() throws IOException {
        for (Map.Entry<String, ByteSource> plain : plainData().entrySet()) {
            if (strip(plain.getValue()) instanceof Stripper.Refused refused) {
                assertThat(refused.reason())
                        .as(plain.getKey())
                        .isNotBlank()
                        .doesNotContainIgnoringCase("letter")
                        .doesNotContain("\n", "\r");
            }
        }
    }

    @Test
    void rule11_aDamagedDocumentIsRefusedOrStrippedButNeverThrownAt() throws IOException {
        byte[] document = subject().document().read();
        Random random = new Random(1);
        for (int damage = 0; damage < DAMAGES; damage++) {
            byte[] damaged = damage % 3 == 0
                    ? ByteSource.wrap(document)
                            .slice(0, random.nextInt(document.length))
                            .read()
                    : flipped(document, random);
            Stripper.Outcome outcome = strip(ByteSource.wrap(damaged));
            if (outcome instanceof Stripper.Stripped stripped) {
                assertThat(stripped.content().size()).as("damage %s", damage).isLessThanOrEqualTo(damaged.length);
                assertNoSecretBut(stripped.content());
            }
        }
    }

    @Test
    void rule12_whatCanNotBeReadIsAnError() throws IOException {
        byte[] document = subject().document().read();
        for (int readable : new int[] {0, 3, document.length / 2, document.length - 1}) {
            assertThatThrownBy(() -> strip(new FailingSource(document, readable)))
                    .as("after %s bytes", readable)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void rule13_manyThreadsGetTheSame() throws Exception {
        byte[] expected = stripped().read();

        ImmutableList<byte[]> results =
                Simultaneously.run(8, thread -> () -> stripped().read());

        assertThat(results).allSatisfy(result -> assertThat(result).isEqualTo(expected));
    }

    private Stripper.Outcome strip(ByteSource content) throws IOException {
        return stripper().strip(new Stripper.Request(content));
    }

    private ByteSource stripped() throws IOException {
        Stripper.Outcome outcome = strip(subject().document());
        assertThat(outcome).isInstanceOf(Stripper.Stripped.class);
        return ((Stripper.Stripped) outcome).content();
    }

    private void assertNoSecret(ByteSource content) throws IOException {
        ImmutableMap<String, ByteSource> parts = unpack(content);
        for (String secret : subject().secrets()) {
            assertThat(partsWith(secret, parts)).as("parts with %s", secret).isEmpty();
            assertThat(holds(content, secret)).as("%s in the file", secret).isFalse();
        }
    }

    /** What was damaged before it was stripped may be no document any more for those who read strictly. */
    private void assertNoSecretBut(ByteSource content) throws IOException {
        for (String secret : subject().secrets()) {
            assertThat(holds(content, secret)).as("%s in the file", secret).isFalse();
        }
        Optional<ImmutableMap<String, ByteSource>> parts = unpacked(content);
        if (parts.isPresent()) {
            assertNoSecret(content);
        }
    }

    private Optional<ImmutableMap<String, ByteSource>> unpacked(ByteSource content) {
        try {
            return Optional.of(unpack(content));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ImmutableSet<String> partsWith(String secret, Map<String, ByteSource> parts) throws IOException {
        ImmutableSet.Builder<String> found = ImmutableSet.builder();
        for (Map.Entry<String, ByteSource> part : parts.entrySet()) {
            if (holds(part.getValue(), secret)) {
                found.add(part.getKey());
            }
        }
        return found.build();
    }

    private static boolean holds(ByteSource content, String secret) throws IOException {
        byte[] bytes = content.read();
        return CHARSETS.stream().anyMatch(charset -> Bytes.indexOf(bytes, secret.getBytes(charset)) >= 0);
    }

    private static byte[] read(ImmutableMap<String, ByteSource> parts, String name) throws IOException {
        ByteSource part = parts.get(name);
        assertThat(part).as("the part %s", name).isNotNull();
        return part.read();
    }

    private static byte[] flipped(byte[] document, Random random) {
        byte[] flipped = document.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static ImmutableMap<String, ByteSource> plainData() throws IOException {
        ByteSource text = ByteSource.wrap("Dear Sir,\r\nthis is a letter.\r\n".getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        ZipFolder.pack(Map.of("letter.txt", text), zip);
        return ImmutableMap.<String, ByteSource>builder()
                .put("nothing", ByteSource.empty())
                .put("text", text)
                .put("picture", bytes("\u0089PNG\r\n\u001a\n", 200))
                .put("archive", ByteSource.wrap(zip.toByteArray()))
                .put("program", bytes("MZ", 600))
                .put("other program", bytes("\u007fELF", 600))
                .put("page", bytes("%PDF-1.7\n% letter", 300))
                .buildOrThrow();
    }

    private static ByteSource bytes(String magic, int size) {
        byte[] more = new byte[size];
        new Random(magic.toUpperCase(Locale.ROOT).hashCode()).nextBytes(more);
        return ByteSource.concat(ByteSource.wrap(magic.getBytes(StandardCharsets.ISO_8859_1)), ByteSource.wrap(more));
    }

    /** Fails when more than some of its bytes are read. */
    private static final class FailingSource extends ByteSource {
        private final byte[] bytes;
        private final int readable;

        FailingSource(byte[] bytes, int readable) {
            this.bytes = bytes;
            this.readable = readable;
        }

        @Override
        public InputStream openStream() {
            return new InputStream() {
                private int position;

                @Override
                public int read() throws IOException {
                    if (position >= readable) {
                        throw new IOException("the disk is broken");
                    }
                    return bytes[position++] & 0xff;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    if (length == 0) {
                        return 0;
                    }
                    buffer[offset] = (byte) read();
                    return 1;
                }
            };
        }
    }
}
