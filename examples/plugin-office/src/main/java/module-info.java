import org.jspecify.annotations.NullMarked;

/** Strips user data from documents in the binary formats of Word, Excel and PowerPoint, with Apache POI. */
@NullMarked
module dev.cordon.office {
    requires transitive dev.cordon.core;
    requires org.apache.poi.poi;
    requires static transitive org.jspecify;

    exports dev.cordon.office;
}
