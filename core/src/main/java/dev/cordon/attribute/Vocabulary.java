package dev.cordon.attribute;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.cordon.codec.ChecksumMethod;
import dev.cordon.codec.Compression;
import dev.cordon.codec.Encoding;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Scrambling;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.ScanResult;
import java.util.Arrays;
import java.util.function.Function;

/** The words that attributes may hold, by what they are words for (guide, appendix A). Immutable. */
public final class Vocabulary {
    private static final ImmutableMap<String, ImmutableList<Word>> WORDS =
            ImmutableMap.<String, ImmutableList<Word>>builder()
                    .put("SampleStatus", words(SampleStatus.values(), SampleStatus::token, SampleStatus::meaning))
                    .put("AnalysisState", words(AnalysisState.values(), AnalysisState::token, AnalysisState::meaning))
                    .put("ErrorCode", words(ErrorCode.values(), ErrorCode::token, ErrorCode::meaning))
                    .put("ScanResult", words(ScanResult.values(), ScanResult::token, ScanResult::meaning))
                    .put("SampleReason", words(SampleReason.values(), SampleReason::token, SampleReason::meaning))
                    .put("SampleType", words(SampleType.values(), SampleType::token, SampleType::meaning))
                    .put("ServiceClass", words(ServiceClass.values(), ServiceClass::token, ServiceClass::meaning))
                    .put("CompressionMethod", words(Compression.values(), Compression::token, Compression::meaning))
                    .put("EncodingMethod", words(Encoding.values(), Encoding::token, Encoding::meaning))
                    .put("ScramblingMethod", words(Scrambling.values(), Scrambling::token, Scrambling::meaning))
                    .put(
                            "ChecksumMethod",
                            words(ChecksumMethod.values(), ChecksumMethod::token, ChecksumMethod::meaning))
                    .put(
                            "AnalysisService",
                            words(AnalysisService.values(), AnalysisService::token, AnalysisService::meaning))
                    .buildOrThrow();

    private static final ImmutableMap<String, ImmutableList<String>> TOKENS = ImmutableMap.copyOf(Maps.transformValues(
            WORDS, words -> words.stream().map(Word::token).collect(ImmutableList.toImmutableList())));

    private Vocabulary() {}

    /**
     * A word of a vocabulary.
     *
     * @param token the word on the wire
     * @param meaning what it says, as a clause in plain English
     */
    public record Word(String token, String meaning) {}

    /** {@return the words of each kind; kinds and words are in the order in which the guide has them} */
    public static ImmutableMap<String, ImmutableList<String>> all() {
        return TOKENS;
    }

    /** {@return the words of each kind with what they say, in the same order} */
    public static ImmutableMap<String, ImmutableList<Word>> words() {
        return WORDS;
    }

    private static <E> ImmutableList<Word> words(E[] values, Function<E, String> token, Function<E, String> meaning) {
        return Arrays.stream(values)
                .map(value -> new Word(token.apply(value), meaning.apply(value)))
                .collect(ImmutableList.toImmutableList());
    }
}
