package dev.cordon.strip;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What the parts of a package are: by name, or by what their names end with (ECMA-376 part 2, section 6.2.3). */
final class ContentTypes {
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final ImmutableList<String> OFFICE_WITH_MACROS =
            ImmutableList.of("application/vnd.ms-word.", "application/vnd.ms-excel.", "application/vnd.ms-powerpoint.");

    /** Code, or the list of it; Excel's macro sheets are code in cells. */
    private static final ImmutableSet<String> MACROS = ImmutableSet.of(
            "application/vnd.ms-office.vbaproject",
            "application/vnd.ms-word.vbadata+xml",
            "application/vnd.ms-excel.macrosheet+xml",
            "application/vnd.ms-excel.intlmacrosheet+xml");

    private final Map<String, String> byName;
    private final Map<String, String> byExtension;

    private ContentTypes(Map<String, String> byName, Map<String, String> byExtension) {
        this.byName = byName;
        this.byExtension = byExtension;
    }

    static ContentTypes read(byte[] part) throws StripRefusal {
        Map<String, String> byName = new HashMap<>();
        Map<String, String> byExtension = new HashMap<>();
        XMLStreamReader parser = XmlUnits.of(part).parser();
        try {
            while (parser.hasNext()) {
                if (parser.next() == XMLStreamConstants.START_ELEMENT) {
                    String type = Ascii.toLowerCase(attribute(parser, "ContentType"));
                    switch (parser.getLocalName()) {
                        case "Default" -> byExtension.put(Ascii.toLowerCase(attribute(parser, "Extension")), type);
                        case "Override" -> byName.put(PartName.folded(attribute(parser, "PartName")), type);
                        default -> {}
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw StripRefusal.malformed("the content types of the document are not well-formed");
        }
        return new ContentTypes(byName, byExtension);
    }

    private static String attribute(XMLStreamReader parser, String name) {
        return Optional.ofNullable(parser.getAttributeValue(null, name)).orElse("");
    }

    /** Returns the type of a part, in lower case; an empty text where none is said. */
    String of(String name) {
        String folded = PartName.folded(name);
        return byName.getOrDefault(folded, byExtension.getOrDefault(PartName.extension(folded), ""));
    }

    static boolean isOffice(String type) {
        return type.startsWith(OFFICE) || OFFICE_WITH_MACROS.stream().anyMatch(type::startsWith);
    }

    static boolean isMacro(String type) {
        return MACROS.contains(type);
    }

    /** Returns whether a part of this type is markup whose vocabulary is known. */
    static boolean isKnownMarkup(String type) {
        boolean isPackage =
                type.startsWith("application/vnd.openxmlformats-") || type.startsWith("application/vnd.ms-");
        return isPackage && (isMarkup(type) || type.endsWith(".vmldrawing"));
    }

    /** Returns whether a part of this type is markup of any kind. */
    static boolean isMarkup(String type) {
        return type.endsWith("+xml") || type.endsWith("/xml");
    }
}
