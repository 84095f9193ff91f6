import org.jspecify.annotations.NullMarked;

/** Messages and their content: header fields, typed keys, limits, the content pipeline. Knows no quarantine. */
@NullMarked
module dev.cordon.codec {
    requires transitive com.google.common;
    requires org.apache.commons.codec;
    requires org.apache.commons.compress;
    requires static transitive org.jspecify;

    exports dev.cordon.codec;
}
