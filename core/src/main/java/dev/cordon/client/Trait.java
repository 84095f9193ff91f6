package dev.cordon.client;

/** What a file has beside its bytes. */
public enum Trait {
    /** When it was changed, read and created. */
    TIMES,
    /** Who may do what with it. */
    PERMISSIONS,
    /** The user and the group it belongs to. */
    OWNER,
    /** Named values that programs have put beside it. */
    EXTENDED_ATTRIBUTES
}
