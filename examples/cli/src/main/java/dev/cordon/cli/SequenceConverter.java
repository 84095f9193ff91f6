package dev.cordon.cli;

import com.google.common.base.Strings;
import dev.cordon.attribute.Sequence;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the sequence of definitions; the zeros before it may be left out. */
final class SequenceConverter implements ITypeConverter<Sequence> {
    private static final int DIGITS = 8;

    @Override
    public Sequence convert(String typed) {
        try {
            return Sequence.parse(Strings.padStart(typed, DIGITS, '0'));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("a sequence of definitions expected, such as 12");
        }
    }
}
