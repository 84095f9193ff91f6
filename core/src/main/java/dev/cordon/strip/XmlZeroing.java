package dev.cordon.strip;

import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Overwrites in an XML part what a user has written. The part keeps its length, its elements, and stays well-formed.
 *
 * <p>Text, CDATA and comments become the character 0, and so do values of attributes unless a rule keeps them. Of
 * processing instructions, and of elements and attributes of vocabularies that are not known, even the names may be
 * somebody's own: such attributes become blanks, such elements with all that is in them one instruction of zeros.
 *
 * <p>A parser reads the same part at the same pace. It decides what is well-formed and what a prefix stands for; what
 * the two do not see alike is refused.
 */
final class XmlZeroing {
    private static final int NONE = -1;

    private final XmlUnits units;
    private final XMLStreamReader parser;
    private final AttributeRule rule;
    private int position;
    private int depth;
    private int foreignDepth = NONE;
    private int foreignStart;

    private XmlZeroing(XmlUnits units, AttributeRule rule) throws StripRefusal {
        this.units = units;
        this.parser = units.parser();
        this.rule = rule;
    }

    static byte[] strip(byte[] part, AttributeRule rule) throws StripRefusal {
        XmlUnits units = XmlUnits.of(part);
        XmlZeroing zeroing = new XmlZeroing(units, rule);
        if (!zeroing.run()) {
            return Overwritten.xml(part.length);
        }
        return units.bytes();
    }

    /** Returns whether the root is known; otherwise nothing of the part may stay. */
    private boolean run() throws StripRefusal {
        if (units.startsWith("<?xml", 0) && units.length() > 5 && XmlUnits.isSpace(units.at(5))) {
            position = units.find("?>", 0) + 2;
        }
        while (position < units.length()) {
            next();
        }
        advance(XMLStreamConstants.END_DOCUMENT);
        return foreignDepth == NONE;
    }

    private void next() throws StripRefusal {
        if (units.at(position) != '<') {
            text();
        } else if (units.startsWith("<!--", position)) {
            enclosed("<!--", "-->");
        } else if (units.startsWith("<![CDATA[", position)) {
            enclosed("<![CDATA[", "]]>");
        } else if (units.startsWith("<?", position)) {
            instruction();
        } else if (units.startsWith("<!", position)) {
            throw StripRefusal.malformed("a part of the document declares a document type");
        } else if (units.startsWith("</", position)) {
            endTag();
        } else {
            startTag();
        }
    }

    private void text() {
        int end = position;
        while (end < units.length() && units.at(end) != '<') {
            end++;
        }
        // Blanks between elements are there for readers of the markup and say nothing.
        if (!units.isBlank(position, end)) {
            units.zero(position, end);
        }
        position = end;
    }

    private void enclosed(String begin, String end) throws StripRefusal {
        int from = position + begin.length();
        int to = units.find(end, from);
        units.zero(from, to);
        position = to + end.length();
    }

    private void instruction() throws StripRefusal {
        int end = units.find("?>", position + 2) + 2;
        hide(position, end);
        position = end;
    }

    /** An instruction may stand wherever an element may, and nobody heeds one that is not known. */
    private void hide(int from, int to) {
        boolean isTooShort = to - from < "<?x?>".length();
        units.zero(from, to);
        // The blank ends the name of the instruction: parsers refuse names of more than a thousand characters.
        units.put(from, isTooShort ? "<x" : to - from == "<?x?>".length() ? "<?x" : "<?x ");
        units.put(to - 2, isTooShort ? "/>" : "?>");
    }

    private void endTag() throws StripRefusal {
        int end = units.find(">", position) + 1;
        position = end;
        close(end);
    }

    private void close(int end) {
        depth--;
        // A foreign root stays open: nothing of the part is used then.
        if (depth == foreignDepth && depth > 0) {
            hide(foreignStart, end);
            foreignDepth = NONE;
        }
    }

    private void startTag() throws StripRefusal {
        int start = position;
        int nameEnd = nameEnd(start + 1);
        advance(XMLStreamConstants.START_ELEMENT);
        QName element = parser.getName();
        requireSame(element, units.text(start + 1, nameEnd));
        if (foreignDepth == NONE && !Vocabularies.isKnown(element)) {
            foreignDepth = depth;
            foreignStart = start;
        }
        position = nameEnd;
        attributes(element);
        depth++;
        if (units.at(position) == '/') {
            position += 2;
            close(position);
        } else {
            position++;
        }
    }

