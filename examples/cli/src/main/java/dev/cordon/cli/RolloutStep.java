package dev.cordon.cli;

import com.google.common.base.Ascii;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.defcast.Rollouts;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a person does with a rollout. */
enum RolloutStep {
    SHOW,
    STOP,
    RESUME;

    /**
     * Does it.
     *
     * @throws WireException {@code declined} if there is no rollout that it can be done with
     */
    void take(Rollouts rollouts) throws IOException {
        switch (this) {
            case SHOW -> {}
            case STOP -> require(rollouts.stop("by a person"), "there is no rollout to stop");
            case RESUME -> require(rollouts.resume(), "no rollout was stopped");
        }
    }

    private static void require(boolean done, String otherwise) throws WireException {
        if (!done) {
            throw new WireException(ErrorCode.DECLINED, otherwise);
        }
    }

    /** Reads a step. */
    static final class Converter implements ITypeConverter<RolloutStep> {
        @Override
        public RolloutStep convert(String typed) {
            return Arrays.stream(values())
                    .filter(step -> Ascii.toLowerCase(step.name()).equals(typed))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("stop or resume expected"));
        }
    }
}
