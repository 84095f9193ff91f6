import org.jspecify.annotations.NullMarked;

/** Scans with an ICAP server. */
@NullMarked
module dev.cordon.icap {
    requires transitive dev.cordon.core;
    requires org.apache.commons.pool2;
    requires static transitive org.jspecify;

    exports dev.cordon.icap;
}
