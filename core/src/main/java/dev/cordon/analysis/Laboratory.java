package dev.cordon.analysis;

/**
 * What the owner of an analysis centre gives it to work with. Immutable; each {@code with} method returns a changed copy.
 *
 * @param clean what is known of clean programs, in which no signature may be found; nothing by default
 */
public record Laboratory(CleanPrograms clean) {
    private static final Laboratory STANDARD = new Laboratory(CleanPrograms.none());

    /** Returns one that knows no clean program. */
    public static Laboratory standard() {
        return STANDARD;
    }

    /** Returns a copy that knows these clean programs. */
    public Laboratory with(CleanPrograms other) {
        return new Laboratory(other);
    }
}
