package dev.cordon.scan;

import com.google.common.collect.ImmutableList;

/**
 * Recognizes a virus by bytes within a content.
 *
 * @param virus the name of what has been found
 * @param target in what kind of file it is looked for
 * @param placement where the bytes begin
 * @param pattern the bytes
 */
record BodySignature(String virus, Target target, Placement placement, ImmutableList<PatternPart> pattern) {
    private static final int NAME = 0;
    private static final int TARGET = 1;
    private static final int OFFSET = 2;
    private static final int PATTERN = 3;
    private static final int LEVELS = 4;

    /** Reads a line {@code name:target:offset:pattern}, with or without engine levels after it. */
    static BodySignature parse(DatabaseLine line) throws LineException, UnsupportedLineException {
        line.requireFields(LEVELS, LEVELS + 2);
        line.requireLevels(LEVELS);
        String virus = line.virus(NAME);
        ImmutableList<PatternPart> pattern = PatternParser.parse(line.field(PATTERN));
        Placement placement = Placement.parse(line.field(OFFSET));
        Target target = Target.parse(line.number(TARGET, "the target"));
        if (placement.mark() == Placement.Mark.ENTRY_POINT && !target.hasEntryPoint()) {
            throw new UnsupportedLineException("the offset is relative to an entry point, which its target has not");
        }
        return new BodySignature(virus, target, placement, pattern);
    }
}
