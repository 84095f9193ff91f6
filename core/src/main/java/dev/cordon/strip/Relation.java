package dev.cordon.strip;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One line from a part of a package, or from the package itself, to another part or to the outside.
 *
 * @param source the part that the line is written in
 * @param type what the line means
 * @param part the folded name of the part that it leads to; empty for the outside
 */
record Relation(String source, String type, Optional<String> part) {
    private static final ImmutableSet<String> MACROS = ImmutableSet.of(
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
            "http://schemas.microsoft.com/office/2006/relationships/wordVbaData",
            "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
            "http://schemas.microsoft.com/office/2006/relationships/xlIntlMacrosheet");

    static ImmutableList<Relation> readAll(Part part) throws StripRefusal {
        XMLStreamReader parser = XmlUnits.of(part.bytes()).parser();
        ImmutableList.Builder<Relation> relations = ImmutableList.builder();
        try {
            while (parser.hasNext()) {
                if (parser.next() == XMLStreamConstants.START_ELEMENT
                        && parser.getLocalName().equals("Relationship")) {
                    relations.add(of(part.name(), parser));
                }
            }
        } catch (XMLStreamException e) {
            throw StripRefusal.malformed("the relations of the document are not well-formed");
        }
        return relations.build();
    }

    private static Relation of(String source, XMLStreamReader parser) {
        String type = attribute(parser, "Type");
        boolean isOutside = attribute(parser, "TargetMode").equals("External");
        Optional<String> part = isOutside ? Optional.empty() : PartName.resolve(source, attribute(parser, "Target"));
        return new Relation(source, type, part);
    }

    private static String attribute(XMLStreamReader parser, String name) {
        return Optional.ofNullable(parser.getAttributeValue(null, name)).orElse("");
    }

    boolean leadsToDocument() {
        return Vocabularies.isKnown(type) && type.endsWith("/relationships/officeDocument");
    }

    boolean leadsToMacros() {
        return MACROS.contains(type);
    }
}
