package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class TableProperties {
    @Property
    void foldedTextFits(@ForAll @StringLength(max = 80) String text, @ForAll @IntRange(min = 1, max = 30) int width) {
        assertThat(Table.fold(text, width)).allMatch(line -> line.codePointCount(0, line.length()) <= width);
    }

    @Property
    void foldingLosesNothingButBlanks(
            @ForAll @StringLength(max = 80) String text, @ForAll @IntRange(min = 1, max = 30) int width) {
        assertThat(withoutBlanks(String.join("", Table.fold(text, width)))).isEqualTo(withoutBlanks(text));
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("[\\s\\p{Z}\\x1c-\\x1f]", "");
    }

    @Property
    void wordsThatFitStayWhole(@ForAll List<@StringLength(min = 1, max = 8) @AlphaChars String> words) {
        List<String> lines = Table.fold(String.join(" ", words), 8);

        assertThat(String.join(" ", lines)).isEqualTo(String.join(" ", words));
    }
}
