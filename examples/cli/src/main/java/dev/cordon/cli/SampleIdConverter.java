package dev.cordon.cli;

import dev.cordon.sample.SampleId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of a sample. */
final class SampleIdConverter implements ITypeConverter<SampleId> {
    @Override
    public SampleId convert(String typed) {
        try {
            return new SampleId(typed);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("an id as list prints it expected");
        }
    }
}
