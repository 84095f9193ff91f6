package dev.cordon.strip;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML part of a package as a row of units that can be overwritten one by one: the bytes of UTF-8, or the characters
 * of UTF-16, which are the two encodings that packages may use. Markup is the same in both.
 */
final class XmlUnits {
    private static final char ZERO = '0';
    private static final char BLANK = ' ';
    private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF-16");

    private final byte[] part;
    private final Charset charset;
    private final int mark;
    private final char[] units;

    private XmlUnits(byte[] part, Charset charset, int mark, char[] units) {
        this.part = part;
        this.charset = charset;
        this.mark = mark;
        this.units = units;
    }

    static XmlUnits of(byte[] part) throws StripRefusal {
        if (startsWith(part, 0xfe, 0xff)) {
            return wide(part, StandardCharsets.UTF_16BE, ByteOrder.BIG_ENDIAN);
        }
        if (startsWith(part, 0xff, 0xfe)) {
            return wide(part, StandardCharsets.UTF_16LE, ByteOrder.LITTLE_ENDIAN);
        }
        int mark = startsWith(part, 0xef, 0xbb, 0xbf) ? 3 : 0;
        char[] units = new char[part.length - mark];
        for (int unit = 0; unit < units.length; unit++) {
            units[unit] = (char) (part[mark + unit] & 0xff);
        }
        return new XmlUnits(part, StandardCharsets.UTF_8, mark, units);
    }

    private static XmlUnits wide(byte[] part, Charset charset, ByteOrder order) throws StripRefusal {
        if (part.length % 2 != 0) {
            throw StripRefusal.malformed("a part of the document ends within a character");
        }
        CharBuffer characters =
                ByteBuffer.wrap(part, 2, part.length - 2).order(order).asCharBuffer();
        char[] units = new char[characters.remaining()];
        characters.get(units);
        return new XmlUnits(part, charset, 2, units);
    }

    private static boolean startsWith(byte[] part, int... mark) {
        if (part.length < mark.length) {
            return false;
        }
        for (int position = 0; position < mark.length; position++) {
            if ((part[position] & 0xff) != mark[position]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns a parser of the part as it was made, which has read the declaration. It fetches nothing, expands nothing,
     * and goes no deeper than documents do.
     */
    XMLStreamReader parser() throws StripRefusal {
        XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            // A decoder of this kind ends at bytes that are no text; one that is only named would replace them.
            Reader text = new InputStreamReader(
                    new ByteArrayInputStream(part, mark, part.length - mark), charset.newDecoder());
            XMLStreamReader parser = new BoundedMarkup(parsers.createXMLStreamReader(text));
            checkDeclaration(parser);
            return parser;
        } catch (XMLStreamException e) {
            throw StripRefusal.malformed("a part of the document is not well-formed");
        }
    }

    private static void checkDeclaration(XMLStreamReader parser) throws StripRefusal {
        String encoding = parser.getCharacterEncodingScheme();
        String version = parser.getVersion();
        boolean isUsual = encoding == null || ENCODINGS.contains(encoding.toUpperCase(Locale.ROOT));
        if (!isUsual || version != null && !version.equals("1.0")) {
            throw StripRefusal.malformed("a part of the document has an encoding that documents don't have");
        }
    }

    int length() {
        return units.length;
    }

    char at(int position) {
        return units[position];
    }

    boolean startsWith(String markup, int position) {
        if (position + markup.length() > units.length) {
            return false;
        }
        for (int index = 0; index < markup.length(); index++) {
            if (units[position + index] != markup.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /** Returns where a piece of markup begins, at a position or after it. */
    int find(String markup, int from) throws StripRefusal {
        for (int position = from; position < units.length; position++) {
            if (units[position] == markup.charAt(0) && startsWith(markup, position)) {
                return position;
            }
        }
        throw StripRefusal.malformed("a part of the document is cut off");
    }

    boolean isBlank(int from, int to) {
        for (int position = from; position < to; position++) {
            if (!isSpace(units[position])) {
                return false;
            }
        }
        return true;
    }

    static boolean isSpace(char unit) {
        return unit == ' ' || unit == '\t' || unit == '\r' || unit == '\n';
    }

    /** Returns units as the text that they stand for. */
    String text(int from, int to) {
        String raw = new String(units, from, to - from);
        return charset.equals(StandardCharsets.UTF_8)
                ? new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : raw;
    }

    /** Returns units one by one, so that what is put in their place can have the same length. */
    String raw(int from, int to) {
        return new String(units, from, to - from);
    }

    void zero(int from, int to) {
        Arrays.fill(units, from, to, ZERO);
    }

    void blank(int from, int to) {
        Arrays.fill(units, from, to, BLANK);
    }

    void put(int from, String text) {
        text.getChars(0, text.length(), units, from);
    }

    /** Returns the part as it is now, as long as it was. */
    byte[] bytes() {
        byte[] bytes = part.clone();
        if (charset.equals(StandardCharsets.UTF_8)) {
            for (int unit = 0; unit < units.length; unit++) {
                bytes[mark + unit] = (byte) units[unit];
            }
            return bytes;
        }
        ByteOrder order = charset.equals(StandardCharsets.UTF_16BE) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer.wrap(bytes, mark, bytes.length - mark)
                .order(order)
                .asCharBuffer()
                .put(units);
        return bytes;
    }
}
