import org.jspecify.annotations.NullMarked;

/** Listens to strangers over HTTP and HTTPS, with Jetty. */
@NullMarked
module dev.cordon.jetty {
    requires transitive dev.cordon.core;
    requires org.eclipse.jetty.server;
    requires static transitive org.jspecify;

    exports dev.cordon.jetty;
}
