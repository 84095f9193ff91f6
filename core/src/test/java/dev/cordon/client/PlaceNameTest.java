package dev.cordon.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceNameTest {
    @ParameterizedTest
    @CsvSource({
        "tool.exe, tool.exe",
        "/usr/bin/tool, tool",
        "C:\\Memos\\December.doc, December.doc",
        "../../x, x",
        "a\\b/c, c",
        "console, console",
        ".hidden, .hidden",
        "com10, com10"
    })
    void theLastPartIsTheName(String file, String name) {
        assertThat(PlaceName.of(file)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                ".",
                "..",
                "a/..",
                "con",
                "CON",
                "Con.txt",
                "aux.tar.gz",
                "com1",
                "LPT9.x",
                "com\u00B9",
                "nul ",
                "NUL  .txt",
                "x.",
                "x ",
                "a:b",
                "C:",
                "a*b",
                "a?b",
                "a<b",
                "a|b",
                "a\"b",
                "a\nb",
                "a\0b",
                "a\uFFFDb"
            })
    void whatMeansSomethingElseSomewhereIsNoName(String file) {
        assertThat(PlaceName.of(file)).isEmpty();
    }
}
