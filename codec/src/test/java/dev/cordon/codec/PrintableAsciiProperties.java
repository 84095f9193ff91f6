package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Eight characters at a time are tested as one at a time are. */
class PrintableAsciiProperties {
    @Property
    void aTextIsPrintableIfEachOfItsCharactersIs(@ForAll("texts") String text) {
        assertThat(PrintableAscii.matches(text))
                .isEqualTo(text.chars().allMatch(PrintableAsciiProperties::isPrintable));
    }

    /** Mostly printable, with a stranger here and there. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(60),
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .withChars('\t', '\u0000', '\u001f', '\u007f', '\u0080', '\u00ff', '\u0120', '語')
                        .ofMaxLength(60));
    }

    @Property
    void theEndIsTheFirstByteThatIsNotPrintable(
            @ForAll @Size(max = 60) byte[] bytes,
            @ForAll @IntRange(max = 60) int first,
            @ForAll @IntRange(max = 60) int last) {
        int start = Math.min(first, bytes.length);
        int end = Math.max(start, Math.min(last, bytes.length));
        int expected = start;
        while (expected < end && isPrintable(bytes[expected])) {
            expected++;
        }

        assertThat(PrintableAscii.end(bytes, start, end)).isEqualTo(expected);
    }

    @Property
    void aStrangerIsFoundWhereverItStands(@ForAll byte stranger, @ForAll @IntRange(max = 40) int place) {
        byte[] bytes = "x".repeat(41).getBytes(StandardCharsets.US_ASCII);
        bytes[place] = stranger;

        assertThat(PrintableAscii.end(bytes, 0, bytes.length)).isEqualTo(isPrintable(stranger) ? bytes.length : place);
    }

    private static boolean isPrintable(int character) {
        return character >= ' ' && character <= '~';
    }
}
