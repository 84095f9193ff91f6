package dev.cordon.scan;

/** Where in a content a pattern has to begin. */
sealed interface Placement {
    /** How far from the end a pattern may be asked for: as much is kept of a content until its end is known. */
    int FARTHEST_FROM_END = 1 << 16;

    /**
     * Reads the offset of a line.
     *
     * @throws LineException if it is of a kind that is not supported
     */
    static Placement parse(String text) throws LineException {
        if (text.equals("*")) {
            return new Anywhere();
        }
        if (text.startsWith("EOF-")) {
            long distance = DatabaseLine.number(text.substring(4), "the distance from the end");
            if (distance > FARTHEST_FROM_END) {
                throw new LineException("the distance from the end is more than 65536 bytes");
            }
            return new FromEnd((int) distance);
        }
        return new FromStart(DatabaseLine.number(text, "the offset (*, n and EOF-n are supported)"));
    }

    /** Anywhere at all. */
    record Anywhere() implements Placement {}

    /**
     * At one offset.
     *
     * @param offset bytes before the pattern
     */
    record FromStart(long offset) implements Placement {}

    /**
     * At one distance from the end.
     *
     * @param distance bytes from the first byte of the pattern to the end of the content
     */
    record FromEnd(int distance) implements Placement {}
}
