package dev.cordon.cli;

import dev.cordon.attribute.SampleReason;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads why a sample was captured. */
final class ReasonConverter implements ITypeConverter<SampleReason> {
    @Override
    public SampleReason convert(String typed) {
        return SampleReason.of(typed)
                .orElseThrow(() ->
                        new TypeConversionException("badrepair, manual, norepair, suspicious or variant expected"));
    }
}
