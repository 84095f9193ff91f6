import org.jspecify.annotations.NullMarked;

/** Statuses, states, events and the legal transitions between them. Knows no bytes, no I/O and no clock. */
@NullMarked
module dev.cordon.statemachine {
    requires transitive com.google.common;
    requires static transitive org.jspecify;

    exports dev.cordon.statemachine;
}