    private static void requireSame(QName seen, String name) throws StripRefusal {
        String prefix = seen.getPrefix().isEmpty() ? "" : seen.getPrefix() + ":";
        if (!name.equals(prefix + seen.getLocalPart())) {
            throw StripRefusal.malformed("a part of the document can be read in two ways");
        }
    }

    /** Leaves the position at the end of the tag, before {@code >} or {@code />}. */
    private void attributes(QName element) throws StripRefusal {
        position = spaceEnd(position);
        while (peek() != '>' && peek() != '/') {
            int start = position;
            int nameEnd = nameEnd(start);
            int quote = spaceEnd(spaceEnd(nameEnd) + 1);
            int valueEnd = units.find(String.valueOf(units.at(quote)), quote + 1);
            attribute(element, start, nameEnd, quote + 1, valueEnd);
            position = spaceEnd(valueEnd + 1);
        }
    }

    private char peek() throws StripRefusal {
        if (position >= units.length()) {
            throw StripRefusal.malformed("a part of the document is cut off");
        }
        return units.at(position);
    }

    private void attribute(QName element, int start, int nameEnd, int valueStart, int valueEnd) throws StripRefusal {
        String name = units.text(start, nameEnd);
        boolean declares = name.equals("xmlns") || name.startsWith("xmlns:");
        if (declares) {
            String prefix = name.substring(Math.min(name.length(), "xmlns:".length()));
            if (!isHarmless(prefix)) {
                units.blank(start, valueEnd + 1);
            }
            return;
        }
        QName attribute = resolved(name);
        if (!attribute.getNamespaceURI().isEmpty() && !Vocabularies.isKnown(attribute.getNamespaceURI())) {
            units.blank(start, valueEnd + 1);
            return;
        }
        units.put(valueStart, rule.kept(element, attribute, units.raw(valueStart, valueEnd), this::isKnownPrefix));
    }

    /** A declaration that there is no vocabulary names none. */
    private boolean isHarmless(String prefix) {
        String namespace = parser.getNamespaceURI(prefix);
        return namespace == null || namespace.isEmpty() || Vocabularies.isKnown(namespace);
    }

    private boolean isKnownPrefix(String prefix) {
        String namespace = parser.getNamespaceURI(prefix);
        return namespace != null && Vocabularies.isKnown(namespace);
    }

    private QName resolved(String name) throws StripRefusal {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return new QName(name);
        }
        String prefix = name.substring(0, colon);
        String namespace =
                prefix.equals(XMLConstants.XML_NS_PREFIX) ? XMLConstants.XML_NS_URI : parser.getNamespaceURI(prefix);
        if (namespace == null) {
            throw StripRefusal.malformed("a part of the document can be read in two ways");
        }
        return new QName(namespace, name.substring(colon + 1));
    }

    private int nameEnd(int from) throws StripRefusal {
        for (int end = from; end < units.length(); end++) {
            char unit = units.at(end);
            if (XmlUnits.isSpace(unit) || unit == '>' || unit == '/' || unit == '=') {
                return end;
            }
        }
        throw StripRefusal.malformed("a part of the document is cut off");
    }

    private int spaceEnd(int from) throws StripRefusal {
        for (int end = from; end < units.length(); end++) {
            if (!XmlUnits.isSpace(units.at(end))) {
                return end;
            }
        }
        throw StripRefusal.malformed("a part of the document is cut off");
    }

    /** Lets the parser go on to its next element, or to the end. */
    private void advance(int wanted) throws StripRefusal {
        try {
            while (parser.hasNext()) {
                int event = parser.next();
                if (event == XMLStreamConstants.DTD) {
                    throw StripRefusal.malformed("a part of the document declares a document type");
                }
                if (event == wanted) {
                    return;
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    break;
                }
            }
        } catch (XMLStreamException e) {
            throw StripRefusal.malformed("a part of the document is not well-formed");
        }
        throw StripRefusal.malformed("a part of the document can be read in two ways");
    }
}
