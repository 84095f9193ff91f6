package dev.cordon.strip;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;

/** The words that document formats are made of, and which no user has chosen. */
final class Vocabularies {
    /** Names of vocabularies begin with one of these; whatever else a document holds is somebody's own. */
    private static final ImmutableList<String> KNOWN = ImmutableList.of(
            "http://schemas.openxmlformats.org/",
            "http://purl.oclc.org/ooxml/",
            "http://schemas.microsoft.com/",
            "urn:schemas-microsoft-com:",
            "http://purl.org/dc/",
            "http://www.w3.org/");

    /** Drawings in the older form stand in an element of no vocabulary. */
    private static final QName DRAWING = new QName("xml");

    private static final ImmutableSet<String> RELATION_ATTRIBUTES = ImmutableSet.of(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships");

    /** As programs make them: a few letters and a number. */
    private static final Pattern RELATION_ID = Pattern.compile("[A-Za-z_]{0,8}[0-9][0-9A-Fa-f]{0,31}");

    private Vocabularies() {}

    static boolean isKnown(String namespace) {
        return KNOWN.stream().anyMatch(namespace::startsWith);
    }

    static boolean isKnown(QName element) {
        return isKnown(element.getNamespaceURI()) || element.equals(DRAWING);
    }

    static boolean refersToRelation(QName attribute) {
        return RELATION_ATTRIBUTES.contains(attribute.getNamespaceURI());
    }

    static boolean isRelationId(String value) {
        return RELATION_ID.matcher(value).matches();
    }

    static String zeros(String value) {
        return "0".repeat(value.length());
    }
}
