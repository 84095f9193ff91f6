package dev.cordon.scan;

/** The kinds of file that a body signature may be meant for (ClamAV's target types). */
enum Target {
    /** Any file. */
    ANY(0),
    /** Programs of Windows. */
    PE(1),
    /** Compound files, such as old documents of office programs. */
    OLE2(2),
    /** Pictures. */
    GRAPHICS(5),
    /** Programs of Linux and others. */
    ELF(6),
    /** Programs of macOS, for one processor. */
    MACH_O(9),
    /** Portable documents. */
    PDF(10),
    /** Classes of Java. */
    JAVA(12);

    private static final int HIGHEST = 16;

    private final int number;

    Target(int number) {
        this.number = number;
    }

    /**
     * Returns the target of a number.
     *
     * @throws LineException if there is none
     * @throws UnsupportedLineException if the engine does not recognize such files, or would have to rewrite them first
     */
    static Target parse(long number) throws LineException, UnsupportedLineException {
        for (Target target : values()) {
            if (target.number == number) {
                return target;
            }
        }
        if (number > HIGHEST) {
            throw new LineException("there is no such target");
        }
        throw new UnsupportedLineException("the target is of a kind that is not recognized");
    }

    /** Returns whether it can be told where such a file begins to run. */
    boolean hasEntryPoint() {
        return this == PE || this == ELF;
    }

    /** Returns whether a signature for this target is looked for in a file that was recognized as one. */
    boolean includes(Target recognized) {
        return this == ANY || this == recognized;
    }
}
