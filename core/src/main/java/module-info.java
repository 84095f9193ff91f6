import org.jspecify.annotations.NullMarked;

/** The quarantine stack: attributes, domain, SPI and services. */
@NullMarked
module dev.cordon.core {
    requires transitive dev.cordon.codec;
    requires transitive dev.cordon.statemachine;
    requires transitive com.google.common;
    requires java.net.http;
    requires org.apache.commons.compress;
    requires java.xml;
    requires jdk.httpserver;
    requires jdk.jfr;
    requires static transitive org.jspecify;

    exports dev.cordon.agent;
    exports dev.cordon.alert;
    exports dev.cordon.analysis;
    exports dev.cordon.attribute;
    exports dev.cordon.client;
    exports dev.cordon.defcast;
    exports dev.cordon.definition;
    exports dev.cordon.exchange;
    exports dev.cordon.gateway;
    exports dev.cordon.place;
    exports dev.cordon.protocol;
    exports dev.cordon.sample;
    exports dev.cordon.scan;
    exports dev.cordon.server;
    exports dev.cordon.spi;
    exports dev.cordon.station;
    exports dev.cordon.store;
    exports dev.cordon.strip;
    exports dev.cordon.transport;
}
