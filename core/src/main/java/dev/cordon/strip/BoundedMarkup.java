package dev.cordon.strip;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * A parser that ends at markup which lies deeper, or has more vocabularies declared at one place, than that of any
 * document. To find what a prefix stands for takes the longer the more are declared, and small files can unpack to
 * millions of elements.
 */
final class BoundedMarkup extends StreamReaderDelegate {
    private static final int DEEPEST = 1_000;
    private static final int MOST_DECLARED = 1_000;

    private final int[] declared = new int[DEEPEST + 1];
    private int depth;

    BoundedMarkup(XMLStreamReader parser) {
        super(parser);
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
            enter();
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return event;
    }

    private void enter() throws XMLStreamException {
        if (depth == DEEPEST) {
            throw new XMLStreamException("elements lie too deep");
        }
        declared[depth + 1] = declared[depth] + getNamespaceCount();
        depth++;
        if (declared[depth] > MOST_DECLARED) {
            throw new XMLStreamException("too many vocabularies");
        }
    }
}
