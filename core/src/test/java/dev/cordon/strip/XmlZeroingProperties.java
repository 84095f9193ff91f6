package dev.cordon.strip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Whatever a part looks like: what a user can have written in it is gone, and a parser still reads it. */
class XmlZeroingProperties {
    private static final AttributeRule NOTHING_STAYS =
            (element, attribute, value, prefixes) -> Vocabularies.zeros(value);

    @Property
    void noSecretSurvives(@ForAll long seed) throws Exception {
        Markup markup = new Markup(new Random(seed));
        byte[] part = markup.write().getBytes(StandardCharsets.UTF_8);
        parse(part);

        byte[] stripped = XmlZeroing.strip(part, NOTHING_STAYS);

        assertThat(stripped).hasSameSizeAs(part);
        String left = new String(stripped, StandardCharsets.UTF_8);
        assertThat(markup.secrets)
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(left).doesNotContain(secret));
        assertOnlyZeros(parse(stripped));
    }

    @Property
    void strippingTwiceIsStrippingOnce(@ForAll long seed) throws Exception {
        byte[] part = new Markup(new Random(seed)).write().getBytes(StandardCharsets.UTF_8);

        byte[] once = XmlZeroing.strip(part, NOTHING_STAYS);

        assertThat(XmlZeroing.strip(once, NOTHING_STAYS)).isEqualTo(once);
    }

    @Test
    void whatIsHiddenHasAShortNameHoweverLongItIs() throws Exception {
        String part = "<w:document xmlns:w='" + Markup.KNOWN + "' xmlns:f='urn:f'><f:own>" + "secret ".repeat(1000)
                + "</f:own></w:document>";

        Document left = parse(XmlZeroing.strip(part.getBytes(StandardCharsets.UTF_8), NOTHING_STAYS));

        assertThat(left.getDocumentElement().getFirstChild().getNodeName()).isEqualTo("x");
    }

    @Property
    void theEncodingMakesNoDifference(@ForAll long seed) throws Exception {
        String part = new Markup(new Random(seed)).write().replaceAll("[^\\x00-\\x7f]", "u");

        byte[] narrow = XmlZeroing.strip(part.getBytes(StandardCharsets.UTF_8), NOTHING_STAYS);
        byte[] wide = XmlZeroing.strip(("\ufeff" + part).getBytes(StandardCharsets.UTF_16LE), NOTHING_STAYS);

        String left = new String(narrow, StandardCharsets.UTF_8);
        // Of a part that is somebody's own nothing stays, the mark of its encoding neither.
        if (!left.startsWith("<x>")) {
            assertThat(new String(wide, StandardCharsets.UTF_16LE)).isEqualTo("\ufeff" + left);
        }
    }

    private static Document parse(byte[] part) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
        parsers.setNamespaceAware(true);
        return parsers.newDocumentBuilder().parse(new ByteArrayInputStream(part));
    }

    private static void assertOnlyZeros(Node node) {
        switch (node.getNodeType()) {
            case Node.TEXT_NODE, Node.CDATA_SECTION_NODE, Node.COMMENT_NODE ->
                assertThat(node.getNodeValue()).matches("0*|[ \t\r\n]*|[ \t\r\n0]*");
            case Node.PROCESSING_INSTRUCTION_NODE ->
                assertThat(node.getNodeName() + node.getNodeValue()).matches("x0*");
            default -> {}
        }
        NamedNodeMap attributes = node.getAttributes();
        for (int index = 0; attributes != null && index < attributes.getLength(); index++) {
            Node attribute = attributes.item(index);
            if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())) {
                assertThat(attribute.getNodeValue()).matches("0*");
            }
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            assertOnlyZeros(child);
        }
    }

    /** Writes any well-formed part that it can think of, with secrets wherever somebody can have written some. */
    private static final class Markup {
        private static final String KNOWN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        private static final int DEEPEST = 5;

        private final Random random;
        private final List<String> secrets = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Markup(Random random) {
            this.random = random;
        }

        String write() {
            if (chance(2)) {
                text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"")
                        .append(space())
                        .append("?>\n");
            }
            misc();
            boolean isForeign = chance(8);
            String name = isForeign ? "f:" + secret() : "w:document";
            text.append('<')
                    .append(name)
                    .append(" xmlns:w='")
                    .append(KNOWN)
                    .append("' xmlns:f=\"urn:")
                    .append(secret());
            text.append("\" w:known=\"").append(secret()).append('"').append('>');
            children(0);
            text.append("</").append(name).append(space()).append(">");
            misc();
            return text.toString();
        }

        private void children(int depth) {
            for (int child = random.nextInt(4); child >= 0; child--) {
                switch (random.nextInt(6)) {
                    case 0 -> text.append(secret()).append("&amp;&#65;").append(secret());
                    case 1 -> text.append("<![CDATA[<").append(secret()).append("&]]>");
                    case 2 -> text.append("\n\t ");
                    case 3 -> misc();
                    default -> element(depth + 1);
                }
            }
        }

        private void element(int depth) {
            String name = chance(3) ? "f:" + secret() : "w:t";
            text.append('<').append(name);
            if (chance(2)) {
                text.append(space()).append(" w:a").append(space()).append('=').append(space());
                text.append("'\"").append(secret()).append(">/>'");
            }
            if (chance(3)) {
                text.append(" f:")
                        .append(secret())
                        .append("=\"'")
                        .append(secret())
                        .append("\"");
            }
            if (chance(4)) {
                text.append(" xmlns=\"urn:").append(secret()).append("\"");
            }
            text.append(space());
            if (depth >= DEEPEST || chance(3)) {
                text.append("/>");
                return;
            }
            text.append('>');
            children(depth);
            text.append("</").append(name).append('>');
        }

        private void misc() {
            switch (random.nextInt(4)) {
                case 0 -> text.append("<!-- <").append(secret()).append(" -->");
                case 1 ->
                    text.append("<?")
                            .append(secret())
                            .append(' ')
                            .append(secret())
                            .append("?>");
                default -> text.append(space());
            }
        }

        private String space() {
            return List.of("", " ", "\n", "\t ", "\r\n").get(random.nextInt(5));
        }

        private boolean chance(int in) {
            return random.nextInt(in) == 0;
        }

        private String secret() {
            StringBuilder secret = new StringBuilder("s");
            for (int letter = 0; letter < 6; letter++) {
                secret.append(chance(7) ? 'ß' : (char) ('a' + random.nextInt(26)));
            }
            secrets.add(secret.toString());
            return secret.toString();
        }
    }
}
