package dev.cordon.analysis;

/**
 * One action of a repair in words of the repair language, without the digest of the bytes that it changes.
 *
 * @param before what stands before the digest
 * @param after what stands behind it
 * @param isFromEnd whether its place is counted from the end of the file
 */
record RepairAction(String before, String after, boolean isFromEnd) {
    /**
     * Returns the action that undoes an edit of a file.
     *
     * @param tail the position from which on everything was added; what was put aside there is found from the end
     * @param size the size of the file
     */
    static RepairAction of(Edit edit, int tail, int size) {
        if (edit.before() instanceof Edit.Kept kept) {
            return restore(edit, ":copy:" + offset(kept.from(), kept.from() >= tail, size));
        }
        if (edit.before() instanceof Edit.Filled filled) {
            return restore(edit, String.format(":fill:%02x", filled.value()));
        }
        return edit.end() == size
                ? new RepairAction("truncate:" + edit.length() + ":", "", true)
                : new RepairAction("excise:0:" + edit.length() + ":", "", false);
    }

    private static RepairAction restore(Edit edit, String after) {
        return new RepairAction("restore:" + edit.from() + ":" + edit.length() + ":", after, false);
    }

    /** Returns a place in the words of the language. */
    static String offset(int position, boolean isFromEnd, int size) {
        return isFromEnd ? "EOF-" + (size - position) : Integer.toString(position);
    }
}
