package dev.cordon.attribute;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
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
    private static final ImmutableMap<String, ImmutableList<String>> ALL =
            ImmutableMap.<String, ImmutableList<String>>builder()
                    .put("SampleStatus", tokens(SampleStatus.values(), SampleStatus::token))
                    .put("AnalysisState", tokens(AnalysisState.values(), AnalysisState::token))
                    .put("ErrorCode", tokens(ErrorCode.values(), ErrorCode::token))
                    .put("ScanResult", tokens(ScanResult.values(), ScanResult::token))
                    .put("SampleReason", tokens(SampleReason.values(), SampleReason::token))
                    .put("SampleType", tokens(SampleType.values(), SampleType::token))
                    .put("ServiceClass", tokens(ServiceClass.values(), ServiceClass::token))
                    .put("CompressionMethod", tokens(Compression.values(), Compression::token))
                    .put("EncodingMethod", tokens(Encoding.values(), Encoding::token))
                    .put("ScramblingMethod", tokens(Scrambling.values(), Scrambling::token))
                    .put("ChecksumMethod", tokens(ChecksumMethod.values(), ChecksumMethod::token))
                    .put("AnalysisService", tokens(AnalysisService.values(), AnalysisService::token))
                    .buildOrThrow();

    private Vocabulary() {}

    /** {@return the words of each kind; kinds and words are in the order in which the guide has them} */
    public static ImmutableMap<String, ImmutableList<String>> all() {
        return ALL;
    }

    private static <E> ImmutableList<String> tokens(E[] values, Function<E, String> token) {
        return Arrays.stream(values).map(token).collect(ImmutableList.toImmutableList());
    }
}
