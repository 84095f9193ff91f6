package dev.cordon.scan;

/**
 * Recognizes a virus by bytes within a content.
 *
 * @param virus the name of what has been found
 * @param placement where the bytes begin
 * @param pattern the bytes
 */
record BodySignature(String virus, Placement placement, BytePattern pattern) {
    private static final int NAME = 0;
    private static final int TARGET = 1;
    private static final int OFFSET = 2;
    private static final int PATTERN = 3;
    private static final int LEVELS = 4;
    private static final String ANY_TARGET = "0";

    /** Reads a line {@code name:target:offset:pattern}, with or without engine levels after it. */
    static BodySignature parse(DatabaseLine line) throws LineException {
        line.requireFields(LEVELS, LEVELS + 2);
        line.requireLevels(LEVELS);
        if (!line.field(TARGET).equals(ANY_TARGET)) {
            throw new LineException("the target is not 0, the only one that is supported");
        }
        return new BodySignature(
                line.virus(NAME), Placement.parse(line.field(OFFSET)), BytePattern.parse(line.field(PATTERN)));
    }
}
