import org.jspecify.annotations.NullMarked;

/** Scans with clamd. */
@NullMarked
module dev.cordon.clamav {
    requires transitive dev.cordon.core;
    requires org.apache.commons.pool2;
    requires static transitive org.jspecify;

    exports dev.cordon.clamav;
}
