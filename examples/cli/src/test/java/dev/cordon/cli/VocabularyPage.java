package dev.cordon.cli;

import static dev.cordon.cli.Markdown.code;

import dev.cordon.attribute.AnalysisService;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.ServiceClass;
import dev.cordon.attribute.StripMethod;
import dev.cordon.attribute.Vocabulary;
import dev.cordon.codec.ChecksumMethod;
import dev.cordon.codec.Compression;
import dev.cordon.codec.Encoding;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Scrambling;
import dev.cordon.statemachine.Advice;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.ScanResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The page {@code docs/vocabulary.md}. */
final class VocabularyPage {
    private VocabularyPage() {}

    static String text() {
        Markdown page = new Markdown();
        page.heading(1, "Vocabulary")
                .text(Pages.WRITTEN)
                .text("""
                        Many attributes hold one word of a fixed set. Here are the sets, with what each word says. Words
                        are written as they stand here and read in any case. In a program each set is an enum, so a word
                        is never typed as text; `Vocabulary` has them all, and `cordon vocabulary` prints them.""")
                .text("""
                        Most sets are closed: another word can't be read. Two are open, because other places may know
                        words that are not here: the analysis state and the method of stripping. An unknown word there
                        is carried along and shown, and nobody draws conclusions from it.""")
                .table(
                        List.of("set", "enum", "words", "where it occurs"),
                        Vocabulary.words().entrySet().stream()
                                .map(entry -> List.of(
                                        "[" + entry.getKey() + "](" + Markdown.anchor(entry.getKey()) + ")",
                                        code(type(entry.getKey()).getName()),
                                        String.valueOf(entry.getValue().size()),
                                        where(entry.getKey()))));
        Vocabulary.words().forEach((kind, words) -> {
            page.heading(2, kind).text(Pages.sentence(about(kind)));
            page.table(
                    List.of("word", "what it says"),
                    words.stream().map(word -> List.of(code(word.token()), word.meaning())));
        });
        page.heading(2, "Words beside these")
                .text("""
                        The words of `X-Sample-Strip` that are known here (`StripMethod`), an open set of its own:""")
                .table(
                        List.of("word", "what it says"),
                        Arrays.stream(StripMethod.values())
                                .map(method -> List.of(code(method.token()), method.meaning())))
                .text("""
                        The words of `Cordon-Advice` (`Advice`), with which a server tells a client what to do in the
                        end:""")
                .table(
                        List.of("word", "what it says"),
                        Stream.of(Advice.values()).map(advice -> List.of(code(advice.token()), advice.text())));
        return page.toString();
    }

    private static Class<? extends Enum<?>> type(String kind) {
        return switch (kind) {
            case "SampleStatus" -> SampleStatus.class;
            case "AnalysisState" -> AnalysisState.class;
            case "ErrorCode" -> ErrorCode.class;
            case "ScanResult" -> ScanResult.class;
            case "SampleReason" -> SampleReason.class;
            case "SampleType" -> SampleType.class;
            case "ServiceClass" -> ServiceClass.class;
            case "CompressionMethod" -> Compression.class;
            case "EncodingMethod" -> Encoding.class;
            case "ScramblingMethod" -> Scrambling.class;
            case "ChecksumMethod" -> ChecksumMethod.class;
            case "AnalysisService" -> AnalysisService.class;
            default -> throw new AssertionError("it is said which enum has the words of " + kind);
        };
    }

    private static String where(String kind) {
        return Optional.of(
                        switch (kind) {
                            case "SampleStatus" -> "`X-Sample-Status`";
                            case "AnalysisState" -> "`X-Analysis-State` (open)";
                            case "ErrorCode" -> "`X-Error`, before its parameters";
                            case "ScanResult" -> "`X-Scan-Result`";
                            case "SampleReason" -> "`X-Sample-Reason`";
                            case "SampleType" -> "`X-Sample-Type`";
                            case "ServiceClass" -> "within `X-Customer-Identifier`";
                            case "CompressionMethod" -> "`X-Content-Compression`";
                            case "EncodingMethod" -> "`X-Content-Encoding`";
                            case "ScramblingMethod" -> "`X-Content-Scrambling`";
                            case "ChecksumMethod" -> "`X-Checksum-Method`";
                            case "AnalysisService" -> "`X-Sample-Service`, `X-Analysis-Service`";
                            default -> "";
                        })
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new AssertionError("it is said where words of " + kind + " occur"));
    }

    private static String about(String kind) {
        return switch (kind) {
            case "SampleStatus" ->
                "where a sample stands in a quarantine. How one status follows another is in "
                        + "[lifecycles.md](lifecycles.md#samples)";
            case "AnalysisState" ->
                "where a sample stands in analysis, or how its analysis ended. How one state follows "
                        + "another is in [lifecycles.md](lifecycles.md#analyses). No word is final by itself: act once "
                        + "`X-Date-Finished` is there";
            case "ErrorCode" ->
                "why a request was refused. For `missing` and `malformed` the name of the attribute "
                        + "follows, for `overrun` and `underrun` the number of bytes expected and the number found, as in "
                        + "`X-Error: overrun 10138 10139`. `internal full` says that there is no room now; try again later. The HTTP status of each is in [protocol.md](protocol.md#21-refusals)";
            case "ScanResult" ->
                "what a scan came to. Only `nodetect` says that nothing known was found. What follows "
                        + "from each is in [lifecycles.md](lifecycles.md#what-a-scan-leads-to)";
            case "SampleReason" -> "why a sample was captured";
            case "SampleType" -> "what a sample was taken from";
            case "ServiceClass" -> "the plan of a customer";
            case "CompressionMethod" -> "how content was made smaller";
            case "EncodingMethod" -> "how content was turned into text";
            case "ScramblingMethod" ->
                "how content was changed so that nobody runs it by accident. It protects no secret";
            case "ChecksumMethod" -> "how the checksums of a message are computed";
            case "AnalysisService" -> "a special kind of analysis, asked for or given";
            default -> throw new AssertionError("it is said what words of " + kind + " are for");
        };
    }
}
